import axe from 'axe-core';
import assert from 'node:assert/strict';
import type { Frame, Page } from 'playwright-core';

interface Violation {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

/** What axe-core calls serious or critical fails the test. */
export async function assertNothingSerious(page: Page | Frame, when: string): Promise<void> {
  // By evaluate, not by a script element: the page's policy allows no script but its own.
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate<{ violations: readonly Violation[] }>('axe.run()');
  const serious = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  const report = serious.flatMap(({ id, nodes }) => nodes.map((node) => `${id}: ${node.html}\n${node.failureSummary}`));
  assert.deepEqual(report, [], when);
}
