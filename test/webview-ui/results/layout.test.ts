import assert from 'node:assert/strict';

import type { ColumnState } from '../../../src/protocol/results.ts';
import { arrangementWith, isArranged, nextSort } from '../../../webview-ui/results/arranging.ts';
import {
  leastWidth,
  untouchedLayout,
  visibleColumns,
  widthOf,
  withHidden,
  withWidth,
} from '../../../webview-ui/results/columnLayout.ts';
import { parseKeptResults } from '../../../webview-ui/results/keptResults.ts';

const column: ColumnState = { key: 'Name', label: 'Name', detail: '', align: 'start', widthInCharacters: 10 };
const plain = { search: '', filters: {} };

describe('the layout of columns', () => {
  it('takes the width of what is in them, within reason, until somebody says otherwise', () => {
    assert.ok(widthOf(column, untouchedLayout) > leastWidth);
    assert.equal(widthOf({ ...column, widthInCharacters: 1000 }, untouchedLayout), 320);
    assert.equal(widthOf(column, withWidth(untouchedLayout, 'Name', 500.4)), 500);
    assert.equal(widthOf(column, withWidth(untouchedLayout, 'Name', -20)), leastWidth);
  });

  it('hides columns but the last', () => {
    const columns = [column, { ...column, key: 'Email' }];
    const one = withHidden(untouchedLayout, 'Name', true, 2);
    assert.deepEqual(
      visibleColumns(columns, one).map(({ key }) => key),
      ['Email'],
    );
    assert.deepEqual(withHidden(one, 'Email', true, 2), one);
    assert.deepEqual(withHidden(one, 'Name', false, 2).hidden, []);
  });

  it('survives hiding as plain data, whatever else was kept', () => {
    const kept = { 'result-1': { layout: withWidth(untouchedLayout, 'Name', 99), scrollTop: 5, scrollLeft: 7 } };
    assert.deepEqual(parseKeptResults(JSON.parse(JSON.stringify(kept))), kept);
    const nothing = { layout: untouchedLayout, scrollTop: 0, scrollLeft: 0 };
    assert.deepEqual(parseKeptResults({ x: { layout: { widths: { a: 'wide' }, hidden: 5 } }, y: 1 }), {
      x: nothing,
      y: nothing,
    });
    assert.deepEqual(parseKeptResults(undefined), {});
  });
});

describe('arranging by the page', () => {
  it('steps from ascending to descending to as they came', () => {
    const first = nextSort(plain, column);
    assert.deepEqual(first, { key: 'Name', direction: 'ascending' });
    assert.deepEqual(nextSort({ ...plain, sort: first }, column), { key: 'Name', direction: 'descending' });
    assert.equal(nextSort({ ...plain, sort: { key: 'Name', direction: 'descending' } }, column), undefined);
    assert.deepEqual(nextSort({ ...plain, sort: { key: 'Other', direction: 'ascending' } }, column), first);
  });

  it('knows whether rows may be left out', () => {
    assert.equal(isArranged(plain), false);
    const filtered = arrangementWith(plain, 'Name', 'x');
    assert.equal(isArranged(filtered), true);
    assert.deepEqual(arrangementWith(filtered, 'Name', ''), plain);
    assert.equal(isArranged({ ...plain, search: ' ' }), false);
  });
});
