import assert from 'node:assert/strict';

import { isSameOrder, nodesIn, topNodes } from '../../../src/extension/connectionTree/connectionOrder.ts';
import { exampleConnection } from '../../core/exampleConnection.ts';

const connections = [
  exampleConnection({ id: '1', name: 'Org 10', group: 'Sales' }),
  exampleConnection({ id: '2', name: 'Org 9', group: 'Sales' }),
  exampleConnection({ id: '3', name: 'Alone' }),
  exampleConnection({ id: '4', name: 'Old', group: 'Archive' }),
];

describe('the rows of connections', () => {
  it('are the groups by name, then the connections without one', () => {
    const names = topNodes(connections).map((node) => (node.kind === 'group' ? node.name : node.connection.name));
    assert.deepEqual(names, ['Archive', 'Sales', 'Alone']);
  });

  it('within a group are in the order in which people count', () => {
    const names = nodesIn('Sales', connections).map((node) => node.connection.name);
    assert.deepEqual(names, ['Org 9', 'Org 10']);
  });

  it('stand where they stood when only their settings changed', () => {
    const other = connections.map((each) => ({ ...each, timeZone: 'UTC' }));
    assert.equal(isSameOrder(connections, other), true);
  });

  it('move when one was renamed, regrouped, added or removed', () => {
    const [first = exampleConnection(), ...others] = connections;
    assert.equal(isSameOrder(connections, [{ ...first, name: 'New' }, ...others]), false);
    assert.equal(isSameOrder(connections, [{ ...first, group: undefined }, ...others]), false);
    assert.equal(isSameOrder(connections, others), false);
    assert.equal(isSameOrder(others, connections), false);
  });
});
