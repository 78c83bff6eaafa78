import assert from 'node:assert/strict';

import type { Selection } from '../../../webview-ui/results/selection.ts';
import { blockOf, isInBlock, moved, selectionAt } from '../../../webview-ui/results/selection.ts';

const size = { rowCount: 100, columnCount: 5, pageRows: 10 };

describe('the selection of the grid', () => {
  it('moves by keys and stays inside', () => {
    const from = { row: 0, column: 0 };
    assert.deepEqual(press(from, 'ArrowLeft'), selectionAt(from));
    assert.deepEqual(press(from, 'PageUp'), selectionAt(from));
    assert.deepEqual(press(from, 'PageDown'), selectionAt({ row: 10, column: 0 }));
    assert.deepEqual(press(from, 'End'), selectionAt({ row: 0, column: 4 }));
    assert.deepEqual(press({ row: 95, column: 2 }, 'PageDown'), selectionAt({ row: 99, column: 2 }));
    assert.deepEqual(press({ row: 50, column: 2 }, 'Home', { ctrlKey: true }), selectionAt(from));
    assert.equal(press(from, 'x'), undefined);
  });

  it('reaches the heading by one step up from the first row, and no further', () => {
    assert.deepEqual(press({ row: 0, column: 1 }, 'ArrowUp'), selectionAt({ row: -1, column: 1 }));
    assert.deepEqual(press({ row: -1, column: 1 }, 'ArrowUp'), selectionAt({ row: -1, column: 1 }));
    assert.deepEqual(press({ row: 9, column: 1 }, 'ArrowUp', { ctrlKey: true }), selectionAt({ row: 0, column: 1 }));
    assert.deepEqual(press({ row: -1, column: 1 }, 'ArrowDown'), selectionAt({ row: 0, column: 1 }));
  });

  it('has nowhere to go but the headings where there are no rows', () => {
    const empty = { ...size, rowCount: 0 };
    assert.deepEqual(moved(selectionAt({ row: -1, column: 0 }), keyOf('ArrowDown'), empty)?.focus.row, -1);
  });

  it('grows with Shift, from where it began, and leaves the heading out', () => {
    const begun = selectionAt({ row: 1, column: 1 });
    const taller = moved(begun, keyOf('ArrowDown', { shiftKey: true }), size) ?? begun;
    const grown = blockOf(moved(taller, keyOf('ArrowRight', { shiftKey: true }), size) ?? begun);
    assert.deepEqual(grown, { fromRow: 1, toRow: 3, fromColumn: 1, toColumn: 3 });
    assert.ok(isInBlock(grown, { row: 2, column: 2 }));
    assert.ok(!isInBlock(grown, { row: 3, column: 2 }));
    const atTop = moved(selectionAt({ row: 0, column: 0 }), keyOf('ArrowUp', { shiftKey: true }), size);
    assert.deepEqual(atTop && blockOf(atTop), { fromRow: 0, toRow: 0, fromColumn: 0, toColumn: 1 });
  });
});

function press(place: Selection['focus'], key: string, modifiers: object = {}): Selection | undefined {
  return moved(selectionAt(place), keyOf(key, modifiers), size);
}

function keyOf(key: string, modifiers: object = {}) {
  return { key, ctrlKey: false, metaKey: false, shiftKey: false, ...modifiers };
}
