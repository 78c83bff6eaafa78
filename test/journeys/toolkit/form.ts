import type { FrameLocator, Locator, Page } from 'playwright-core';

import { patienceMs } from './workbench.ts';

/** The connection form, as its page in the editor shows it. One form is to be visible at a time. */
export class Form {
  /** The page itself: a frame in a frame. */
  readonly frame: FrameLocator;

  constructor(page: Page) {
    this.frame = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
  }

  get heading(): Locator {
    return this.frame.getByRole('heading', { level: 1 });
  }

  field(label: string): Locator {
    return this.frame.getByRole('textbox', { name: label, exact: true });
  }

  list(label: string): Locator {
    return this.frame.getByRole('combobox', { name: label, exact: true });
  }

  button(name: string): Locator {
    return this.frame.getByRole('button', { name, exact: true });
  }

  /** The line in which a finished part sums itself up. */
  summary(part: string): Locator {
    const section = this.frame.locator('section.part', { has: this.frame.locator('h2', { hasText: part }) });
    return section.locator('.part-summary');
  }

  async waitFor(): Promise<void> {
    await this.heading.waitFor({ timeout: patienceMs });
  }

  /** Unfolds something secondary. */
  async unfold(title: string): Promise<void> {
    const details = this.frame.locator('details', { has: this.frame.locator('summary', { hasText: title }) });
    if ((await details.getAttribute('open')) === null) await details.locator('summary').click();
  }

  async choose(list: string, option: string): Promise<void> {
    await this.list(list).click();
    await this.frame.getByRole('option', { name: option }).first().click();
  }

  /** Finds a zone by any word for it and takes the first one found. */
  async chooseZone(words: string): Promise<void> {
    await this.list('Time Zone').fill(words);
    await this.frame.getByRole('option').first().waitFor();
    await this.list('Time Zone').press('Enter');
  }
}
