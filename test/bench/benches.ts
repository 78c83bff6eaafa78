import type { Bench } from './bench.ts';
import { bulkBenches } from './bulkSpeed.ts';
import { benchCompletion, completionRows } from './completionSpeed.ts';
import { dateTimeBench } from './dateTimeSpeed.ts';
import { benchDiagram } from './diagramSpeed.ts';
import { benchExtension } from './extensionSpeed.ts';
import { benchJobThread } from './jobThreadSpeed.ts';
import { lanesBench } from './lanesSpeed.ts';
import { benchMetadata } from './metadataSpeed.ts';
import { pullBench } from './pullSpeed.ts';
import { benchResults } from './resultsSpeed.ts';
import { benchSampleOrg } from './sampleOrgSpeed.ts';
import { sinkBenches } from './sinkSpeed.ts';
import { threadBench } from './threadSpeed.ts';

/** All that is measured, in this order. */
export const benches: readonly Bench[] = [
  {
    name: 'the extension in an extension host',
    rows: ['activation', 'activation-loading', 'activation-activating', 'main-file-size', 'package-size'],
    run: benchExtension,
  },
  {
    name: 'cached metadata',
    rows: ['metadata-open', 'metadata-open-vs-file', 'metadata-expand', 'metadata-search'],
    run: benchMetadata,
  },
  {
    name: 'the results in a browser',
    rows: ['results-first-paint', 'results-scroll-frame', 'results-sort', 'results-find'],
    run: benchResults,
  },
  { name: 'completion of queries', rows: completionRows, run: benchCompletion },
  { name: 'a large diagram', rows: ['diagram-layout'], run: benchDiagram },
  dateTimeBench,
  ...sinkBenches,
  pullBench,
  lanesBench,
  ...bulkBenches,
  threadBench,
  { name: 'a job in its thread', rows: ['job-thread-held-up'], run: benchJobThread },
  {
    name: 'the sample organization',
    rows: ['sample-org-start', ...['list', 'query'].flatMap((word) => sampleOrgRows(`sample-org-${word}`))],
    run: benchSampleOrg,
  },
];

function sampleOrgRows(name: string): readonly string[] {
  return [`${name}-vs-bytes`, `${name}-vs-json`, name];
}
