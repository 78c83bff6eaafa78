import type { PlacedNode } from './layout.ts';

export type Direction = 'ArrowLeft' | 'ArrowRight' | 'ArrowUp' | 'ArrowDown';

/** The module that an arrow key leads to: the nearest one that lies more in that direction than beside it. */
export function neighborOf(node: PlacedNode, nodes: readonly PlacedNode[], key: Direction): PlacedNode | undefined {
  const isSideways = key === 'ArrowLeft' || key === 'ArrowRight';
  const sign = key === 'ArrowRight' || key === 'ArrowDown' ? 1 : -1;
  let best: { readonly node: PlacedNode; readonly cost: number } | undefined;
  for (const other of nodes) {
    const [dx, dy] = [other.x - node.x, other.y - node.y];
    const [along, beside] = isSideways ? [dx * sign, Math.abs(dy)] : [dy * sign, Math.abs(dx)];
    // Modules of one column are of different widths, so that their middles are not quite below each other.
    if (other === node || along <= 1 || beside > along * 3) continue;
    const cost = along + 2 * beside;
    if (!best || cost < best.cost) best = { node: other, cost };
  }
  return best?.node;
}

export function isDirection(key: string): key is Direction {
  return key === 'ArrowLeft' || key === 'ArrowRight' || key === 'ArrowUp' || key === 'ArrowDown';
}
