import assert from 'node:assert/strict';

import type { Locator, Page } from 'playwright-core';

import { pressUntil, runCommandByKeyboard } from './toolkit/keyboard.ts';
import { commandTitle, paletteEntry } from './toolkit/manifest.ts';
import { messageIn } from './toolkit/messages.ts';
import { connectToSampleOrganization } from './toolkit/sampleOrganization.ts';
import type { Session } from './toolkit/session.ts';
import { openSession } from './toolkit/session.ts';
import { tellAsOneStory } from './toolkit/story.ts';
import { treeRow, untilAnyFrameSays } from './toolkit/workbench.ts';

describe('jobs without a mouse', () => {
  let session: Session;
  let page: Page;

  before(async () => {
    // Slow enough that somebody can change their mind.
    const sampleOrgWords = ['--records', 'Leads=22000', '--latency', '250'];
    session = await openSession({ journey: 'keyboardJob', theme: 'high-contrast-dark', sampleOrgWords });
    ({ page } = session);
    await connectToSampleOrganization(page);
    await treeRow(page, 'Leads').waitFor();
  });
  after(() => session.close());
  tellAsOneStory(() => session);

  it('begin at a module of the tree', async () => {
    await runCommandByKeyboard(page, 'Zoho CRM: Focus on Connections View');
    await pressUntil(page, 'ArrowDown', focusedRow('Leads'));
    await menu('zohoCrm.job.newExport');
    await acceptChoice('All records');
    await acceptChoice('All fields');
    await page.locator('.quick-input-widget').getByText('Save the Job File').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: 'export-Leads.zoho-job.json' }).waitFor();
    await session.screenshot('job-file');
  });

  it('run, and are canceled in the Jobs view', async () => {
    await runCommandByKeyboard(page, paletteEntry('zohoCrm.job.run'));
    await runCommandByKeyboard(page, 'Zoho CRM: Focus on Jobs View');
    await jobRow(/, [1-9][\d,]* of \d+,\d{3} records/).waitFor({ timeout: 60_000 });
    await focusJobs('export-Leads');
    await session.screenshot('running');
    await menu('zohoCrm.job.cancel');
    await jobRow(/Canceled/).waitFor({ timeout: 60_000 });
    await session.screenshot('canceled');
  });

  it('go on from there', async () => {
    await focusJobs('export-Leads');
    await menu('zohoCrm.job.resume');
    await jobRow(/Done/).waitFor({ timeout: 90_000 });
    await runCommandByKeyboard(page, 'Notifications: Show Notifications');
    await messageIn(page, /export-Leads: 2\d,\d{3} records/).waitFor();
    await session.inEveryTheme('done');
    await page.keyboard.press('Escape');
  });

  it('are planned', async () => {
    await runCommandByKeyboard(page, 'View: Focus Active Editor Group');
    await runCommandByKeyboard(page, paletteEntry('zohoCrm.job.plan'));
    await page.locator('.tab.active', { hasText: 'Plan of export-Leads' }).waitFor({ timeout: 60_000 });
    await untilAnyFrameSays(page, 'Nothing was changed.');
    await session.screenshot('plan');
    await runCommandByKeyboard(page, 'View: Close Editor');
  });

  it('copy into a database, and verify it', async () => {
    await runCommandByKeyboard(page, 'Zoho CRM: Focus on Connections View');
    await pressUntil(page, 'ArrowDown', focusedRow('Products'));
    await menu('zohoCrm.job.newReplication');
    await acceptChoice('A SQLite file beside the job file');
    await page.locator('.quick-input-widget').getByText('Save the Job File').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.tab.active', { hasText: 'replicate-Products.zoho-job.json' }).waitFor();
    await runCommandByKeyboard(page, paletteEntry('zohoCrm.job.run'));
    const question = page.locator('.monaco-dialog-box', {
      hasText: /This run makes \d+ tables? in zoho-crm\.sqlite\./,
    });
    await question.getByRole('button', { name: 'Run', exact: true }).and(page.locator(':focus')).waitFor();
    await session.screenshot('question');
    await page.keyboard.press('Enter');
    await jobRow(/^replicate-Products, Done/).waitFor({ timeout: 60_000 });
    await focusJobs('replicate-Products');
    await menu('zohoCrm.job.verify');
    await page.locator('.tab.active', { hasText: 'Verification of replicate-Products' }).waitFor({ timeout: 60_000 });
    await untilAnyFrameSays(page, 'Every row is as it is in the CRM.');
    await session.screenshot('verified');
    assert.deepEqual(session.complaints, []);
  });

  function focusedRow(label: string): Locator {
    return page.locator('.part.sidebar .monaco-list:focus .monaco-list-row.focused').and(treeRow(page, label));
  }

  function jobRow(name: RegExp): Locator {
    return page.locator('.part.sidebar').getByRole('treeitem', { name }).first();
  }

  /** The first row: a view takes no focus as long as it has none. */
  async function focusJobs(name: string): Promise<void> {
    await runCommandByKeyboard(page, 'Zoho CRM: Focus on Jobs View');
    const focused = page.locator('.part.sidebar .monaco-list:focus .monaco-list-row.focused');
    await pressUntil(page, 'Home', focused.filter({ hasText: name }));
  }

  async function menu(command: string): Promise<void> {
    await page.keyboard.press('Shift+F10');
    const item = page.getByRole('menuitem', { name: commandTitle(command) });
    await item.waitFor();
    await pressUntil(page, 'ArrowDown', page.locator('.action-item.focused').filter({ has: item }));
    await session.screenshot('menu');
    await page.keyboard.press('Enter');
  }

  async function acceptChoice(label: string): Promise<void> {
    await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: label }).waitFor();
    await page.keyboard.press('Enter');
  }
});
