import assert from 'node:assert/strict';

import type { Node } from '../../../src/extension/connectionTree/node.ts';
import { nodeId, parentOf } from '../../../src/extension/connectionTree/node.ts';
import { exampleConnection } from '../../core/exampleConnection.ts';
import { exampleField, exampleModule } from '../exampleMetadata.ts';

const connection = exampleConnection({ group: 'Sales' });
const module = exampleModule();
const field: Node = { kind: 'field', connection, module, field: exampleField() };

describe('a node of the tree', () => {
  it('has its place below others, up to the group of its connection', () => {
    const path: string[] = [];
    for (let node: Node | undefined = field; node; node = parentOf(node)) path.unshift(nodeId(node));
    assert.deepEqual(path, [
      'group:Sales',
      'connection:c1',
      'modules:c1',
      'moduleGroup:c1/standard',
      'module:c1/Leads',
      'fields:c1/Leads',
      'field:c1/Leads/Email',
    ]);
  });

  it('keeps its id when the connection is renamed, regrouped or signed in by somebody else', () => {
    const renamed = exampleConnection({ name: 'Other', group: undefined });
    assert.equal(nodeId({ ...field, connection: renamed }), nodeId(field));
  });

  it('of a connection without a group stands at the top', () => {
    assert.equal(parentOf({ kind: 'connection', connection: exampleConnection() }), undefined);
  });
});
