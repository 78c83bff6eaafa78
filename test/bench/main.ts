// `npm run bench`: how fast the extension starts, and how fast the parts are that much depends on. Prints a table; exit
// code 1 when a target is missed. Measures pairs in one run: compare ratios, not figures of different machines.
// `npm run bench -- extension` runs those with the word in their name.
import { describeError } from '../harness/errors.ts';
import { onEnd } from '../harness/programs/onEnd.ts';
import { complain, say } from '../harness/say.ts';
import { benchCompletion } from './completionSpeed.ts';
import { benchDiagram } from './diagramSpeed.ts';
import { benchExtension } from './extensionSpeed.ts';
import { benchMetadata } from './metadataSpeed.ts';
import { benchResults } from './resultsSpeed.ts';
import { benchSampleOrg } from './sampleOrgSpeed.ts';
import type { BenchRow } from './table.ts';
import { benchTable } from './table.ts';

const benches: Readonly<Record<string, () => Promise<readonly BenchRow[]>>> = {
  'the extension in an extension host': benchExtension,
  'cached metadata': benchMetadata,
  'the results in a browser': benchResults,
  'completion of queries': benchCompletion,
  'a large diagram': benchDiagram,
  'the sample organization': benchSampleOrg,
};

const word = process.argv[2] ?? '';
onEnd(() => Promise.resolve(), 1);
const rows: BenchRow[] = [];
for (const [name, bench] of Object.entries(benches).filter(([each]) => each.includes(word))) {
  say(`Measuring ${name} …`);
  try {
    rows.push(...(await bench()));
  } catch (error) {
    complain(`${name}: ${describeError(error)}`);
    process.exitCode = 1;
  }
}
say(`\n${benchTable(rows)}`);
if (rows.some((each) => each.isMet === false)) process.exitCode = 1;
