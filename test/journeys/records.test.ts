import assert from 'node:assert/strict';
import type { FrameLocator, Locator, Page } from 'playwright-core';

import { commandTitle } from './toolkit/manifest.ts';
import { connectToSampleOrganization } from './toolkit/sampleOrganization.ts';
import type { Session } from './toolkit/session.ts';
import { openSession } from './toolkit/session.ts';
import { tellAsOneStory } from './toolkit/story.ts';
import { openRow, patienceMs, treeRow } from './toolkit/workbench.ts';

describe('records, from a module in the tree to what is related to them', () => {
  let session: Session;
  let page: Page;

  before(async () => {
    session = await openSession({ journey: 'records', theme: 'light' });
    ({ page } = session);
    await connectToSampleOrganization(page);
    await openRow(page, 'Modules');
    await openRow(page, 'Standard Modules');
  });
  after(() => session.close());
  tellAsOneStory(() => session);

  it('are opened by the row of their module', async () => {
    const row = treeRow(page, 'Deals');
    await row.hover();
    await row.getByRole('button', { name: commandTitle('zohoCrm.openRecords') }).click();
    await results(page).getByRole('gridcell').first().waitFor({ timeout: patienceMs });
    await session.screenshot('deals');
  });

  it('lead to the record that a lookup points to', async () => {
    await results(page).locator('.cell-link').first().click();
    await lens('Read Again').waitFor({ timeout: patienceMs });
    await session.screenshot('record');
    assert.match(await page.locator('.editor-instance .view-lines').first().innerText(), /"id":/);
  });

  it('show what is related, for a price that is said before', async () => {
    await lens(/^Show \d+ Related Lists/).click();
    await page.locator('.codelens-decoration', { hasText: /Show \d+ Related Lists/ }).waitFor({ state: 'detached' });
    await page.locator('.editor-instance .view-lines').first().click();
    await page.keyboard.press('Control+End');
    await session.screenshot('related');
  });

  it('are compared with each other', async () => {
    // The account of the next deal.
    await results(page).locator('[aria-rowindex="3"] .cell-link').first().click();
    await page.locator('.tab.active', { hasText: '.jsonc' }).waitFor();
    await lens('Compare …').click();
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'As seen at' }).waitFor();
    await session.screenshot('what-to-compare-with');
    await page.keyboard.type('5');
    await page
      .locator('.quick-input-list .monaco-list-row', { hasText: /\d{15,}/ })
      .first()
      .click();
    await page.locator('.tab.active', { hasText: '↔' }).waitFor({ timeout: patienceMs });
    await page.locator('.monaco-diff-editor .line-insert').first().waitFor();
    await session.screenshot('compared');
  });

  it('are counted in the tree', async () => {
    const row = treeRow(page, 'Leads');
    await row.click({ button: 'right' });
    await page.getByRole('menuitem', { name: commandTitle('zohoCrm.countRecords') }).click();
    await row.filter({ hasText: /[\d,.]+ records/ }).waitFor();
    await session.screenshot('counted');
    assert.deepEqual(session.complaints, []);
  });

  function lens(text: string | RegExp): Locator {
    return page.locator('.codelens-decoration a', { hasText: text }).first();
  }
});

/** The results in the panel: a frame in a frame. */
function results(page: Page): FrameLocator {
  return page
    .frameLocator('.part.panel iframe.webview.ready, iframe.webview.ready')
    .frameLocator('iframe#active-frame');
}
