import assert from 'node:assert/strict';

import type { GraphGroup } from '../../../src/core/model/organizationGraph.ts';
import type { DiagramFilter, VisibleGraph } from '../../../webview-ui/diagram/visibleGraph.ts';
import { matchesOf, visibleGraph } from '../../../webview-ui/diagram/visibleGraph.ts';
import { exampleGraph } from './exampleGraph.ts';

describe('what is seen of an organization', () => {
  it('draws a many-to-many link directly while the linking modules are hidden', () => {
    const graph = seen({});
    assert.deepEqual(links(graph), [
      'Leads lookup Accounts',
      'Accounts lookup Accounts',
      'Quotes lookup Accounts',
      'Quotes subform Quoted_Items',
      'Leads manyToMany Campaigns',
    ]);
    assert.deepEqual(names(graph), ['Leads', 'Accounts', 'Quotes', 'Campaigns', 'Homes', 'Quoted_Items']);
  });

  it('leads a many-to-many link through its linking module, without that module’s own lookups', () => {
    const graph = seen({ groups: groups('standard', 'linking', 'users') });
    assert.deepEqual(
      links(graph).filter((each) => each.includes('Leads_X_Campaigns')),
      ['Leads manyToMany Leads_X_Campaigns', 'Leads_X_Campaigns manyToMany Campaigns'],
    );
  });

  it('shows people and the links to them with the system fields only', () => {
    assert.ok(!names(seen({})).includes('Users'));
    const graph = seen({ showsSystemLinks: true });
    assert.deepEqual(links(graph).slice(-2), ['Leads lookup Users', 'Homes lookup Users']);
  });

  it('shows a module and what is one link away from it, or two', () => {
    const near = seen({ neighborhood: { module: 'Quotes', depth: 1 } });
    assert.deepEqual(names(near), ['Accounts', 'Quotes', 'Quoted_Items']);
    const farther = seen({ neighborhood: { module: 'Quotes', depth: 2 } });
    assert.deepEqual(names(farther), ['Leads', 'Accounts', 'Quotes', 'Quoted_Items']);
  });

  it('shows the module of a neighborhood although its group is hidden', () => {
    const graph = seen({ groups: groups('standard'), neighborhood: { module: 'Quoted_Items', depth: 1 } });
    assert.deepEqual(names(graph), ['Quotes', 'Quoted_Items']);
  });

  it('finds modules by any part of label or API name', () => {
    const found = (text: string): readonly string[] => matchesOf(exampleGraph.nodes, text).map((each) => each.apiName);
    assert.deepEqual(found('compan'), ['Accounts']);
    assert.deepEqual(found(' ACCOUNTS '), ['Accounts']);
    assert.deepEqual(found(' '), []);
  });
});

function seen(filter: Partial<DiagramFilter>): VisibleGraph {
  const all = { groups: groups('standard', 'custom', 'subform', 'users'), showsSystemLinks: false };
  return visibleGraph(exampleGraph, { ...all, neighborhood: undefined, ...filter });
}

function groups(...shown: readonly GraphGroup[]): ReadonlySet<GraphGroup> {
  return new Set(shown);
}

function names({ nodes }: VisibleGraph): readonly string[] {
  return nodes.map((each) => each.apiName);
}

function links({ edges }: VisibleGraph): readonly string[] {
  return edges.map(({ from, kind, to }) => `${from} ${kind} ${to}`);
}
