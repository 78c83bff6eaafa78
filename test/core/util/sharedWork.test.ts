import assert from 'node:assert/strict';

import { SharedWork } from '../../../src/core/util/sharedWork.ts';

const never = new AbortController().signal;

describe('SharedWork', () => {
  it('is done once for all who ask meanwhile, and anew afterwards', async () => {
    const shared = new SharedWork<number>();
    let count = 0;
    const start = (): Promise<number> => Promise.resolve((count += 1));
    assert.deepEqual(await Promise.all([shared.run('a', start, never), shared.run('a', start, never)]), [1, 1]);
    assert.equal(await shared.run('a', start, never), 2);
    assert.equal(await shared.run('b', start, never), 3);
  });

  it('goes on while anybody waits, and is called off when the last one gives up', async () => {
    const shared = new SharedWork<string>();
    let isCalledOff = false;
    const start = (signal: AbortSignal): Promise<string> =>
      new Promise((_resolve, reject) => {
        signal.addEventListener('abort', () => {
          isCalledOff = true;
          reject(new Error('called off'));
        });
      });
    const [one, other] = [new AbortController(), new AbortController()];
    const waits = Promise.allSettled([shared.run('a', start, one.signal), shared.run('a', start, other.signal)]);
    one.abort();
    await Promise.resolve();
    assert.equal(isCalledOff, false);
    other.abort();
    const results = await waits;
    assert.deepEqual(
      results.map((each) => each.status === 'rejected' && (each.reason as Error).name),
      ['AbortError', 'AbortError'],
    );
    assert.equal(isCalledOff, true);
    assert.equal(await shared.run('a', () => Promise.resolve('new'), never), 'new');
  });

  it('starts nothing for who has given up already', async () => {
    const shared = new SharedWork<string>();
    await assert.rejects(
      shared.run('a', () => assert.fail('started'), AbortSignal.abort(new Error('gave up'))),
      /gave up/,
    );
  });

  it('lets others wait for what is under way', async () => {
    const shared = new SharedWork<string>();
    assert.equal(shared.join('a', never), undefined);
    const work = shared.run('a', () => Promise.resolve('done'), never);
    assert.equal(await shared.join('a', never), 'done');
    await work;
    assert.equal(shared.join('a', never), undefined);
  });

  it('tells a failure to all who wait, and is forgotten', async () => {
    const shared = new SharedWork<string>();
    const fail = (): Promise<string> => Promise.reject(new Error('no'));
    const results = await Promise.allSettled([shared.run('a', fail, never), shared.run('a', fail, never)]);
    assert.ok(results.every((each) => each.status === 'rejected'));
    assert.equal(shared.join('a', never), undefined);
  });
});
