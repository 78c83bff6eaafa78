import assert from 'node:assert/strict';

import { layoutOf, nodeHeight } from '../../../webview-ui/diagram/layout.ts';
import type { Layout, PlacedNode } from '../../../webview-ui/diagram/layout.ts';
import { neighborOf } from '../../../webview-ui/diagram/neighbor.ts';
import { exampleGraph, largeGraph } from './exampleGraph.ts';

const widths = { node: () => 120, label: () => 60 };

describe('the layout of a diagram', () => {
  it('places every module once and no two on top of each other', () => {
    for (const graph of [exampleGraph, largeGraph(150)]) {
      const layout = layoutOf(graph, widths);
      assert.deepEqual(layout.nodes.map((each) => each.apiName).sort(), graph.nodes.map((each) => each.apiName).sort());
      assert.deepEqual(overlapping(layout), []);
      assert.ok(layout.nodes.every((each) => isInside(each, layout)));
    }
  });

  it('leads each link from box to box, and names links only where they are few', () => {
    const few = layoutOf(exampleGraph, widths);
    for (const { from, to, points, label } of few.edges) {
      assert.equal(points.length >= 2, from !== to);
      assert.equal(label !== undefined, from !== to);
    }
    const many = layoutOf(largeGraph(150), widths);
    assert.ok(many.edges.length > 150 && many.edges.every((each) => each.label === undefined));
  });

  it('puts modules without any link in rows and not in one endless line', () => {
    const { nodes } = largeGraph(60);
    const { width, height } = layoutOf({ nodes, edges: [] }, widths);
    assert.ok(width < 4 * height && height < 4 * width, `${width} × ${height}`);
  });

  it('is nothing for no modules', () => {
    const { nodes, edges } = layoutOf({ nodes: [], edges: [] }, widths);
    assert.deepEqual([nodes, edges], [[], []]);
  });
});

describe('arrow keys in a diagram', () => {
  const at = (apiName: string, x: number, y: number): PlacedNode => ({
    ...{ apiName, label: apiName, group: 'standard', isReadable: true, fieldCount: 1, width: 120, x, y },
  });
  const [middle, right, below, far] = [
    at('Middle', 0, 0),
    at('Right', 200, 30),
    at('Below', 10, 60),
    at('Far', 900, 0),
  ];
  const all = [middle, right, below, far];

  it('lead to the nearest module in their direction', () => {
    assert.equal(neighborOf(middle, all, 'ArrowRight'), right);
    assert.equal(neighborOf(middle, all, 'ArrowDown'), below);
    assert.equal(neighborOf(right, all, 'ArrowRight'), far);
    assert.equal(neighborOf(middle, all, 'ArrowUp'), undefined);
    assert.equal(neighborOf(middle, all, 'ArrowLeft'), undefined);
  });
});

function overlapping({ nodes }: Layout): readonly string[] {
  return nodes.flatMap((a, index) =>
    nodes
      .slice(index + 1)
      .filter((b) => Math.abs(a.x - b.x) < (a.width + b.width) / 2 && Math.abs(a.y - b.y) < nodeHeight)
      .map((b) => `${a.apiName} ${b.apiName}`),
  );
}

function isInside({ x, y, width }: PlacedNode, layout: Layout): boolean {
  const [left, top] = [x - width / 2, y - nodeHeight / 2];
  return left >= 0 && top >= 0 && left + width <= layout.width && top + nodeHeight <= layout.height;
}
