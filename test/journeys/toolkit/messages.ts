import type { Locator, Page } from 'playwright-core';

import { patienceMs, runCommand } from './workbench.ts';

/** A message of the editor, where the list of messages is open. */
export function messageIn(page: Page, text: RegExp): Locator {
  return page.locator('.notifications-center .notification-list-item', { hasText: text }).first();
}

/**
 * Waits for a message in the list of messages. The list is opened for it, also again: it closes by itself when its last
 * message goes, such as a progress just before the message about its end comes.
 */
export async function shownMessage(page: Page, text: RegExp, timeoutMs = patienceMs): Promise<Locator> {
  const wanted = messageIn(page, text);
  const until = performance.now() + timeoutMs;
  while (performance.now() < until) {
    if (!(await page.locator('.notifications-center.visible').isVisible())) await showMessages(page);
    const isThere = await wanted.waitFor({ timeout: lookAgainMs }).then(
      () => true,
      () => false,
    );
    if (isThere) return wanted;
  }
  throw new Error(`No message says ${String(text)}.`);
}

export function showMessages(page: Page): Promise<void> {
  return runCommand(page, 'Notifications: Show Notifications');
}

export function clearMessages(page: Page): Promise<void> {
  return runCommand(page, 'Notifications: Clear All Notifications');
}

const lookAgainMs = 2_000;
