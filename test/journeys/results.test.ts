import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Frame, Page } from 'playwright-core';

import { readJobFile } from '../../src/core/jobs/jobFile/readJobFile.ts';
import { assertNothingSerious } from '../webview-ui/axe.ts';
import { pressUntil, runCommandByKeyboard, tabTo } from './toolkit/keyboard.ts';
import { connectToSampleOrganization } from './toolkit/sampleOrganization.ts';
import type { Session } from './toolkit/session.ts';
import { openSession } from './toolkit/session.ts';
import { tellAsOneStory } from './toolkit/story.ts';
import { openFile, patienceMs, pick, runCommand } from './toolkit/workbench.ts';

const leadCount = 5000;
const query = `select Last_Name, Created_Time, Annual_Revenue, Company, Email, Lead_Source, Owner
from Leads
where id is not null
`;

describe('results, from the first row to a file', () => {
  let session: Session;
  let page: Page;
  let results: Frame;

  before(async () => {
    const sampleOrgWords = ['--records', `Leads=${leadCount}`];
    session = await openSession({ journey: 'results', theme: 'dark', sampleOrgWords });
    ({ page } = session);
    await writeFile(path.join(session.workspace, 'leads.coql'), query);
    await connectToSampleOrganization(page);
    await openFile(page, 'leads.coql');
    await page.locator('.codelens-decoration', { hasText: 'Run · Sample organization' }).waitFor();
    await focusEditor();
  });
  after(() => session.close());
  tellAsOneStory(() => session);

  it('shows the rows of a query, with the zone of the connection above the datetimes', async () => {
    await page.keyboard.press('Control+Enter');
    results = await resultsFrame();
    await results
      .getByText(/^5,000 rows/)
      .first()
      .waitFor();
    await results.locator('[role=columnheader]', { hasText: 'Created Time' }).waitFor();
    const zone = await results
      .locator('[role=columnheader]', { hasText: 'Created Time' })
      .locator('.heading-detail')
      .innerText();
    assert.match(zone, /^[A-Z]\w+\/\w+|^UTC/);
    await page.setViewportSize({ width: 1280, height: 600 });
    await session.readmePicture('query', { x: 352, y: 36, width: 928, height: 534 });
    await page.setViewportSize({ width: 1280, height: 800 });
    await session.inEveryTheme('rows');
  });

  it('scrolls to the last row', async () => {
    await results.locator('[aria-rowindex="2"] [role=gridcell]').first().click();
    await page.keyboard.press('Control+End');
    await results
      .locator(`[aria-rowindex="${leadCount + 1}"] [role=gridcell]`)
      .first()
      .waitFor();
    await session.screenshot('end');
  });

  it('sorts and filters all rows', async () => {
    await results.getByRole('columnheader', { name: /Annual Revenue/ }).click();
    await results.locator('[aria-sort=ascending]').waitFor();
    await results.getByRole('textbox', { name: 'Search in all columns' }).fill('a');
    await results
      .getByText(/pass the filters/)
      .first()
      .waitFor();
    await session.screenshot('sorted');
    await results.getByRole('textbox', { name: 'Search in all columns' }).fill('');
    await results
      .getByText(/^5,000 rows · \d+ credits?$/)
      .first()
      .waitFor();
  });

  it('copies cells', async () => {
    await results.locator('[aria-rowindex="2"] [role=gridcell]').first().click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+c');
    await results.getByText('Copied 2 rows').waitFor();
    const copied = await page.evaluate<string>('navigator.clipboard.readText()');
    assert.equal(copied.split('\n').length, 2);
  });

  it('has no serious flaw, and breaks no rule of its page', async () => {
    await assertNothingSerious(results, 'results');
    assert.deepEqual(session.complaints, []);
  });

  it('is saved as CSV', async () => {
    const file = path.join(session.workspace, 'Leads.csv');
    await results.getByRole('button', { name: 'Save', exact: true }).click();
    await results.getByRole('menuitem', { name: 'Save as CSV…' }).click();
    await page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
    await page.getByText('Saved 5,000 rows to').first().waitFor();
    await session.screenshot('saved');
    const lines = (await readFile(file, 'utf8')).split('\r\n');
    assert.equal(lines.length, leadCount + 2);
    assert.match(lines[0] ?? '', /^Last Name,Created Time,Annual Revenue,/);
  });

  it('becomes an export job', async () => {
    await results.getByRole('button', { name: 'Save', exact: true }).click();
    await session.screenshot('save-menu');
    await results.getByRole('menuitem', { name: 'Export Job of This Query…' }).click();
    await pick(page, 'All records');
    await page.locator('.quick-input-widget').getByText('Save the Job File').waitFor();
    await page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
    await page.locator('.tab.active', { hasText: 'export-Leads.zoho-job.json' }).waitFor();
    const { job } = readJobFile(await readFile(path.join(session.workspace, 'export-Leads.zoho-job.json'), 'utf8'));
    assert.equal(job?.kind, 'export');
    assert.deepEqual(job.modules[0]?.fields?.slice(0, 2), ['Last_Name', 'Created_Time']);
    await runCommand(page, 'View: Close Editor');
  });

  it('is kept when it is pinned, and shown beside another one', async () => {
    await results.getByRole('button', { name: 'Pin', exact: true }).click();
    await focusEditor();
    await page.keyboard.press('Control+Enter');
    await results.getByRole('tab', { name: 'Leads, pinned' }).waitFor();
    await results
      .getByText(/^5,000 rows/)
      .first()
      .waitFor();
    await results.getByRole('button', { name: 'Compare' }).click();
    await results.getByRole('menuitem', { name: /^Side by Side/ }).click();
    await results.getByRole('region', { name: 'Leads' }).getByRole('gridcell').first().waitFor();
    await session.inEveryTheme('side-by-side');
    const beside = results.getByRole('region', { name: 'Leads' });
    await beside.getByRole('button', { name: 'Hide' }).click();
    await beside.waitFor({ state: 'hidden' });
  });

  it('fits into a narrow panel', async () => {
    await page.setViewportSize({ width: 760, height: 800 });
    await results.getByRole('grid').waitFor();
    await session.inEveryTheme('narrow');
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it('is run, copied and pinned by keys alone, and closed with the focus on what is left', async () => {
    await runCommandByKeyboard(page, 'View: Focus Active Editor Group');
    await page.keyboard.press('Control+Enter');
    await results.getByRole('tab', { name: 'Leads (3)' }).waitFor();
    await runCommandByKeyboard(page, 'Zoho CRM Results: Focus on Results View');
    await tabTo(page, results, results.locator('[aria-rowindex="2"] [role=gridcell][tabindex="0"]'));
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Control+c');
    await results.getByText('Copied 2 rows').waitFor();
    const pin = results.getByRole('button', { name: 'Pin', exact: true });
    await pressUntil(page, 'Shift+Tab', pin.and(results.locator(':focus')));
    await page.keyboard.press('Enter');
    await results.getByRole('button', { name: 'Unpin' }).and(results.locator(':focus')).waitFor();
    await tabTo(page, results, results.getByRole('button', { name: 'Close', exact: true }));
    await page.keyboard.press('Enter');
    await results.getByRole('tab', { name: 'Leads (3)' }).waitFor({ state: 'detached' });
    await results.locator('[role=tab]:focus').waitFor();
  });

  it('ends a long query that is closed, by keys alone', async () => {
    await slowDown(3000);
    await focusEditor();
    await page.keyboard.press('Control+Enter');
    await runCommandByKeyboard(page, 'Zoho CRM Results: Focus on Results View');
    await tabTo(page, results, results.getByRole('button', { name: 'Stop' }));
    await tabTo(page, results, results.getByRole('button', { name: 'Close', exact: true }));
    const count = await results.getByRole('tab').count();
    await page.keyboard.press('Enter');
    await until(async () => (await results.getByRole('tab').count()) === count - 1);
    await session.screenshot('closed');
  });

  it('is stopped with what came', async () => {
    await slowDown(3000);
    await focusEditor();
    await page.keyboard.press('Control+Enter');
    await results
      .getByText(/^200 of 5,000 rows$/)
      .first()
      .waitFor();
    await results.getByRole('button', { name: 'Stop' }).click();
    await results
      .getByText(/^Stopped after 200 of 5,000 rows/)
      .first()
      .waitFor();
    await session.inEveryTheme('stopped');
  });

  it('is the same after it was hidden', async () => {
    await runCommand(page, 'View: Toggle Panel Visibility');
    await runCommand(page, 'View: Toggle Panel Visibility');
    results = await resultsFrame();
    await results
      .getByText(/^Stopped after 200 of 5,000 rows/)
      .first()
      .waitFor();
    assert.deepEqual(session.complaints, []);
  });

  async function focusEditor(): Promise<void> {
    await page.locator('.editor-instance .monaco-editor .view-line').first().click();
  }

  async function slowDown(milliseconds: number): Promise<void> {
    const rule = { pathPattern: '/coql$', effect: { kind: 'delay', milliseconds } };
    const init = { method: 'POST', body: JSON.stringify({ rules: [rule] }) };
    const response = await fetch(`${session.sampleOrg.origin}/__sample/faults`, init);
    assert.ok(response.ok, await response.text());
  }

  async function until(isSo: () => Promise<boolean>): Promise<void> {
    const end = performance.now() + patienceMs;
    while (!(await isSo())) {
      assert.ok(performance.now() < end, 'It does not become so.');
      await page.waitForTimeout(100);
    }
  }

  /** The page in the panel, which is a frame in a frame. */
  async function resultsFrame(): Promise<Frame> {
    const until = performance.now() + patienceMs;
    while (performance.now() < until) {
      for (const frame of page.frames()) {
        const isOurs = await frame
          .locator('main.results')
          .isVisible()
          .catch(() => false);
        if (isOurs) return frame;
      }
      await page.waitForTimeout(100);
    }
    throw new Error('There is no page with results.');
  }
});
