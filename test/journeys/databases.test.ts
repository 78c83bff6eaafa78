import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { Page } from 'playwright-core';

import { activityBarTitle, commandTitle, paletteEntry } from './toolkit/manifest.ts';
import { clearMessages, shownMessage } from './toolkit/messages.ts';
import { acceptFile, answer, tick } from './toolkit/quickInput.ts';
import { connectToSampleOrganization } from './toolkit/sampleOrganization.ts';
import type { Session } from './toolkit/session.ts';
import { openSession } from './toolkit/session.ts';
import { tellAsOneStory } from './toolkit/story.ts';
import { clickUntilGone, openActivity, pick, runCommand, treeRow } from './toolkit/workbench.ts';

const jobFile = 'replicate-Products.zoho-job.json';

describe('a connection to a database, from the first question to the last', () => {
  let session: Session;
  let page: Page;
  let otherWindow: Page;

  before(async () => {
    session = await openSession({ journey: 'databases', theme: 'high-contrast-dark' });
    ({ page } = session);
    await connectToSampleOrganization(page);
    otherWindow = await page.context().newPage();
    await otherWindow.goto(page.url());
    await openActivity(otherWindow, activityBarTitle());
    await treeRow(otherWindow, 'Sample organization').waitFor();
    await page.bringToFront();
    // Databases stand below.
    await treeRow(page, 'Sample organization').click();
  });
  after(() => session.close());
  tellAsOneStory(() => session);

  it('is made by three questions, and tested', async () => {
    await runCommand(page, paletteEntry('zohoCrm.database.new'));
    await pick(page, 'SQLite');
    await pick(page, 'A new file…', () => session.screenshot('file'));
    await acceptFile(page);
    await answer(page, 'Name of the Database', 'Archive');
    await shownMessage(page, /"Archive" answers: SQLite .*Tables can be made there\./);
    await treeRow(page, 'Archive').waitFor();
    await session.screenshot('tested');
    await clearMessages(page);
  });

  it('is seen in another window', async () => {
    await treeRow(otherWindow, 'Archive').waitFor();
  });

  it('gets another name, and the jobs are named that know the old one', async () => {
    await runCommand(page, paletteEntry('zohoCrm.job.newReplication'));
    await tick(page, ['Products']);
    await pick(page, 'Archive');
    await acceptFile(page);
    await page.locator('.tab.active', { hasText: jobFile }).waitFor();
    await menu('Archive', 'zohoCrm.database.edit');
    // The file stays.
    await pick(page, 'zoho-crm.sqlite');
    await answer(page, 'Name of the Database', 'Lake');
    const told = await shownMessage(page, /These jobs still name the database "Archive": replicate-Products\./);
    await treeRow(page, 'Lake').waitFor();
    await treeRow(otherWindow, 'Lake').waitFor();
    await page.locator('.squiggly-warning').first().waitFor();
    await session.screenshot('renamed');
    await told.getByRole('button', { name: 'Change Job Files' }).click();
    await page.locator('.squiggly-warning').first().waitFor({ state: 'detached' });
    await page.locator('.tab.active:not(.dirty)', { hasText: jobFile }).waitFor();
    assert.match(await readFile(path.join(session.workspace, jobFile), 'utf8'), /"database": "Lake"/);
    await clearMessages(page);
  });

  it('is deleted after a question that names the jobs', async () => {
    await menu('Lake', 'zohoCrm.database.delete');
    const question = page.locator('.monaco-dialog-box', { hasText: 'Delete the connection to the database "Lake"?' });
    await question.getByText('These jobs copy into it, and will not run then: replicate-Products.').waitFor();
    await session.screenshot('question');
    await question.getByRole('button', { name: 'Delete' }).click();
    for (const window of [page, otherWindow]) await treeRow(window, 'Lake').waitFor({ state: 'detached' });
    await page.locator('.squiggly-warning').first().waitFor();
    await session.screenshot('deleted');
    assert.deepEqual(session.complaints, []);
  });

  async function menu(label: string, command: string): Promise<void> {
    await treeRow(page, label).click({ button: 'right' });
    await clickUntilGone(page.getByRole('menuitem', { name: commandTitle(command) }));
  }
});
