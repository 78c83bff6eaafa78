import { performance } from 'node:perf_hooks';

import { layoutOf } from '../../webview-ui/diagram/layout.ts';
import { largeGraph } from '../webview-ui/diagram/exampleGraph.ts';
import type { BenchRow } from './table.ts';
import { withinMs } from './table.ts';

const moduleCount = 150;
/** A person who clicks waits a second without losing the thread. */
const targetMs = 1000;
const rounds = 9;

/** How long the picture of a large organization takes to be laid out; drawing it is the smaller part. */
export function benchDiagram(): Promise<readonly BenchRow[]> {
  const graph = largeGraph(moduleCount);
  const widths = { node: () => 140, label: () => 80 };
  const times = Array.from({ length: rounds }, () => {
    const startedAt = performance.now();
    layoutOf(graph, widths);
    return performance.now() - startedAt;
  });
  const what = `layout of a diagram of ${moduleCount} modules with ${graph.edges.length} links`;
  return Promise.resolve([withinMs('diagram-layout', what, times, { limitMs: targetMs, digits: 0 })]);
}
