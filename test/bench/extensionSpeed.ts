import { mkdir, mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

import { distFolder, logFolder } from '../harness/paths.ts';
import { runEditorSuites } from '../harness/testing/editorSuites.ts';
import { activationTimesFile } from '../editor/activationTimes.ts';
import type { ActivationTimes } from '../editor/activationTimes.ts';
import type { BenchRow } from './table.ts';
import { spreadText, withinMs } from './table.ts';

const mostBytes = 150_000;
const mostMs = 10;
const mostPackedBytes = 1_000_000;

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
    return [...timeRows(times), await sizeRow(), await packedRow()];
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function timeRows({ loadMs, activateMs }: ActivationTimes): readonly BenchRow[] {
  const both = loadMs.map((load, index) => load + (activateMs[index] ?? 0));
  return [
    withinMs('activation', 'loading and activating the extension', both, { limitMs: mostMs }),
    { name: 'activation-loading', what: '  of which loading', value: spreadText(loadMs, 'ms') },
    { name: 'activation-activating', what: '  of which activating', value: spreadText(activateMs, 'ms') },
  ];
}

async function sizeRow(): Promise<BenchRow> {
  const { size } = await stat(path.join(distFolder, 'extension.cjs'));
  return within('main-file-size', 'file that is loaded at start', size, mostBytes);
}

/** Every program of the extension, drivers of databases and the sample organization included. */
async function packedRow(): Promise<BenchRow> {
  const names = await readdir(distFolder, { recursive: true });
  const programs = names.filter((name) => /\.c?js$/.test(name));
  const sizes = await Promise.all(
    programs.map(async (name) => gzipSync(await readFile(path.join(distFolder, name))).length),
  );
  const sum = sizes.reduce((all, size) => all + size, 0);
  return within('package-size', `all ${programs.length} programs, compressed`, sum, mostPackedBytes);
}

function within(name: string, what: string, bytes: number, most: number): BenchRow {
  const value = `${(bytes / 1000).toFixed(0)} kB, at most ${most / 1000} kB`;
  return { name, what, value, ratio: { all: [bytes / most], target: 1, better: 'lower' } };
}
