import type { Frame, FrameLocator, Locator, Page } from 'playwright-core';

import { patienceMs } from './workbench.ts';

/** Runs a command by the palette, without the mouse. */
export async function runCommandByKeyboard(page: Page, paletteEntry: string): Promise<void> {
  await page.keyboard.press('F1');
  await page.locator('.quick-input-widget .quick-input-box input').waitFor();
  await page.keyboard.type(paletteEntry);
  const rows = page.locator('.quick-input-list .monaco-list-row');
  await rows.filter({ hasText: paletteEntry }).first().waitFor();
  await pressUntil(page, 'ArrowDown', rows.filter({ hasText: paletteEntry }).and(page.locator('.focused')));
  await page.keyboard.press('Enter');
}

/** Presses a key, at most so often as somebody patient would, until something is there. */
export async function pressUntil(page: Page, key: string, wanted: Locator, most = 80): Promise<void> {
  for (let count = 0; count <= most; count++) {
    if (await isThereSoon(wanted)) return;
    await page.keyboard.press(key);
  }
  throw new Error(`However often ${key} is pressed, there is no ${String(wanted)}.`);
}

/** Presses Tab until a control of a page has the focus. */
export async function tabTo(page: Page, frame: FrameLocator | Frame | Page, control: Locator): Promise<void> {
  await control.first().waitFor({ timeout: patienceMs });
  await pressUntil(page, 'Tab', control.and(frame.locator(':focus')));
}

async function isThereSoon(wanted: Locator): Promise<boolean> {
  return wanted
    .first()
    .waitFor({ state: 'attached', timeout: 150 })
    .then(
      () => true,
      () => false,
    );
}
