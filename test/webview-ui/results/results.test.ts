import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

import type { ResultsPage } from '../../../src/protocol/results.ts';
import { exampleRecords, exampleSession, HeldSource, openTab } from '../../extension/results/exampleResult.ts';
import { useBrowserFor } from '../browser.ts';
import { hostOf } from './openResults.ts';

const wide = { width: 1100, height: 460 };

describe('the page of the results', () => {
  const open = useBrowserFor<ResultsPage>('results');

  it('says calmly that there are no results yet', async () => {
    const { page, complaints } = await open(hostOf(exampleSession().session), wide);
    await page.getByText('No results yet.').waitFor();
    assert.deepEqual(complaints, []);
  });

  it('shows the first rows while others come, and stops with what came', async () => {
    const source = new HeldSource([exampleRecords(200), exampleRecords(2000, 200)], 2200);
    const { page } = await opened(source);
    await page.getByText('Waiting for the first rows …').first().waitFor();
    source.release(0);
    await cell(page, 'Ågren 0').waitFor();
    await page.getByText('200 of 2,200 rows').first().waitFor();
    await page.getByRole('button', { name: 'Stop' }).click();
    await page.getByText('Stopped after 200 of 2,200 rows · 1 credit').first().waitFor();
    await cell(page, 'Ågren 0').waitFor();
  });

  it('goes on past the safety limit when asked to', async () => {
    const source = new HeldSource([exampleRecords(200), exampleRecords(100, 200)], 300).releaseAll();
    const { page } = await opened(source, { rowLimit: 200 });
    await page.getByText('200 of 300 rows').first().waitFor();
    await page.getByText('the safety limit of 200 rows').first().waitFor();
    await page.getByRole('button', { name: 'Load the Rest' }).click();
    await page.getByText('300 rows · 2 credits').first().waitFor();
  });

  it('holds few elements however many rows there are, and reaches the last', async () => {
    const { page } = await opened(new HeldSource([exampleRecords(100_000)]).releaseAll());
    await cell(page, 'Ågren 0').click();
    await page.keyboard.press('Control+End');
    await cell(page, '5000000000000099999').waitFor();
    await page.keyboard.press('Home');
    await cell(page, 'Öz 99999').waitFor();
    assert.equal(await focused(page), 'Öz 99999');
    assert.ok((await page.locator('[role=row]').count()) < 60);
    assert.equal(await page.getByRole('grid').getAttribute('aria-rowcount'), '100001');
    const row = page.getByRole('row').filter({ has: cell(page, 'Öz 99999') });
    assert.equal(await row.getAttribute('aria-rowindex'), '100001');
  });

  it('goes by keys: arrows, pages, ends, and up into the headings', async () => {
    const { page } = await opened(new HeldSource([exampleRecords(500)]).releaseAll());
    await cell(page, 'Ågren 0').click();
    for (const [key, expected] of [
      ['ArrowDown', 'Zimmer 1'],
      ['ArrowRight', '1000.5'],
      ['End', '5000000000000000001'],
      ['Control+Home', 'Ågren 0'],
      ['Control+ArrowDown', 'Öz 499'],
      ['Control+ArrowUp', 'Ågren 0'],
    ] as const) {
      await page.keyboard.press(key);
      await untilFocused(page, expected);
    }
    await page.keyboard.press('PageDown');
    const row = await page.locator('[role=row]', { has: page.locator(':focus') }).getAttribute('aria-rowindex');
    assert.ok(Number(row) > 6, `row ${row ?? ''}`);
    await page.keyboard.press('PageUp');
    await untilFocused(page, 'Ågren 0');
    await page.keyboard.press('ArrowUp');
    assert.equal(await page.locator(':focus').getAttribute('role'), 'columnheader');
    await page.keyboard.press('ArrowDown');
    await untilFocused(page, 'Ågren 0');
  });

  it('sorts by a click on a heading and by Enter: ascending, descending, as they came', async () => {
    const { page } = await opened(new HeldSource([exampleRecords(500)]).releaseAll());
    await heading(page, 'Last Name').click();
    await sortedBy(page, 'Last Name', 'ascending');
    await rowOne(page, 'Ågren 0').waitFor();
    await page.keyboard.press('Enter');
    await sortedBy(page, 'Last Name', 'descending');
    await rowOne(page, 'Zimmer 496').waitFor();
    await page.keyboard.press('Enter');
    await sortedBy(page, 'Last Name', 'none');
    await rowOne(page, 'Ågren 0').waitFor();
  });

  it('filters a column and searches all of them', async () => {
    const { page } = await opened(new HeldSource([exampleRecords(500)]).releaseAll());
    await heading(page, 'Annual Revenue').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Filter…' }).click();
    await page.getByRole('textbox', { name: 'Annual Revenue' }).fill('>=490000');
    await page.getByText('500 rows · 9 pass the filters').first().waitFor();
    await page.getByRole('textbox', { name: 'Search in all columns' }).fill('zimmer');
    await page.getByText('500 rows · 2 pass the filters').first().waitFor();
    await page.getByRole('textbox', { name: 'Search in all columns' }).fill('nobody');
    await page.getByText('No row passes the filters.').waitFor();
    await page.getByRole('textbox', { name: 'Search in all columns' }).fill('');
    await page.getByRole('button', { name: 'Remove the filter of Annual Revenue' }).click();
    await page.getByText('500 rows · 1 credit').first().waitFor();
  });

  it('copies the selected cells with Ctrl+C, and whole rows in other formats', async () => {
    const { page, deeds } = await opened(new HeldSource([exampleRecords(50)]).releaseAll());
    await cell(page, 'Ågren 0').click();
    await page.keyboard.press('Shift+ArrowDown');
    await page.keyboard.press('Shift+ArrowRight');
    await page.keyboard.press('Control+c');
    await page.getByText('Copied 2 rows').waitFor();
    assert.deepEqual(deeds.copied, ['Ågren 0\t0\nZimmer 1\t1000.5']);
    await page.keyboard.press('Shift+F10');
    await page.getByRole('menuitem', { name: 'Copy Rows as Markdown' }).click();
    await untilLength(page, deeds.copied, 2);
    assert.match(deeds.copied[1] ?? '', /^\| Last Name \| Annual Revenue \| Created Time \|.*\n\| --- \| ---: \|/);
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    await page.getByText('Copied 50 rows').waitFor();
  });

  it('hides, shows and resizes columns, also by keyboard', async () => {
    const { page } = await opened(new HeldSource([exampleRecords(50)]).releaseAll());
    await heading(page, 'Account').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Hide' }).click();
    await heading(page, 'Account').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('menuitemcheckbox', { name: 'Account', checked: false }).click();
    await heading(page, 'Account').waitFor();
    const width = async (): Promise<number> => (await heading(page, 'Last Name').boundingBox())?.width ?? 0;
    const before = await width();
    await cell(page, 'Ågren 0').click();
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('Alt+ArrowRight');
    assert.equal(await width(), before + 16);
    const edge = await heading(page, 'Last Name').boundingBox();
    await page.mouse.move((edge?.x ?? 0) + (edge?.width ?? 0) - 3, (edge?.y ?? 0) + 10);
    await page.mouse.down();
    await page.mouse.move((edge?.x ?? 0) + (edge?.width ?? 0) + 47, (edge?.y ?? 0) + 10);
    await page.mouse.up();
    assert.equal(await width(), before + 66);
  });

  it('opens the record that a lookup names, by click and by Enter', async () => {
    const { page, deeds } = await opened(new HeldSource([exampleRecords(50)]).releaseAll());
    await page.locator('.cell-link', { hasText: 'Acme, Inc.' }).first().click();
    await untilLength(page, deeds.opened, 1);
    await page.keyboard.press('Enter');
    await untilLength(page, deeds.opened, 2);
    assert.deepEqual(deeds.opened, ['c1 Accounts 4000000001', 'c1 Accounts 4000000001']);
  });

  it('tells empty fields from those that were not sent, and has the UTC instant at hand', async () => {
    const { page } = await opened(new HeldSource([exampleRecords(10)]).releaseAll());
    await cell(page, 'null').waitFor();
    await cell(page, 'not sent').waitFor();
    assert.equal(await cell(page, '2026-03-08 10:00:03').getAttribute('title'), '2026-03-08T09:00:03Z');
    await heading(page, 'Created Time').filter({ hasText: 'Europe/Berlin' }).waitFor();
  });

  it('pins, compares and closes results', async () => {
    const { session } = exampleSession();
    const first = openTab(session, new HeldSource([exampleRecords(5)]).releaseAll(), { title: 'Then' });
    await first.run;
    const { page } = await open(hostOf(session), wide);
    page.setDefaultTimeout(4000);
    await page.getByRole('button', { name: 'Pin', exact: true }).click();
    await page.getByRole('tab', { name: 'Then, pinned' }).waitFor();
    await openTab(session, new HeldSource([exampleRecords(6)]).releaseAll(), { title: 'Now' }).run;
    await page.getByRole('tab', { name: 'Now' }).waitFor();
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('menuitem', { name: /Differences from Then/ }).click();
    await cell(page, 'Only in Now').waitFor();
    await page.getByText('0 changed, 0 only in Then, 1 only in Now').first().waitFor();
    await page.getByRole('tab', { name: 'Then ↔ Now' }).focus();
    await page.keyboard.press('Delete');
    await page.getByRole('tab', { name: 'Then ↔ Now' }).waitFor({ state: 'detached' });
  });

  it('shows two results side by side, each with its own order, until one is hidden', async () => {
    const { session } = exampleSession();
    const { tab } = openTab(session, new HeldSource([exampleRecords(5)]).releaseAll());
    await session.pin(tab.id, true);
    await openTab(session, new HeldSource([exampleRecords(9)]).releaseAll(), { title: 'Now' }).run;
    const { page } = await open(hostOf(session), wide);
    await page.getByRole('button', { name: 'Compare' }).click();
    await page.getByRole('menuitem', { name: /^Side by Side with Leads/ }).click();
    const beside = page.getByRole('region', { name: 'Leads' });
    await beside.getByRole('gridcell', { name: 'Öz 4' }).waitFor();
    await page.getByRole('tabpanel').getByRole('gridcell', { name: 'Öz 4' }).waitFor();
    await beside.locator('[role=columnheader]', { hasText: 'Annual Revenue' }).click();
    await beside.locator('[aria-sort=ascending]').waitFor();
    assert.equal(await page.getByRole('tabpanel').locator('[aria-sort=ascending]').count(), 0);
    await beside.getByRole('button', { name: 'Hide' }).click();
    await beside.waitFor({ state: 'detached' });
    assert.equal(await page.getByRole('tab').count(), 2);
  });

  it('opens a record by a link in a cell of which only a part is seen', async () => {
    const { session, deeds } = exampleSession();
    await openTab(session, new HeldSource([exampleRecords(5)]).releaseAll()).run;
    const { page } = await open(hostOf(session), { ...wide, width: 560 });
    const link = page.locator('[aria-rowindex="2"] .cell-link').first();
    const { x = 0, y = 0 } = (await link.boundingBox()) ?? {};
    const grid = await page.getByRole('grid').boundingBox();
    assert.ok(grid && x < grid.width && x + 60 > 0, `the link is at ${x}`);
    await page.mouse.click(x + 4, y + 4);
    await untilLength(page, deeds.opened, 1);
  });

  it('shows what went wrong, with what can be done about it', async () => {
    const source = new HeldSource([exampleRecords(3)]);
    const { page } = await opened(source);
    source.release(0, new Error('Zoho CRM cannot be reached.'));
    await page.getByRole('alert').filter({ hasText: 'Zoho CRM cannot be reached.' }).waitFor();
    source.closeGates();
    source.releaseAll();
    await page.getByRole('button', { name: 'Try Again' }).click();
    await cell(page, 'Ågren 0').waitFor();
    await page.getByRole('alert').waitFor({ state: 'hidden' });
  });

  it('is as it was when it comes back after it was hidden', async () => {
    const { page, keptState } = await opened(new HeldSource([exampleRecords(5000)]).releaseAll());
    await heading(page, 'Tags').click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Hide' }).click();
    await page.getByRole('textbox', { name: 'Search in all columns' }).fill('zimmer');
    await page.getByText('1,000 pass the filters').first().waitFor();
    await page.evaluate(`document.querySelector('[role=grid]').scrollTo(0, 12000)`);
    await cell(page, 'Zimmer 2501').waitFor();
    while (!(await keptState()).includes('"scrollTop":12000')) await page.waitForTimeout(20);
    await page.reload();
    await cell(page, 'Zimmer 2501').waitFor();
    assert.equal(await heading(page, 'Tags').count(), 0);
    assert.equal(await page.getByRole('textbox', { name: 'Search in all columns' }).inputValue(), 'zimmer');
  });

  async function opened(source: HeldSource, options: { readonly rowLimit?: number } = {}) {
    const { session, deeds } = exampleSession();
    void openTab(session, source, options);
    const { page, complaints, keptState } = await open(hostOf(session), wide);
    page.setDefaultTimeout(4000);
    return { page, complaints, keptState, deeds };
  }
});

function cell(page: Page, text: string): Locator {
  return page.getByRole('gridcell', { name: text, exact: true }).first();
}

function heading(page: Page, label: string): Locator {
  return page.locator('[role=columnheader]', { has: page.getByText(label, { exact: true }) });
}

function rowOne(page: Page, text: string): Locator {
  return page.locator('[aria-rowindex="2"]').getByRole('gridcell', { name: text, exact: true });
}

async function sortedBy(page: Page, label: string, direction: string): Promise<void> {
  await page.locator(`[role=columnheader][aria-sort="${direction}"]`, { hasText: label }).waitFor();
}

async function untilFocused(page: Page, text: string): Promise<void> {
  await page.locator(':focus', { hasText: text }).waitFor();
}

function focused(page: Page): Promise<string | null> {
  return page.locator(':focus').textContent();
}

async function untilLength(page: Page, list: readonly unknown[], length: number): Promise<void> {
  while (list.length < length) await page.evaluate('new Promise(requestAnimationFrame)');
}
