import assert from 'node:assert/strict';

import { diagramState } from '../../../src/extension/diagram/diagramState.ts';
import { exampleConnection } from '../../core/exampleConnection.ts';
import { exampleField, exampleModule } from '../exampleMetadata.ts';
import { plainL10n } from '../plainL10n.ts';

describe('what the page with the diagram is told', () => {
  it('is what is known, and what it costs to know the rest', () => {
    const owner = exampleField({ apiName: 'Owner', label: 'Owner', type: 'userLookup' });
    const known = [
      { module: exampleModule(), details: { fields: [owner], relatedLists: [] } },
      { module: exampleModule({ id: 'm2', apiName: 'Deals' }), details: undefined },
      { module: exampleModule({ id: 'm3', apiName: 'Tab', isReadable: false }), details: undefined },
    ];
    const state = diagramState(exampleConnection(), known, plainL10n);
    assert.deepEqual(
      state.graph.nodes.map((each) => each.label),
      ['Leads', 'Leads', 'Users'],
    );
    assert.deepEqual([state.title, state.connectionId, state.unread], ['Acme EU', 'c1', { modules: 1, requests: 2 }]);
  });

  it('holds nothing of the connection that the page does not show', () => {
    const text = JSON.stringify(diagramState(exampleConnection(), [], plainL10n));
    assert.doesNotMatch(text, /1000\.CLIENT|ann@example\.com/);
  });
});
