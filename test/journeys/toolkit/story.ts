import type { Session } from './session.ts';

/**
 * For a suite whose tests are the chapters of one story: a picture of what went wrong is kept, and what comes after it is
 * skipped instead of waiting for what cannot happen.
 */
export function tellAsOneStory(session: () => Session): void {
  let hasFailed = false;
  beforeEach(function () {
    if (hasFailed) this.skip();
  });
  afterEach(async function () {
    if (this.currentTest?.isFailed() !== true) return;
    hasFailed = true;
    await session().screenshot('failed');
  });
}
