import assert from 'node:assert/strict';

import type { Locator, Page } from 'playwright-core';

import type { EmptyDatabase } from '../core/jobs/replicating/emptyDatabases.ts';
import { emptyDatabases, missingServer, postgresServer } from '../core/jobs/replicating/emptyDatabases.ts';
import { leaveOut } from '../leftOut.ts';
import { acceptConsent } from './toolkit/consent.ts';
import { activityBarTitle, commandTitle, paletteEntry } from './toolkit/manifest.ts';
import type { Session } from './toolkit/session.ts';
import { openSession } from './toolkit/session.ts';
import { tellAsOneStory } from './toolkit/story.ts';
import { clickUntilGone, openActivity, pick, runCommand, treeRow } from './toolkit/workbench.ts';

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
    await openActivity(page, activityBarTitle());
    await acceptConsent(page, () => runCommand(page, paletteEntry('zohoCrm.connectToSampleOrganization')));
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
    await answer('Server', `${host}:${port}`);
    await answer('Database', name);
    await answer('Schema', '');
    await answer('User', user);
    await answer('Password', password);
    await pick(page, 'Not encrypted', () => session.screenshot('transport'));
    await answer('Name of the Database', 'Warehouse');
    await showMessages();
    await message(/"Warehouse" answers: PostgreSQL .*Tables can be made there\./).waitFor();
    await databaseRow().waitFor();
    await session.screenshot('tested');
    assert.deepEqual(await session.filesWith(password), []);
  });

  it('tests it again from the tree', async () => {
    await runCommand(page, 'Notifications: Clear All Notifications');
    await databaseRow().click({ button: 'right' });
    await clickUntilGone(page.getByRole('menuitem', { name: commandTitle('zohoCrm.database.test') }));
    await showMessages();
    await message(/"Warehouse" answers: PostgreSQL/).waitFor();
    await runCommand(page, 'Notifications: Clear All Notifications');
  });

  it('copies a module there', async () => {
    await runCommand(page, paletteEntry('zohoCrm.job.newReplication'));
    const input = page.locator('.quick-input-widget .quick-input-filter input[type="text"]');
    await input.fill('Products');
    const row = page.locator('.quick-input-list .monaco-list-row').first();
    await row.filter({ hasText: 'Products' }).waitFor();
    await row.click();
    await page.keyboard.press('Enter');
    await pick(page, 'Warehouse', () => session.screenshot('databases'));
    await page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
    await lens('Run').click();
    const question = page.locator('.monaco-dialog-box', { hasText: /This run makes \d+ tables? in Warehouse\./ });
    await question.getByRole('button', { name: 'Run' }).click({ timeout: 60_000 });
    await showMessages();
    await message(/replicate-Products: [1-9][\d,]* new, 0 changed, 0 deleted/).waitFor({ timeout: 90_000 });
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
    await runCommand(page, 'Notifications: Clear All Notifications');
    await lens('Run').click();
    await showMessages();
    const done = message(/replicate-Products: .*1 rejected/);
    await done.waitFor({ timeout: 90_000 });
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
    await showMessages();
    await message(/Copied\. Paste it after "crontab -e"/).waitFor();
    const line = await page.evaluate<string>('navigator.clipboard.readText()');
    assert.match(line, /^0 6 \* \* \* cd .* && zoho-crm run replicate-Products\.zoho-job\.json --json/);
    await runCommand(page, 'Notifications: Clear All Notifications');

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

  function message(text: RegExp): Locator {
    return page.locator('.notifications-center .notification-list-item', { hasText: text }).first();
  }

  function showMessages(): Promise<void> {
    return runCommand(page, 'Notifications: Show Notifications');
  }

  function databaseRow(): Locator {
    return treeRow(page, 'Warehouse');
  }

  /** In the input box of this title. */
  async function answer(title: string, text: string): Promise<void> {
    const shown = page.locator('.quick-input-widget .quick-input-title').getByText(title, { exact: true });
    await shown.waitFor();
    await page.locator('.quick-input-widget .quick-input-box input').fill(text);
    // The answer is looked at while it is typed.
    while (await shown.isVisible()) {
      await page.keyboard.press('Enter');
      await page.waitForTimeout(300);
    }
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
