import type { Browser } from 'playwright-core';

import { launchBrowser } from '../../harness/editors/browser.ts';
import { CannotRunError } from '../../harness/errors.ts';
import type { FakeHost } from './fakeHost.ts';
import type { OpenForm, OpenFormOptions } from './openForm.ts';
import { openForm } from './openForm.ts';

/**
 * A headless browser for the tests of a suite, and forms in it that are closed after each. Where there is no browser, the
 * suite is skipped; on a build machine, it fails.
 */
export function useBrowser(): (host: FakeHost, options?: OpenFormOptions) => Promise<OpenForm> {
  let browser: Browser | undefined;
  const forms: OpenForm[] = [];

  before(async function start() {
    this.timeout(60_000);
    try {
      browser = await launchBrowser();
    } catch (error) {
      if (!(error instanceof CannotRunError) || process.env['CI']) throw error;
      this.skip();
    }
  });

  afterEach(async () => {
    await Promise.all(forms.splice(0).map((form) => form.close()));
  });

  after(() => browser?.close());

  return async (host, options) => {
    if (!browser) throw new Error('The browser is not there yet.');
    const form = await openForm(browser, host, options);
    forms.push(form);
    return form;
  };
}
