import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';

import type { Locator, Page } from 'playwright-core';

import { paletteEntry } from './toolkit/manifest.ts';
import { clearMessages, shownMessage } from './toolkit/messages.ts';
import { acceptFile, tick } from './toolkit/quickInput.ts';
import { connectToSampleOrganization } from './toolkit/sampleOrganization.ts';
import type { Session } from './toolkit/session.ts';
import { openSession } from './toolkit/session.ts';
import { tellAsOneStory } from './toolkit/story.ts';
import { pick, runCommand, untilAnyFrameSays } from './toolkit/workbench.ts';

const modules = ['Leads', 'Accounts', 'Contacts', 'Deals', 'Tasks', 'Products'];

describe('a replication of six modules into SQLite', () => {
  let session: Session;
  let page: Page;

  before(async () => {
    session = await openSession({ journey: 'replicateJob', theme: 'light' });
    ({ page } = session);
    await connectToSampleOrganization(page);
  });
  after(() => session.close());
  tellAsOneStory(() => session);

  it('is made by questions', async () => {
    await runCommand(page, paletteEntry('zohoCrm.job.newReplication'));
    await tick(page, modules, () => session.screenshot('modules'));
    await pick(page, 'A SQLite file beside the job file', () => session.screenshot('databases'));
    await acceptFile(page);
    await lens('Verify').waitFor();
    await session.screenshot('job-file');
  });

  it('shows the tables that it will make', async () => {
    await lens('Plan').click();
    await page.locator('.tab.active', { hasText: 'Plan of replicate-6-modules' }).waitFor({ timeout: 60_000 });
    await untilAnyFrameSays(page, 'Nothing was changed.');
    await session.screenshot('plan');
    await page.keyboard.press('Control+W');
  });

  it('asks before it makes tables, with the plan behind the question', async () => {
    await lens('Run').click();
    const question = page.locator('.monaco-dialog-box', { hasText: /This run makes \d+ tables in zoho-crm\.sqlite\./ });
    await question.waitFor({ timeout: 60_000 });
    await page.locator('.tab.active', { hasText: 'Plan of replicate-6-modules' }).waitFor();
    await session.screenshot('question');
    await question.getByRole('button', { name: 'Cancel' }).click();
    assert.ok(!existsSync(path.join(session.workspace, 'zoho-crm.sqlite')));
    await page.keyboard.press('Control+W');
    await lens('Run').click();
    await question.getByRole('button', { name: 'Show Plan' }).click({ timeout: 60_000 });
    const asked = await shownMessage(page, /Run "replicate-6-modules" by this plan\?/);
    await asked.getByRole('button', { name: 'Run' }).click();
  });

  it('copies all records', async () => {
    await shownMessage(page, /replicate-6-modules: [\d,]+ new, 0 changed, 0 deleted/, 90_000);
    await session.screenshot('first-run');
    await page.locator('.tab.active', { hasText: 'Plan of replicate-6-modules' }).click();
    await page.keyboard.press('Control+W');
    for (const module of modules) assert.ok(countIn(module) > 0, module);
  });

  it('copies what was edited and deleted since then', async () => {
    const [edited, deleted] = idsIn('Leads', 2);
    assert.ok(edited !== undefined && deleted !== undefined);
    await zoho('PUT', `Leads/${edited}`, { data: [{ id: edited, Company: 'Renamed by a journey' }] });
    await zoho('DELETE', `Leads/${deleted}`);
    await clearMessages(page);
    await lens('Run').click();
    await shownMessage(page, /replicate-6-modules: 0 new, [\d,]+ changed, 1 deleted/, 90_000);
    await session.screenshot('second-run');
    assert.equal(valueIn('Leads', edited, 'Company'), 'Renamed by a journey');
    assert.equal(valueIn('Leads', deleted, 'Company'), undefined);
  });

  it('is verified against the CRM', async () => {
    await lens('Verify').click();
    await page.locator('.tab.active', { hasText: 'Verification of replicate-6-modules' }).waitFor({ timeout: 90_000 });
    await untilAnyFrameSays(page, 'Every row is as it is in the CRM.');
    await session.screenshot('verified');
    await page.locator('.part.sidebar .pane-header', { hasText: /^Jobs/ }).click();
    await page
      .locator('.part.sidebar')
      .getByRole('treeitem', { name: /^replicate-6-modules/ })
      .nth(1)
      .waitFor();
    await session.screenshot('jobs');
    assert.deepEqual(session.complaints, []);
  });

  function lens(text: string): Locator {
    return page.locator('.codelens-decoration a', { hasText: text }).first();
  }

  function query(sql: string, ...values: string[]): readonly Readonly<Record<string, unknown>>[] {
    const database = new DatabaseSync(path.join(session.workspace, 'zoho-crm.sqlite'), { readOnly: true });
    try {
      const statement = database.prepare(sql);
      statement.setReadBigInts(true);
      return statement.all(...values);
    } finally {
      database.close();
    }
  }

  /** Of the main table, whatever its prefix and style make of the name. */
  function tableOf(module: string): string {
    const tables = query("select name from sqlite_master where type = 'table'").map(({ name }) => String(name));
    const found = tables.find((name) => name.toLowerCase().replace(/^zoho_|^crm_/, '') === module.toLowerCase());
    assert.ok(found !== undefined, `${module} is not among ${tables.join(', ')}`);
    return found;
  }

  function countIn(module: string): number {
    return Number(query(`select count(*) as n from "${tableOf(module)}"`)[0]?.['n']);
  }

  function idsIn(module: string, most: number): readonly string[] {
    return query(`select id from "${tableOf(module)}" order by id limit ${most}`).map(({ id }) => String(id));
  }

  function valueIn(module: string, id: string, column: string): unknown {
    const [row] = query(`select * from "${tableOf(module)}" where id = ?`, id);
    const key = Object.keys(row ?? {}).find((each) => each.toLowerCase() === column.toLowerCase());
    return key === undefined ? undefined : row?.[key];
  }

  async function zoho(method: string, target: string, body?: object): Promise<void> {
    const { apiUrl, accessToken } = session.sampleOrg;
    const response = await fetch(`${apiUrl}/crm/v8/${target}`, {
      method,
      headers: { Authorization: `Zoho-oauthtoken ${accessToken}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    assert.ok(response.ok, await response.text());
  }
});
