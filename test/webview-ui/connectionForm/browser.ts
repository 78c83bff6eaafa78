import type { ConnectionFormPage } from '../../../src/protocol/connectionForm.ts';
import { useBrowserFor } from '../browser.ts';
import type { OpenPage, OpenPageOptions } from '../openPage.ts';
import type { FakeHost } from './fakeHost.ts';

/** Forms in a headless browser, closed after each test. */
export function useBrowser(): (host: FakeHost, options?: OpenPageOptions) => Promise<OpenPage> {
  return useBrowserFor<ConnectionFormPage>('connectionForm');
}
