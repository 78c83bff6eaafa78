import type {
  GraphEdge,
  GraphEdgeKind,
  GraphField,
  GraphGroup,
  GraphNode,
  OrganizationGraph,
} from '../../src/core/model/organizationGraph.ts';

/** Which part of the graph is to be seen. */
export interface DiagramFilter {
  readonly groups: ReadonlySet<GraphGroup>;
  /** Also links that every module has, such as that to its owner. */
  readonly showsSystemLinks: boolean;
  readonly neighborhood: Neighborhood | undefined;
}

export interface Neighborhood {
  readonly module: string;
  /** Links from the module to the farthest one that is shown. */
  readonly depth: 1 | 2;
}

export interface VisibleGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly VisibleEdge[];
}

export interface VisibleEdge {
  readonly kind: GraphEdgeKind;
  readonly from: string;
  readonly to: string;
  readonly fields: readonly GraphField[];
}

/**
 * What is left of a graph. The module of a neighborhood is there in any case. A many-to-many link goes through the module
 * that pairs the two, if that is to be seen; then that module's own lookups are not drawn beside it.
 */
export function visibleGraph(graph: OrganizationGraph, filter: DiagramFilter): VisibleGraph {
  const center = filter.neighborhood?.module;
  const shown = new Set(
    graph.nodes.filter((each) => filter.groups.has(each.group) || each.apiName === center).map((each) => each.apiName),
  );
  const edges = edgesAmong(shown, graph.edges, filter.showsSystemLinks);
  const near = filter.neighborhood && withinReach(filter.neighborhood, edges);
  const linked = new Set(edges.flatMap((each) => [each.from, each.to]));
  const nodes = graph.nodes.filter((each) => {
    if (near) return near.has(each.apiName);
    // People, and what cannot be read, are there for the links to them.
    return shown.has(each.apiName) && (each.isReadable || linked.has(each.apiName));
  });
  const isThere = new Set(nodes.map((each) => each.apiName));
  return { nodes, edges: edges.filter((each) => isThere.has(each.from) && isThere.has(each.to)) };
}

/** Modules whose label or API name contains the text, whatever the case. None for an empty text. */
export function matchesOf(nodes: readonly GraphNode[], typed: string): readonly GraphNode[] {
  const text = typed.trim().toLowerCase();
  if (text === '') return [];
  return nodes.filter((each) => each.label.toLowerCase().includes(text) || each.apiName.toLowerCase().includes(text));
}

function edgesAmong(
  shown: ReadonlySet<string>,
  edges: readonly GraphEdge[],
  showsSystemLinks: boolean,
): readonly VisibleEdge[] {
  const among = edges.filter(
    (each) => shown.has(each.from) && shown.has(each.to) && (showsSystemLinks || !each.isSystem),
  );
  const paired = new Set<string>();
  const visible = among.flatMap((edge): readonly VisibleEdge[] => {
    const { kind, from, to, fields, via } = edge;
    if (via === undefined || !shown.has(via)) return [{ kind, from, to, fields }];
    paired.add(`${via} ${from}`).add(`${via} ${to}`);
    return [
      { kind, from, to: via, fields },
      { kind, from: via, to, fields },
    ];
  });
  return visible.filter((each) => each.kind !== 'lookup' || !paired.has(`${each.from} ${each.to}`));
}

function withinReach({ module, depth }: Neighborhood, edges: readonly VisibleEdge[]): ReadonlySet<string> {
  const reached = new Set([module]);
  for (let step = 0; step < depth; step += 1) {
    const before = new Set(reached);
    for (const { from, to } of edges) {
      if (before.has(from)) reached.add(to);
      if (before.has(to)) reached.add(from);
    }
  }
  return reached;
}
