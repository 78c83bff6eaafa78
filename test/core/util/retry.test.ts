import assert from 'node:assert/strict';

import type { RetryRules } from '../../../src/core/util/retry.ts';
import { retry } from '../../../src/core/util/retry.ts';

const never = new AbortController().signal;

describe('retry', () => {
  const pauses: number[] = [];
  const rules: RetryRules = {
    waitMsAfter: (error) => (error instanceof Wait ? error.ms : undefined),
    attempts: 5,
    firstPauseMs: 4,
    longestPauseMs: 20,
    onRetry: (_error, pauseMs) => pauses.push(pauseMs),
  };
  beforeEach(() => {
    pauses.length = 0;
  });

  /** Fails with these errors, one after the other, and then succeeds. */
  function failing(...errors: Error[]): () => Promise<string> {
    return () => {
      const error = errors.shift();
      return error ? Promise.reject(error) : Promise.resolve('done');
    };
  }

  it('does it again after pauses that grow up to a limit and vary by a quarter', async () => {
    assert.equal(await retry(failing(...Array.from({ length: 4 }, () => new Wait(0))), rules, never), 'done');
    for (const [index, usual] of [4, 8, 16, 20].entries()) {
      assert.ok(Math.abs((pauses[index] ?? 0) - usual) <= usual / 4, `${pauses[index]} instead of ${usual}`);
    }
  });

  it('waits as long as it is told to', async () => {
    assert.equal(await retry(failing(new Wait(19)), rules, never), 'done');
    assert.deepEqual(pauses, [19]);
  });

  it('gives up with the last error after the last attempt, and at once where there is no hope', async () => {
    const errors = Array.from({ length: 9 }, (_each, index) => new Wait(0, `${index + 1}`));
    await assert.rejects(retry(failing(...errors), rules, never), { message: '5' });
    await assert.rejects(retry(failing(new Wait(21)), rules, never), Wait);
    await assert.rejects(retry(failing(new TypeError('defect')), rules, never), TypeError);
    assert.equal(pauses.length, 4);
  });

  it('stops waiting when it is told to stop', async () => {
    const controller = new AbortController();
    const reason = new Error('enough');
    const slow = { ...rules, firstPauseMs: 100_000, longestPauseMs: 100_000 };
    const work = retry(failing(new Wait(0)), slow, controller.signal);
    setTimeout(() => {
      controller.abort(reason);
    }, 5);
    await assert.rejects(work, (error) => error === reason);
    await assert.rejects(retry(failing(), rules, controller.signal), (error) => error === reason);
  });
});

class Wait extends Error {
  readonly ms: number;

  constructor(ms: number, message?: string) {
    super(message);
    this.ms = ms;
  }
}
