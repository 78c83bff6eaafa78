import type { Browser, Page } from 'playwright-core';

import type { CrmRecord } from '../../src/core/model/record.ts';
import { ResultRows } from '../../src/extension/results/resultRows.ts';
import type { QueryTab, ResultSource } from '../../src/extension/results/queryTab.ts';
import type { ShownColumn } from '../../src/extension/results/shownColumn.ts';
import type { Arrangement, ResultsPage } from '../../src/protocol/results.ts';
import { exampleSession, HeldSource, openTab } from '../extension/results/exampleResult.ts';
import { launchBrowser } from '../harness/editors/browser.ts';
import { openPage } from '../webview-ui/openPage.ts';
import { hostOf } from '../webview-ui/results/openResults.ts';
import type { BenchRow } from './table.ts';
import { spreadText, withinMs } from './table.ts';

const rowCount = 100_000;
const columnCount = 50;
const mostFirstPaintMs = 200;
const mostFrameMs = 50;
const rounds = 5;

/** How soon the first rows are seen, and how the grid scrolls, sorts and searches 100,000 rows of 50 columns. */
export async function benchResults(): Promise<readonly BenchRow[]> {
  const records = wideRecords();
  const browser = await launchBrowser();
  try {
    const paints: number[] = [];
    for (let round = 0; round < rounds; round++) paints.push(await firstPaint(browser, records.slice(0, 200)));
    const frames = await scrollFrames(browser, records);
    const first = `results: first ${columnCount}-column rows painted after they came`;
    const scrolling = `results: a frame while ${rowCount} × ${columnCount} cells scroll`;
    return [
      withinMs('results-first-paint', first, paints, { limitMs: mostFirstPaintMs }),
      withinMs('results-scroll-frame', scrolling, frames, { limitMs: mostFrameMs }),
      ...(await arrangingRows(records)),
    ];
  } finally {
    await browser.close();
  }
}

async function arrangingRows(records: readonly CrmRecord[]): Promise<readonly BenchRow[]> {
  const rows = new ResultRows({ module: 'Leads', timeZone: 'Europe/Berlin' }, columns);
  rows.append(records);
  const plain: Arrangement = { search: '', filters: {} };
  const sorted = await timesOf(rows, { ...plain, sort: { key: 'Text_0', direction: 'ascending' } });
  const searched = await timesOf(rows, { ...plain, search: 'value 4711' });
  return [
    { name: 'results-sort', what: `results: sorting ${rowCount} rows by a text`, value: spreadText(sorted, 'ms', 0) },
    {
      name: 'results-find',
      what: `results: searching all cells of ${rowCount} × ${columnCount}`,
      value: spreadText(searched, 'ms', 0),
    },
  ];
}

async function timesOf(rows: ResultRows, arrangement: Arrangement): Promise<readonly number[]> {
  const times: number[] = [];
  for (let round = 0; round < 3; round++) {
    const startedAt = performance.now();
    await rows.arrange({ ...arrangement });
    times.push(performance.now() - startedAt);
  }
  return times;
}

/** From the news that rows came until a cell with a value is on the screen, by the page's own clock. */
async function firstPaint(browser: Browser, records: readonly CrmRecord[]): Promise<number> {
  const source = sourceOf(records);
  const { page, close, tab } = await openResults(browser, source);
  await page.evaluate(watchFirstPaint);
  source.release(0);
  const paintMs = await page.evaluate<number>('window.firstPaint');
  tab.dispose();
  await close();
  return paintMs;
}

const watchFirstPaint = `window.firstPaint = new Promise((resolve) => {
  let cameAt;
  window.addEventListener('message', ({ data }) => {
    if (JSON.stringify(data).includes('"running"')) cameAt ??= performance.now();
  });
  new MutationObserver((_changes, observer) => {
    if (!document.querySelector('[role=gridcell]')?.textContent) return;
    observer.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now() - cameAt)));
  }).observe(document.body, { childList: true, subtree: true });
}); undefined`;

/** How long frames take while the grid is scrolled through, as with a wheel that does not stop. */
async function scrollFrames(browser: Browser, records: readonly CrmRecord[]): Promise<readonly number[]> {
  const source = sourceOf(records);
  source.release(0);
  const { page, close } = await openResults(browser, source);
  await page.locator('[role=gridcell]', { hasText: 'value' }).first().waitFor();
  const frames = await page.evaluate<readonly number[]>(`new Promise((resolve) => {
    const grid = document.querySelector('[role=grid]');
    const times = [];
    let last = performance.now();
    const step = (now) => {
      times.push(now - last);
      last = now;
      if (times.length > 120) return resolve(times.slice(1));
      grid.scrollTop += 900;
      grid.scrollLeft += times.length % 20 < 10 ? 30 : -30;
      requestAnimationFrame(step);
    };
    requestAnimationFrame(step);
  })`);
  await close();
  return frames;
}

async function openResults(
  browser: Browser,
  source: ResultSource,
): Promise<{
  readonly page: Page;
  readonly close: () => Promise<void>;
  readonly tab: QueryTab;
}> {
  const { session } = exampleSession();
  const { tab } = openTab(session, source);
  const size = { width: 1600, height: 700 };
  const opened = await openPage<ResultsPage>(browser, 'results', hostOf(session), size);
  return { page: opened.page, close: () => opened.close(), tab };
}

function sourceOf(records: readonly CrmRecord[]): HeldSource {
  const source = new HeldSource([records, []]);
  source.columns = () => Promise.resolve(columns);
  return source;
}

const columns: readonly ShownColumn[] = Array.from({ length: columnCount }, (_, index): ShownColumn => {
  if (index % 10 === 8) return { key: `Number_${index}`, label: `Number ${index}`, fieldType: 'decimal' };
  if (index % 10 === 9) return { key: `Time_${index}`, label: `Time ${index}`, fieldType: 'dateTime' };
  return { key: `Text_${index}`, label: `Text ${index}`, fieldType: 'text' };
});

function wideRecords(): readonly CrmRecord[] {
  return Array.from({ length: rowCount }, (_, row) => {
    const values = columns.map(({ key, fieldType }, index) => [
      key,
      valueOf(fieldType, (row * 7919) % rowCount, index),
    ]);
    return { id: String(5_000_000_000 + row), ...(Object.fromEntries(values) as Record<string, string | number>) };
  });
}

function valueOf(fieldType: ShownColumn['fieldType'], number: number, index: number): string | number {
  if (fieldType === 'decimal') return number * 1.25 + index;
  if (fieldType === 'dateTime') return new Date(1_700_000_000_000 + number * 60_000).toISOString();
  return `value ${number} of column ${index}`;
}
