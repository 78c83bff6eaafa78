import { mkdir, mkdtemp, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { distFolder, logFolder } from '../harness/paths.ts';
import { runEditorSuites } from '../harness/testing/editorSuites.ts';
import { activationTimesFile } from '../editor/activationTimes.ts';
import type { ActivationTimes } from '../editor/activationTimes.ts';
import type { BenchRow } from './table.ts';
import { median, spreadText } from './table.ts';

const mostBytes = 150_000;
const mostMs = 10;

/** Size of the main file, and how long an extension host takes to load and to activate it. */
export async function benchExtension(): Promise<readonly BenchRow[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'zcb-'));
  try {
    await mkdir(logFolder, { recursive: true });
    const resultsFile = path.join(folder, 'results.jsonl');
    const logFile = path.join(logFolder, 'bench.log');
    const context = { name: 'editor', folder, resultsFile, logFile, grep: 'activated again', host: undefined } as const;
    const { failures } = await runEditorSuites(context);
    if (failures[0]) throw new Error(failures[0].error);
    const times = JSON.parse(await readFile(activationTimesFile(resultsFile), 'utf8')) as ActivationTimes;
    return [...timeRows(times), await sizeRow()];
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function timeRows({ loadMs, activateMs }: ActivationTimes): readonly BenchRow[] {
  const both = loadMs.map((load, index) => load + (activateMs[index] ?? 0));
  const target = { target: `≤ ${mostMs} ms`, isMet: median(both) <= mostMs };
  return [
    { what: 'loading and activating the extension', value: spreadText(both, 'ms'), ...target },
    { what: '  of which loading', value: spreadText(loadMs, 'ms') },
    { what: '  of which activating', value: spreadText(activateMs, 'ms') },
  ];
}

async function sizeRow(): Promise<BenchRow> {
  const { size } = await stat(path.join(distFolder, 'extension.cjs'));
  return {
    what: 'main file',
    value: `${(size / 1000).toFixed(1)} kB`,
    target: `< ${mostBytes / 1000} kB`,
    isMet: size < mostBytes,
  };
}
