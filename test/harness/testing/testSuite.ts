import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import type { GuardedProcess } from '../programs/guardedProcess.ts';
import { startGuarded } from '../programs/guardedProcess.ts';
import { rootFolder } from '../paths.ts';
import type { SuiteResult } from './results.ts';
import { parseResults } from './results.ts';
import type { EditorHost } from '../starting/startOptions.ts';
import type { SuiteName } from './testOptions.ts';

/** What a suite gets to work with. */
export interface SuiteContext {
  readonly name: SuiteName;
  /** A fresh folder for its state; its path is short enough for sockets. Removed afterwards. */
  readonly folder: string;
  /** Where its results are written. */
  readonly resultsFile: string;
  /** Where the output of its programs is kept. */
  readonly logFile: string;
  readonly grep: string | undefined;
  readonly host: EditorHost | undefined;
}

export interface NodeSuite {
  /** Glob patterns of test files, from the checkout's folder. */
  readonly files: readonly string[];
  /** Limit for one test, in milliseconds. */
  readonly testLimitMs: number;
  /** Limit for all of them. */
  readonly limitMs: number;
}

/** Runs test files in a Node.js process of their own; undefined when there are none. */
export async function runNodeSuite(suite: NodeSuite, context: SuiteContext): Promise<SuiteResult | undefined> {
  const files = globSync(suite.files, { cwd: rootFolder }).sort();
  if (files.length === 0) return undefined;
  const runner = fileURLToPath(new URL('runInNode.ts', import.meta.url));
  const words = [runner, context.resultsFile, String(suite.testLimitMs), context.grep ?? '', ...files];
  const tests = startGuarded(process.execPath, words, {
    name: context.name,
    cwd: rootFolder,
    env: { TMPDIR: context.folder },
    logFile: context.logFile,
  });
  const howItEnded = await endWithin(tests, suite.limitMs);
  return readResults(context, `${howItEnded}\n${tests.recentOutput()}`);
}

/** Waits for a program, at most so long; then it is ended. Answers, for people, how it ended. */
export async function endWithin(program: GuardedProcess, limitMs: number): Promise<string> {
  const timer = new AbortController();
  const late = delay(limitMs, 'late' as const, { signal: timer.signal });
  late.catch(() => undefined);
  const first = await Promise.race([program.ended, late]);
  timer.abort();
  await program.stop();
  return first === 'late' ? `It was ended after ${limitMs / 1000} s.` : `It ended with exit code ${first}.`;
}

/** Reads what the suite's reporter wrote; `howItEnded` explains a suite that was cut off. */
export async function readResults(context: SuiteContext, howItEnded: string): Promise<SuiteResult> {
  const text = await readFile(context.resultsFile, 'utf8').catch(() => '');
  const log = path.relative(rootFolder, context.logFile);
  return parseResults(text, context.name, `${howItEnded.trim()}\nIts whole output is in ${log}.`);
}
