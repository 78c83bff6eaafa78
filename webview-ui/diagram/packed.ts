import type { Layout, Point } from './layout.ts';

const gap = 32;
const margin = 24;
/** Width to height of the whole: that of an editor beside a side bar. */
const aspect = 1.6;

/** Puts parts in rows from left to right, the first ones first, to something of the shape of a window. */
export function packed(parts: readonly Layout[]): Layout {
  const area = parts.reduce((sum, part) => sum + (part.width + gap) * (part.height + gap), 0);
  const widest = Math.max(0, ...parts.map((part) => part.width));
  const rowWidth = Math.max(widest, Math.sqrt(area * aspect));
  const whole = { width: 0, height: 0, nodes: [] as Layout['nodes'][number][], edges: [] as Layout['edges'][number][] };
  let [x, y, rowHeight] = [0, 0, 0];
  for (const part of parts) {
    if (x > 0 && x + part.width > rowWidth) [x, y, rowHeight] = [0, y + rowHeight + gap, 0];
    const moved = movedBy(part, { x: x + margin, y: y + margin });
    whole.nodes.push(...moved.nodes);
    whole.edges.push(...moved.edges);
    whole.width = Math.max(whole.width, x + part.width);
    x += part.width + gap;
    rowHeight = Math.max(rowHeight, part.height);
  }
  return { ...whole, width: whole.width + 2 * margin, height: y + rowHeight + 2 * margin };
}

function movedBy({ nodes, edges, ...rest }: Layout, by: Point): Layout {
  const moved = ({ x, y }: Point): Point => ({ x: x + by.x, y: y + by.y });
  return {
    ...rest,
    nodes: nodes.map((each) => ({ ...each, ...moved(each) })),
    edges: edges.map((each) => ({ ...each, points: each.points.map(moved), label: each.label && moved(each.label) })),
  };
}
