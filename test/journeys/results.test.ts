import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Frame, Page } from 'playwright-core';

import { assertNothingSerious } from '../webview-ui/axe.ts';
import { acceptConsent } from './toolkit/consent.ts';
import { activityBarTitle, paletteEntry } from './toolkit/manifest.ts';
import type { Session } from './toolkit/session.ts';
import { openSession } from './toolkit/session.ts';
import { tellAsOneStory } from './toolkit/story.ts';
import { openActivity, patienceMs, runCommand, treeRow } from './toolkit/workbench.ts';

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
    await openActivity(page, activityBarTitle());
    await acceptConsent(page, () => runCommand(page, paletteEntry('zohoCrm.connectToSampleOrganization')));
    await treeRow(page, 'Modules').waitFor();
    await openFile('leads.coql');
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
    const file = path.join(session.workspace, 'leads.csv');
    await results.getByRole('button', { name: 'Save', exact: true }).click();
    await results.getByRole('menuitem', { name: 'Save as CSV…' }).click();
    const input = page.locator('.quick-input-widget .quick-input-box input');
    await input.waitFor();
    await input.fill(file);
    await page.keyboard.press('Enter');
    await page.getByText('Saved 5,000 rows to').first().waitFor();
    await session.screenshot('saved');
    const lines = (await readFile(file, 'utf8')).split('\r\n');
    assert.equal(lines.length, leadCount + 2);
    assert.match(lines[0] ?? '', /^Last Name,Created Time,Annual Revenue,/);
  });

  it('is kept when it is pinned, and a long query beside it is stopped with what came', async () => {
    await results.getByRole('button', { name: 'Pin', exact: true }).click();
    await slowDown(3000);
    await page.locator('.editor-instance .monaco-editor .view-line').first().click();
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
    assert.equal(await results.getByRole('tab').count(), 2);
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

  async function openFile(name: string): Promise<void> {
    await page.keyboard.press('Control+P');
    await page.locator('.quick-input-widget .quick-input-box input').fill(name);
    await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
    await page.locator('.codelens-decoration', { hasText: 'Run · Sample organization' }).waitFor();
    await page.locator('.editor-instance .monaco-editor .view-line').first().click();
  }

  async function slowDown(milliseconds: number): Promise<void> {
    const rule = { pathPattern: '/coql$', effect: { kind: 'delay', milliseconds } };
    const init = { method: 'POST', body: JSON.stringify({ rules: [rule] }) };
    const response = await fetch(`${session.sampleOrg.origin}/__sample/faults`, init);
    assert.ok(response.ok, await response.text());
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
