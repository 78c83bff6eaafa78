import assert from 'node:assert/strict';

import type { Locator, Page } from 'playwright-core';

import type { EmptyDatabase } from '../core/jobs/replicating/emptyDatabases.ts';
import { emptyDatabases, missingServer, postgresServer } from '../core/jobs/replicating/emptyDatabases.ts';
import { leaveOut } from '../leftOut.ts';
import { commandTitle, paletteEntry } from './toolkit/manifest.ts';
import { clearMessages, shownMessage } from './toolkit/messages.ts';
import { acceptFile, answer, tick } from './toolkit/quickInput.ts';
import { connectToSampleOrganization } from './toolkit/sampleOrganization.ts';
import type { Session } from './toolkit/session.ts';
import { openSession } from './toolkit/session.ts';
import { tellAsOneStory } from './toolkit/story.ts';
import { clickUntilGone, pick, runCommand, treeRow } from './toolkit/workbench.ts';

const missing = await missingServer('postgres');
const password = 'kept-by-nobody-5b1f';

describe('a replication into a PostgreSQL database', () => {
  if (missing === undefined) tellStory();
  else leaveOut('all of it', missing);
});

function tellStory(): void {
  let session: Session;
  let page: Page;
  let database: EmptyDatabase;
  let name: string;

  before(async () => {
    database = await emptyDatabases.postgres();
    assert.ok(database.connection.kind !== 'sqlite');
    name = database.connection.database;
    session = await openSession({ journey: 'replicateDatabase', theme: 'dark' });
    ({ page } = session);
    await connectToSampleOrganization(page);
    await treeRow(page, 'Standard Modules').waitFor();
    // Databases stand below.
    await treeRow(page, 'Sample organization').click();
  });
  after(async () => {
    await session.close();
    await database.drop();
  });
  tellAsOneStory(() => session);

  it('begins with a connection to the database, which is tested', async () => {
    await runCommand(page, paletteEntry('zohoCrm.database.new'));
    await pick(page, 'PostgreSQL', () => session.screenshot('kinds'));
    const { host, port, user } = postgresServer;
    await answer(page, 'Server', `${host}:${port}`);
    await answer(page, 'Database', name);
    await answer(page, 'Schema', '');
    await answer(page, 'User', user);
    await answer(page, 'Password', password);
    await pick(page, 'Not encrypted', () => session.screenshot('transport'));
    await answer(page, 'Name of the Database', 'Warehouse');
    await shownMessage(page, /"Warehouse" answers: PostgreSQL .*Tables can be made there\./);
    await databaseRow().waitFor();
    await session.screenshot('tested');
    assert.deepEqual(await session.filesWith(password), []);
  });

  it('tests it again from the tree', async () => {
    await clearMessages(page);
    await databaseRow().click({ button: 'right' });
    await clickUntilGone(page.getByRole('menuitem', { name: commandTitle('zohoCrm.database.test') }));
    await shownMessage(page, /"Warehouse" answers: PostgreSQL/);
    await clearMessages(page);
  });

  it('copies a module there', async () => {
    await runCommand(page, paletteEntry('zohoCrm.job.newReplication'));
    await tick(page, ['Products']);
    await pick(page, 'Warehouse', () => session.screenshot('databases'));
    await acceptFile(page);
    await lens('Run').click();
    const question = page.locator('.monaco-dialog-box', { hasText: /This run makes \d+ tables? in Warehouse\./ });
    await question.getByRole('button', { name: 'Run' }).click({ timeout: 60_000 });
    await shownMessage(page, /replicate-Products: [1-9][\d,]* new, 0 changed, 0 deleted/, 90_000);
    await session.screenshot('copied');
    await page.locator('.tab.active', { hasText: 'Plan of replicate-Products' }).click();
    await page.keyboard.press('Control+W');
    assert.ok((await products()).length > 0);
  });

  it('shows the rows that the database refused', async () => {
    const [first] = await products();
    const id = String(first?.['id']);
    const [table] = await database.sql(
      "select table_name from information_schema.columns where table_schema = 'public' and column_name ilike 'product_name'",
    );
    const [column] = await database.sql(
      "select column_name from information_schema.columns where table_schema = 'public' and column_name ilike 'product_name'",
    );
    await database.sql(
      `alter table "${String(table?.['table_name'])}" add constraint no_dragons check ("${String(column?.['column_name'])}" <> 'Dragon')`,
    );
    await zoho('PUT', `Products/${id}`, { data: [{ id, Product_Name: 'Dragon' }] });
    await clearMessages(page);
    await lens('Run').click();
    const done = await shownMessage(page, /replicate-Products: .*1 rejected/, 90_000);
    await session.screenshot('rejected');
    await done.getByRole('button', { name: 'Show Rejected Rows' }).click();
    await page.locator('.tab.active', { hasText: '.rejected.csv' }).waitFor();
    await page.locator('.view-line', { hasText: id }).first().waitFor();
    await session.screenshot('rejected-rows');
    await page.keyboard.press('Control+W');
  });

  it('is scheduled by cron and by a workflow', async () => {
    await lens('Schedule').click();
    await pick(page, 'Every day at 6:00', () => session.screenshot('times'));
    await pick(page, 'cron, by the terminal program', () => session.screenshot('ways'));
    await shownMessage(page, /Copied\. Paste it after "crontab -e"/);
    const line = await page.evaluate<string>('navigator.clipboard.readText()');
    assert.match(line, /^0 6 \* \* \* cd .* && zoho-crm run replicate-Products\.zoho-job\.json --json/);
    await clearMessages(page);

    await lens('Schedule').click();
    await pick(page, 'On working days at 6:00');
    await pick(page, 'A workflow of GitHub Actions');
    await page.locator('.view-line', { hasText: 'workflow_dispatch' }).waitFor();
    await session.screenshot('workflow');
    assert.deepEqual(await session.filesWith(password), []);
    assert.deepEqual(session.complaints, []);
  });

  function lens(text: string): Locator {
    return page.locator('.codelens-decoration a', { hasText: text }).first();
  }

  function databaseRow(): Locator {
    return treeRow(page, 'Warehouse');
  }

  /** From the main table, whatever its prefix and style make of the name. */
  async function products(): Promise<readonly Readonly<Record<string, unknown>>[]> {
    const tables = await database.sql("select table_name from information_schema.tables where table_schema = 'public'");
    const found = tables
      .map(({ table_name: each }) => String(each))
      .find((each) => /^(zoho_|crm_)?products$/i.test(each));
    assert.ok(found !== undefined);
    return database.sql(`select * from "${found}" order by id`);
  }

  async function zoho(method: string, target: string, body: object): Promise<void> {
    const { apiUrl, accessToken } = session.sampleOrg;
    const response = await fetch(`${apiUrl}/crm/v8/${target}`, {
      method,
      headers: { Authorization: `Zoho-oauthtoken ${accessToken}` },
      body: JSON.stringify(body),
    });
    assert.ok(response.ok, await response.text());
  }
}
