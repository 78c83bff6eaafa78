// `npm test`: everything that can be checked on this machine. The last line counts what passed, failed and was skipped.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { stripVTControlCharacters } from 'node:util';

import { isBuildMachine } from './buildMachine.ts';
import { CannotRunError, ForeseenError, describeError } from './errors.ts';
import { onEnd } from './programs/onEnd.ts';
import { logFolder } from './paths.ts';
import type { SuiteResult } from './testing/results.ts';
import { addUp, countsLine, nothingRan } from './testing/results.ts';
import { complain, say, secondsSince } from './say.ts';
import { suites } from './testing/suites.ts';
import type { SuiteName, TestOptions } from './testing/testOptions.ts';
import { parseTestOptions, testUsage } from './testing/testOptions.ts';

/** What the closing lines name. */
const notRun: string[] = [];

async function runAll(options: TestOptions): Promise<SuiteResult> {
  const results: SuiteResult[] = [];
  for (const name of options.only) results.push(await runReported(name, options));
  for (const line of notRun) say(line);
  return addUp(results);
}

async function runReported(name: SuiteName, options: TestOptions): Promise<SuiteResult> {
  const startedAtMs = performance.now();
  say(`${name} …`);
  const result = await runSuite(name, options).catch((error: unknown) => resultOfError(name, error));
  for (const { title, error } of result?.failures ?? []) say(`\n✗ ${title}\n${indent(error)}\n`);
  notRun.push(...(result?.skippedTitles ?? []).map((title) => `Not run: ${title}`));
  say(
    `${name}: ${result === undefined ? 'there are no such tests' : countsLine(result)} (${secondsSince(startedAtMs)})`,
  );
  return result ?? nothingRan;
}

async function runSuite(name: SuiteName, { grep, host }: TestOptions): Promise<SuiteResult | undefined> {
  const folder = await mkdtemp(path.join(tmpdir(), 'zc-'));
  const logFile = path.join(logFolder, `${name}.log`);
  await mkdir(logFolder, { recursive: true });
  await rm(logFile, { force: true });
  try {
    return await suites[name]({ name, folder, resultsFile: path.join(folder, 'results'), logFile, grep, host });
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

function resultOfError(name: SuiteName, error: unknown): SuiteResult {
  if (!(error instanceof CannotRunError)) {
    return { ...nothingRan, failures: [{ title: `${name}: could not be started`, error: describeError(error) }] };
  }
  notRun.push(`Not run: ${name}. ${error.message}`);
  if (!isBuildMachine) return { ...nothingRan, skipped: 1 };
  return { ...nothingRan, failures: [{ title: `${name}: could not run`, error: error.message }] };
}

function indent(text: string): string {
  return stripVTControlCharacters(text).replaceAll(/^(?=.)/gm, '  ');
}

async function main(): Promise<number> {
  const options = parseTestOptions(process.argv.slice(2));
  if (options === 'help') {
    process.stdout.write(testUsage);
    return 0;
  }
  const total = await runAll(options);
  const isEmpty = total.passed + total.failures.length + total.skipped === 0;
  if (isEmpty) say('No test matches.');
  say(countsLine(total));
  return total.failures.length > 0 || isEmpty ? 1 : 0;
}

onEnd(() => Promise.resolve(), 1);
try {
  process.exitCode = await main();
} catch (error) {
  complain(describeError(error));
  process.exitCode = error instanceof ForeseenError ? 2 : 1;
}
