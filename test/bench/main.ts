// `npm run bench`: how fast the product is, against what is possible and against others, as ratios of pairs that are
// measured side by side in one run: compare those, and not figures of different machines. Prints a table, and ends with
// exit code 1 when a target is missed.
import { parseArgs } from 'node:util';

import { describeError } from '../harness/errors.ts';
import { onEnd } from '../harness/programs/onEnd.ts';
import { complain, say } from '../harness/say.ts';
import type { Bench } from './bench.ts';
import { benches } from './benches.ts';
import type { BenchRow } from './table.ts';
import { benchJson, benchTable, isMet } from './table.ts';

const usage = `Usage: npm run bench -- [options] [word]

  --list        names of all that can be measured
  --only NAME   one of them
  --json        one object a line for each ratio that has a target, instead of the table
  --long        1,000,000 records as well, where 200,000 tell less
  --records N   so many records where it can be chosen, to try a measurement out
  word          those of which the name, or the name of the group, contains it`;

const { values, positionals } = parseArgs({
  options: {
    list: { type: 'boolean', default: false },
    only: { type: 'string' },
    json: { type: 'boolean', default: false },
    long: { type: 'boolean', default: false },
    records: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
  allowPositionals: true,
});
const [word = ''] = positionals;
const records = values.records === undefined ? undefined : Number(values.records);

onEnd(() => Promise.resolve(), 1);
if (values.help) say(usage);
else if (records !== undefined && !(Number.isInteger(records) && records > 0)) {
  complain(`--records takes a whole number above 0, not "${values.records ?? ''}".`);
  process.exitCode = 2;
} else if (values.list) for (const { rows } of benches) for (const row of rows) process.stdout.write(`${row}\n`);
else await runBenches();

async function runBenches(): Promise<void> {
  const chosen = benches.filter((bench) => bench.rows.some((row) => isWanted(bench, row)));
  if (chosen.length === 0) {
    complain(`There is nothing of that name to measure. \`npm run bench -- --list\` names all.`);
    process.exitCode = 2;
    return;
  }
  const rows: BenchRow[] = [];
  for (const bench of chosen) rows.push(...(await measure(bench)));
  if (!values.json) process.stdout.write(`\n${benchTable(rows)}\n`);
  if (!rows.every(isMet)) process.exitCode = 1;
}

async function measure(bench: Bench): Promise<readonly BenchRow[]> {
  complain(`Measuring ${bench.name} …`);
  try {
    const wants = (row: string): boolean => isWanted(bench, row);
    const all = await bench.run({ wants, isLong: values.long, records });
    const stranger = all.find(({ name }) => !bench.rows.includes(name));
    if (stranger) throw new Error(`${stranger.name} is not in the list of rows.`);
    const rows = all.filter(({ name }) => wants(name));
    if (values.json) for (const line of rows.map(benchJson)) if (line !== undefined) process.stdout.write(`${line}\n`);
    return rows;
  } catch (error) {
    complain(`${bench.name}: ${describeError(error)}`);
    process.exitCode = 1;
    return [];
  }
}

function isWanted(bench: Bench, row: string): boolean {
  return values.only === undefined ? `${bench.name} ${row}`.includes(word) : row === values.only;
}
