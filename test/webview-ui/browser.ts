import type { Browser } from 'playwright-core';

import { isBuildMachine } from '../harness/buildMachine.ts';
import { launchBrowser } from '../harness/editors/browser.ts';
import { CannotRunError } from '../harness/errors.ts';
import type { OpenPage, OpenPageOptions, PageHost } from './openPage.ts';
import { openPage } from './openPage.ts';

/**
 * A headless browser for the tests of a suite, and pages of one bundle in it that are closed after each. Where there is
 * no browser, the suite is skipped; on a build machine, it fails.
 */
export function useBrowserFor<RemotePage extends object>(
  bundle: string,
): (host: PageHost<RemotePage>, options?: OpenPageOptions) => Promise<OpenPage> {
  let browser: Browser | undefined;
  const pages: OpenPage[] = [];

  before(async function start() {
    this.timeout(60_000);
    try {
      browser = await launchBrowser();
    } catch (error) {
      if (!(error instanceof CannotRunError) || isBuildMachine) throw error;
      this.skip();
    }
  });

  afterEach(async () => {
    await Promise.all(pages.splice(0).map((page) => page.close()));
  });

  after(() => browser?.close());

  return async (host, options) => {
    if (!browser) throw new Error('The browser is not there yet.');
    const page = await openPage(browser, bundle, host, options);
    pages.push(page);
    return page;
  };
}
