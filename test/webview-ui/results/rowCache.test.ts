import assert from 'node:assert/strict';

import type { RowWindow } from '../../../src/protocol/results.ts';
import { RowCache } from '../../../webview-ui/results/rowCache.ts';

describe('the rows that the page has at hand', () => {
  it('fetches the blocks that are seen, and no more than once', async () => {
    const host = new FakeHost();
    const { cache } = host;
    cache.reset(1, 1000);
    cache.want(90, 210);
    cache.want(90, 210);
    await host.answerAll();
    assert.deepEqual(host.asked, [0, 100, 200]);
    assert.deepEqual(cache.get(150), ['1: 150']);
    cache.want(90, 210);
    assert.equal(host.asked.length, 3);
  });

  it('fetches the last block again when rows were added to it', async () => {
    const host = new FakeHost();
    host.rowCount = 50;
    host.cache.reset(1, 50);
    host.cache.want(0, 50);
    await host.answerAll();
    host.rowCount = 80;
    host.cache.reset(1, 80);
    assert.equal(host.cache.get(60), undefined);
    host.cache.want(0, 80);
    await host.answerAll();
    assert.deepEqual(host.cache.get(60), ['1: 60']);
  });

  it('lets old rows stand in until those of the new order are there, and drops late answers', async () => {
    const host = new FakeHost();
    host.cache.reset(1, 100);
    host.cache.want(0, 100);
    await host.answerAll();
    host.cache.want(0, 100);
    host.cache.reset(2, 100);
    assert.deepEqual(host.cache.get(5), ['1: 5']);
    host.cache.want(0, 100);
    await host.answerAll();
    assert.deepEqual(host.cache.get(5), ['1: 5'], 'the host still had the old order');
    host.revision = 2;
    host.cache.want(0, 100);
    await host.answerAll();
    assert.deepEqual(host.cache.get(5), ['2: 5']);
  });

  it('fetches what is seen at last first, when somebody scrolls fast', async () => {
    const host = new FakeHost();
    host.rowCount = 100_000;
    host.cache.reset(1, 100_000);
    for (let row = 0; row < 90_000; row += 1000) host.cache.want(row, row + 50);
    await host.answerAll();
    assert.equal(host.asked.length, 4);
    assert.equal(host.asked.at(-1), 89_000);
  });
});

class FakeHost {
  readonly asked: number[] = [];
  rowCount = 1000;
  revision = 1;
  readonly #waiting: (() => void)[] = [];
  readonly cache = new RowCache({
    fetch: (from, count) => {
      this.asked.push(from);
      return new Promise<RowWindow>((resolve) => {
        this.#waiting.push(() => {
          resolve(this.#window(from, count));
        });
      });
    },
    onRows: () => undefined,
  });

  async answerAll(): Promise<void> {
    for (let answer = this.#waiting.shift(); answer; answer = this.#waiting.shift()) {
      answer();
      await new Promise((resolve) => setImmediate(resolve));
    }
  }

  #window(from: number, count: number): RowWindow {
    const length = Math.max(0, Math.min(count, this.rowCount - from));
    const rows = Array.from({ length }, (_, index) => [`${this.revision}: ${from + index}`]);
    return { revision: this.revision, rows };
  }
}
