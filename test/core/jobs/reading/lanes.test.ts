import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';

import { fromLanes, inOrder } from '../../../../src/core/jobs/reading/lanes.ts';
import { never } from './readingWorld.ts';

async function collect<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const item of items) all.push(item);
  return all;
}

describe('lanes', () => {
  it('hand over everything that each of them makes', async () => {
    const rest = Array.from({ length: 50 }, (_, at) => at);
    const items = fromLanes<number>(
      4,
      async (put) => {
        for (let next = rest.shift(); next !== undefined; next = rest.shift()) await put(next);
      },
      never,
    );
    assert.deepEqual(
      (await collect(items)).toSorted((a, b) => a - b),
      Array.from({ length: 50 }, (_, at) => at),
    );
  });

  it('do not run ahead of a reader who takes his time', async () => {
    let made = 0;
    let taken = 0;
    const endless = fromLanes<number>(
      3,
      async (put, signal) => {
        for (; !signal.aborted; made++) await put(made);
      },
      never,
    );
    for await (const item of endless) {
      for (let turn = 0; turn < 20; turn++) await setImmediate();
      assert.ok(item < made);
      taken += 1;
      assert.ok(made - taken <= 2 * 3, `${made} made, ${taken} taken`);
      if (taken === 20) break;
    }
  });

  it('all end with the first failure, and what waits is dropped', async () => {
    const told: boolean[] = [];
    const items = fromLanes<string>(
      2,
      async (put, signal) => {
        if (told.push(false) === 1) throw new Error('broken');
        await put('never read');
        while (!signal.aborted) await setImmediate();
        told[1] = true;
      },
      never,
    );
    await assert.rejects(collect(items), /broken/);
    assert.deepEqual(told, [false, true]);
  });

  it('still hand over what they have when the failure is a gentle one', async () => {
    let lane = 0;
    const seen: string[] = [];
    const items = fromLanes<string>(
      2,
      async (put) => {
        if (lane++ === 0) throw new Error('enough');
        await setImmediate();
        await put('paid for');
      },
      never,
      (error) => error instanceof Error && error.message === 'enough',
    );
    await assert.rejects(async () => {
      for await (const item of items) seen.push(item);
    }, /enough/);
    assert.deepEqual(seen, ['paid for']);
  });

  it('end with the reason of the signal', async () => {
    const controller = new AbortController();
    const items = fromLanes<number>(
      2,
      async (put, signal) => {
        for (let item = 0; ; item++) {
          signal.throwIfAborted();
          await put(item);
        }
      },
      controller.signal,
    );
    await assert.rejects(async () => {
      for await (const item of items) if (item > 3) controller.abort(new Error('stopped'));
    }, /stopped/);
  });
});

describe('work in order', () => {
  it('gives results in the order of the items, whichever is done first', async () => {
    const turns = [9, 1, 5, 0, 3];
    const results = inOrder(
      turns,
      3,
      async (turn) => {
        for (let at = 0; at < turn; at++) await setImmediate();
        return turn;
      },
      never,
    );
    assert.deepEqual(await collect(results), turns);
  });

  it('takes no more items than there are lanes', async () => {
    let underWay = 0;
    let most = 0;
    const work = async (item: number): Promise<number> => {
      most = Math.max(most, ++underWay);
      await setImmediate();
      underWay -= 1;
      return item;
    };
    await collect(inOrder(Array.from({ length: 20 }).keys(), 3, work, never));
    assert.equal(most, 3);
  });

  it('closes its source and waits for what is under way when the reader stops, or a piece of work fails', async () => {
    for (const fails of [false, true]) {
      const events: string[] = [];
      const source = async function* (): AsyncGenerator<number> {
        try {
          for (let item = 0; ; item++) {
            await setImmediate();
            yield item;
          }
        } finally {
          events.push('closed');
        }
      };
      const work = async (item: number, signal: AbortSignal): Promise<number> => {
        if (item === 1 && fails) throw new Error('broken');
        while (item > 1 && !signal.aborted) await setImmediate();
        if (item > 1) events.push('told');
        return item;
      };
      const reading = async (): Promise<void> => {
        for await (const item of inOrder(source(), 3, work, never)) if (item === 1) break;
      };
      if (fails) await assert.rejects(reading(), /broken/);
      else await reading();
      assert.equal(events.at(-1), 'closed');
      assert.ok(events.includes('told'));
    }
  });
});
