import assert from 'node:assert/strict';

import type { Node } from '../../../src/extension/connectionTree/node.ts';
import { RedrawQueue } from '../../../src/extension/connectionTree/redrawQueue.ts';
import { exampleConnection } from '../../core/exampleConnection.ts';

const connection = exampleConnection();
const [row, modules, cache]: readonly Node[] = [
  { kind: 'connection', connection },
  { kind: 'modules', connection },
  { kind: 'metadataCache', connection },
];

describe('redrawing rows of the Connections view', () => {
  let drawn: (string | undefined)[];
  let later: (() => void)[];
  let queue: RedrawQueue;

  beforeEach(() => {
    drawn = [];
    later = [];
    queue = new RedrawQueue({ draw: (id) => drawn.push(id), later: (work) => later.push(work) });
  });

  /** What the editor does after it was told what is below a row. */
  function passTime(): void {
    for (const work of later.splice(0)) work();
  }

  it('happens at once while the editor asks for nothing', () => {
    queue.redraw(cache);
    passTime();
    queue.redraw(undefined);
    assert.deepEqual(drawn, ['metadataCache:c1', undefined]);
  });

  it('waits until all that is open below a row is known, when the editor asked for what is below it', async () => {
    await queue.answering(row, () => Promise.resolve());
    const reading = Promise.withResolvers<undefined>();
    const answer = queue.answering(modules, () => reading.promise);
    passTime();
    queue.redraw(cache);
    assert.deepEqual(drawn, [], 'the editor does not have the row yet');
    reading.resolve(undefined);
    await answer;
    assert.deepEqual(drawn, []);
    passTime();
    assert.deepEqual(drawn, ['metadataCache:c1']);
  });

  it('does not wait for what somebody opened beside the row', () => {
    void queue.answering(modules, () => new Promise(() => undefined));
    queue.redraw(cache);
    queue.redraw(row);
    assert.deepEqual(drawn, ['metadataCache:c1', 'connection:c1']);
  });

  it('waits for the redraw of a row above', () => {
    queue.redraw(row);
    queue.redraw(cache);
    assert.deepEqual(drawn, ['connection:c1'], 'the editor is about to ask for what is below');
    passTime();
    assert.deepEqual(drawn, ['connection:c1', 'metadataCache:c1']);
  });

  it('happens once for a row that was to be redrawn several times meanwhile', async () => {
    await queue.answering(undefined, () => Promise.resolve());
    queue.redraw(row);
    queue.redraw(row);
    passTime();
    assert.deepEqual(drawn, ['connection:c1']);
  });

  it('of everything does not wait, and makes that of single rows needless', async () => {
    await queue.answering(row, () => Promise.resolve());
    queue.redraw(cache);
    queue.redraw(undefined);
    passTime();
    assert.deepEqual(drawn, [undefined]);
  });

  it('goes on after an answer that failed', async () => {
    await assert.rejects(queue.answering(row, () => Promise.reject(new Error('no'))));
    queue.redraw(cache);
    passTime();
    assert.deepEqual(drawn, ['metadataCache:c1']);
  });
});
