import type { Locator, Page } from 'playwright-core';

/** How long anything may take that a user waits for. */
export const patienceMs = 20_000;

/** Opens a place of the activity bar, if it is not open already. */
export async function openActivity(page: Page, title: string): Promise<void> {
  const tab = page.locator('.part.activitybar').getByRole('tab', { name: title, exact: true });
  await tab.waitFor();
  const shown = page.locator('.part.sidebar .composite.title', { hasText: title });
  const until = performance.now() + patienceMs;
  // A window that is loaded again opens the place by itself, a little later, and a click in that moment closes it.
  while (!(await isShownSoon(shown))) {
    if (performance.now() > until) throw new Error(`${title} does not open.`);
    await tab.click();
  }
}

/** Runs a command by the words that the palette shows for it. */
export async function runCommand(page: Page, paletteEntry: string): Promise<void> {
  await page.keyboard.press('F1');
  const input = page.locator('.quick-input-widget .quick-input-box input');
  await input.waitFor();
  await input.fill(`>${paletteEntry}`);
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: paletteEntry }).first();
  await row.waitFor();
  await row.click();
}

/** Takes a row of the quick pick that is open, or about to open; `look` is called as soon as it is there. */
export async function pick(page: Page, label: string, look?: () => Promise<void>): Promise<void> {
  const row = page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first();
  await row.waitFor();
  await look?.();
  await row.click();
}

/** Opens a file of the workspace by its name. */
export async function openFile(page: Page, name: string): Promise<void> {
  await page.keyboard.press('Control+P');
  const input = page.locator('.quick-input-widget .quick-input-box input');
  await input.waitFor();
  await input.fill(name);
  await page.locator('.quick-input-list .monaco-list-row', { hasText: name }).first().click();
  await page.locator('.tab.active', { hasText: name }).waitFor();
}

/** A row of a tree in the side bar, by the text that it starts with. */
export function treeRow(page: Page, label: string): Locator {
  return page.locator('.part.sidebar').getByRole('treeitem', { name: new RegExp(`^${escaped(label)}`) });
}

/** Opens a row of a tree that is closed; one that is open stays so. */
export async function openRow(page: Page, label: string): Promise<void> {
  const row = treeRow(page, label);
  await row.waitFor();
  if ((await row.getAttribute('aria-expanded')) === 'false') await row.click();
}

/** Clicks an item of a menu, again if need be: a menu takes no click in its first moment. */
export async function clickUntilGone(item: Locator): Promise<void> {
  const until = performance.now() + patienceMs;
  await item.waitFor();
  while (performance.now() < until) {
    await item.click({ timeout: 1000 }).catch(() => undefined);
    if (
      await item.waitFor({ state: 'hidden', timeout: 1000 }).then(
        () => true,
        () => false,
      )
    )
      return;
  }
  throw new Error('The menu does not go away.');
}

/** Waits for a text in whichever page of the window it is. */
export async function untilAnyFrameSays(page: Page, text: string): Promise<void> {
  const until = performance.now() + patienceMs;
  while (performance.now() < until) {
    const counts = page.frames().map((frame) =>
      frame
        .getByText(text)
        .count()
        .catch(() => 0),
    );
    if ((await Promise.all(counts)).some((count) => count > 0)) return;
    await page.waitForTimeout(100);
  }
  throw new Error(`No page says "${text}".`);
}

async function isShownSoon(locator: Locator): Promise<boolean> {
  return locator.waitFor({ timeout: 1000 }).then(
    () => true,
    () => false,
  );
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
