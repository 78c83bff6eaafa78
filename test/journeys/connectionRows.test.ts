import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';

import { commandTitle, paletteEntry } from './toolkit/manifest.ts';
import { connectToSampleOrganization } from './toolkit/sampleOrganization.ts';
import type { Session } from './toolkit/session.ts';
import { openSession } from './toolkit/session.ts';
import { tellAsOneStory } from './toolkit/story.ts';
import { clickUntilGone, runCommand, treeRow } from './toolkit/workbench.ts';

const fileName = 'team.zoho-connections.json';

describe('what can be done with a row of a connection', () => {
  let session: Session;
  let page: Page;

  before(async () => {
    session = await openSession({ journey: 'connection-rows', theme: 'light' });
    ({ page } = session);
    await connectToSampleOrganization(page);
    await treeRow(page, 'Leads').waitFor();
  });
  after(() => session.close());
  tellAsOneStory(() => session);

  it('copies the name that people read, and the one that programs use', async () => {
    await choose(treeRow(page, 'Sales Orders'), 'zohoCrm.copyName');
    await untilClipboardIs('Sales Orders');
    await choose(treeRow(page, 'Sales Orders'), 'zohoCrm.copyId');
    await untilClipboardIs('Sales_Orders');
    await choose(connection(), 'zohoCrm.copyId');
    await untilClipboardIs(session.sampleOrg.organizationId);
  });

  it('opens the records of a module where the organization shows them', async () => {
    const popup = page.waitForEvent('popup');
    await choose(treeRow(page, 'Leads'), 'zohoCrm.openInZoho');
    const opened = await popup;
    await opened.waitForURL(/\/crm\/org\d+\/tab\/Leads$/);
    await session.screenshot('opened', opened);
    await opened.close();
  });

  it('moves a module among those that are not readable once its records were refused', async () => {
    await choose(treeRow(page, 'Functions'), 'zohoCrm.countRecords');
    await treeRow(page, 'Functions').waitFor({ state: 'detached' });
    // Closed, so that what is below it comes into sight.
    await treeRow(page, 'Standard Modules').click();
    await treeRow(page, 'Not Readable Through the API').click();
    await treeRow(page, 'Functions').filter({ hasText: 'the API refuses its records' }).waitFor();
    await session.screenshot('refused');
  });

  it('exports connections into a file without secrets, and knows them when they are imported', async () => {
    await choose(connection(), 'zohoCrm.exportConnections');
    await page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
    await page
      .locator('.quick-input-widget', { hasText: commandTitle('zohoCrm.exportConnections').replace('…', '') })
      .waitFor();
    await untilDialogHolds(fileName);
    await session.screenshot('save-dialog');
    await page.keyboard.press('Enter');
    await untilTold('Exported 1 connection.');
    const file = path.join(session.workspace, fileName);
    const text = await readFile(file, 'utf8');
    assert.match(text, /Sample organization/);
    const { refreshToken, accessToken, clientSecret } = session.sampleOrg;
    for (const secret of [refreshToken, accessToken, clientSecret]) assert.ok(!text.includes(secret));
    await runCommand(page, paletteEntry('zohoCrm.importConnections'));
    await untilDialogHolds(session.workspace);
    await page.locator('.quick-input-widget .quick-input-box input').fill(file);
    await page.keyboard.press('Enter');
    await untilTold('You have all of these connections already');
  });

  it('never let the editor complain of the tree', () => {
    assert.deepEqual(session.complaints, []);
  });

  function connection(): Locator {
    return treeRow(page, 'Sample organization');
  }

  /** By the row's menu. */
  async function choose(row: Locator, command: string): Promise<void> {
    await row.click({ button: 'right' });
    // A name ends with the keys that do the same.
    await clickUntilGone(page.getByRole('menuitem', { name: commandTitle(command) }));
  }

  async function untilClipboardIs(text: string): Promise<void> {
    const until = performance.now() + 10_000;
    let found = '';
    while (found !== text && performance.now() < until) {
      await page.waitForTimeout(50);
      found = await page.evaluate<string>('navigator.clipboard.readText()');
    }
    assert.equal(found, text);
  }

  async function untilTold(message: string): Promise<void> {
    const center = page.locator('.notifications-center');
    await runCommand(page, 'Notifications: Show Notifications');
    await center.getByText(message).waitFor();
    await runCommand(page, 'Notifications: Hide Notifications');
  }

  /** The editor asks for files by a box that begins with a folder, or with a proposed file. */
  async function untilDialogHolds(text: string): Promise<void> {
    const box = page.locator('.quick-input-widget .quick-input-box input');
    const until = performance.now() + 20_000;
    while (!(await box.inputValue()).includes(text)) {
      if (performance.now() > until) throw new Error(`The dialog does not hold ${text}.`);
      await page.waitForTimeout(50);
    }
  }
});
