import type { Page } from 'playwright-core';

/** Answers the input box of this title. */
export async function answer(page: Page, title: string, text: string): Promise<void> {
  const shown = page.locator('.quick-input-widget .quick-input-title').getByText(title, { exact: true });
  await shown.waitFor();
  await page.locator('.quick-input-widget .quick-input-box input').fill(text);
  // The answer is looked at while it is typed.
  while (await shown.isVisible()) {
    await page.keyboard.press('Enter');
    await page.waitForTimeout(300);
  }
}

/** Takes the file that the dialog for files suggests. */
export async function acceptFile(page: Page): Promise<void> {
  await page
    .locator('.quick-input-widget')
    .getByRole('button', { name: /^(OK|Use)$/ })
    .click();
}

/** Ticks rows of the list that is open, each by the text that finds it first, and accepts. */
export async function tick(page: Page, labels: readonly string[], look?: () => Promise<void>): Promise<void> {
  const input = page.locator('.quick-input-widget .quick-input-filter input[type="text"]');
  for (const label of labels) {
    await input.fill(label);
    const row = page.locator('.quick-input-list .monaco-list-row').first();
    await row.filter({ hasText: label }).waitFor();
    await row.click();
  }
  await look?.();
  await page.keyboard.press('Enter');
}
