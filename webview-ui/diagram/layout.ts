import type { EdgeLabel } from '@dagrejs/dagre';
import { Graph, layout as arrange } from '@dagrejs/dagre';

import type { GraphNode } from '../../src/core/model/organizationGraph.ts';
import { packed } from './packed.ts';
import type { VisibleEdge, VisibleGraph } from './visibleGraph.ts';

export interface Point {
  readonly x: number;
  readonly y: number;
}

/** Where everything is, in pixels at 100 %; the origin is the upper left corner. */
export interface Layout {
  readonly width: number;
  readonly height: number;
  readonly nodes: readonly PlacedNode[];
  readonly edges: readonly PlacedEdge[];
}

/** `x` and `y` are the middle of the box. */
export interface PlacedNode extends GraphNode, Point {
  readonly width: number;
}

export interface PlacedEdge extends VisibleEdge {
  /** From the border of one box to that of the other; of a link from a module to itself, empty. */
  readonly points: readonly Point[];
  /** The middle of the label, if there are labels. */
  readonly label: Point | undefined;
}

export const nodeHeight = 42;

/** From how many links on labels at the links would hide more than they tell. */
const mostLabels = 40;

/** How wide texts are when drawn; the page measures them, as fonts differ. */
export interface TextWidths {
  readonly node: (node: GraphNode) => number;
  readonly label: (edge: VisibleEdge) => number;
}

/**
 * Puts modules in columns, so that links run from left to right as far as possible. Parts of the graph that are not
 * linked are arranged each on their own, and put side by side; modules without any link stand in rows below.
 */
export function layoutOf(graph: VisibleGraph, widths: TextWidths): Layout {
  const hasLabels = graph.edges.length <= mostLabels;
  const parts = partsOf(graph).map((part) => arranged(part, widths, hasLabels));
  return packed(parts);
}

/** The graph in pieces that are not linked to each other, the largest first; single modules come last. */
function partsOf({ nodes, edges }: VisibleGraph): readonly VisibleGraph[] {
  const leader = new Map(nodes.map((each) => [each.apiName, each.apiName]));
  const find = (name: string): string => {
    let at = name;
    for (let next = leader.get(at); next !== undefined && next !== at; next = leader.get(at)) at = next;
    return at;
  };
  for (const { from, to } of edges) leader.set(find(from), find(to));
  const parts = Map.groupBy(nodes, (each) => find(each.apiName));
  const edgesOf = Map.groupBy(edges, (each) => find(each.from));
  return [...parts]
    .map(([key, members]) => ({ nodes: members, edges: edgesOf.get(key) ?? [] }))
    .sort((a, b) => b.nodes.length - a.nodes.length);
}

function arranged({ nodes, edges }: VisibleGraph, widths: TextWidths, hasLabels: boolean): Layout {
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: 'LR', nodesep: 18, edgesep: 10, ranksep: hasLabels ? 36 : 90, ranker: 'tight-tree' });
  for (const node of nodes) graph.setNode(node.apiName, { width: widths.node(node), height: nodeHeight });
  const between = edges.filter((each) => each.from !== each.to);
  for (const edge of between) {
    const size: EdgeLabel = hasLabels ? { width: widths.label(edge), height: 16, labelpos: 'c' } : {};
    graph.setEdge(edge.from, edge.to, size, nameOf(edge));
  }
  arrange(graph);
  const { width = 0, height = 0 } = graph.graph();
  return {
    width,
    height,
    nodes: nodes.map((node) => ({ ...node, ...placeOf(graph.node(node.apiName)), width: widths.node(node) })),
    edges: edges.map((edge) => placedEdge(edge, graph, hasLabels)),
  };
}

function placedEdge(edge: VisibleEdge, graph: Graph, hasLabels: boolean): PlacedEdge {
  if (edge.from === edge.to) return { ...edge, points: [], label: undefined };
  const placed = graph.edge(edge.from, edge.to, nameOf(edge));
  return { ...edge, points: (placed.points ?? []).map(placeOf), label: hasLabels ? placeOf(placed) : undefined };
}

/** Tells links between the same two modules from each other. */
function nameOf({ kind, fields }: VisibleEdge): string {
  return [kind, ...fields.map((each) => each.apiName)].join(' ');
}

function placeOf({ x = 0, y = 0 }: Partial<Point>): Point {
  return { x, y };
}
