// `npm run check`: types, lint and format. Also the first suite of `npm test`.
import { existsSync } from 'node:fs';
import path from 'node:path';

import { startGuarded } from './programs/guardedProcess.ts';
import { onEnd } from './programs/onEnd.ts';
import { harnessFolder, rootFolder } from './paths.ts';
import type { SuiteResult } from './testing/results.ts';
import { addUp, nothingRan } from './testing/results.ts';
import { complain, say, secondsSince } from './say.ts';

interface Check {
  readonly name: string;
  /** Script below node_modules. */
  readonly script: string;
  readonly words: readonly string[];
}

/** Runs each check of this checkout; each counts as one test. Two at a time: they keep a core busy each. */
export async function runStaticChecks(): Promise<SuiteResult> {
  const waiting = findChecks();
  const results: SuiteResult[] = [];
  const lane = async (): Promise<void> => {
    for (let check = waiting.shift(); check !== undefined; check = waiting.shift()) results.push(await runCheck(check));
  };
  await Promise.all([lane(), lane()]);
  return addUp(results);
}

/** The slowest first, so that the two lanes end together. */
function findChecks(): Check[] {
  const cache = ['--cache', '--cache-location', path.join(harnessFolder, 'prettier-cache')];
  const checks: Check[] = [
    { name: 'lint (eslint)', script: 'eslint/bin/eslint.js', words: ['.', '--max-warnings=0'] },
    { name: 'types (tsc)', script: 'typescript/bin/tsc', words: ['-p', '.'] },
    {
      name: 'format (prettier)',
      script: 'prettier/bin/prettier.cjs',
      words: ['--check', '--log-level=warn', '.', ...cache],
    },
  ];
  if (existsSync(path.join(rootFolder, 'webview-ui', 'tsconfig.json'))) {
    checks.push({ name: 'types of the webviews (tsc)', script: 'typescript/bin/tsc', words: ['-p', 'webview-ui'] });
  }
  return checks;
}

async function runCheck({ name, script, words }: Check): Promise<SuiteResult> {
  const startedAtMs = performance.now();
  const program = path.join(rootFolder, 'node_modules', script);
  const check = startGuarded(process.execPath, [program, ...words], { name, cwd: rootFolder });
  const passed = (await check.ended) === 0;
  say(`  ${name}: ${passed ? 'passed' : 'FAILED'} (${secondsSince(startedAtMs)})`);
  if (passed) return { ...nothingRan, passed: 1 };
  return { ...nothingRan, failures: [{ title: name, error: check.recentOutput().trim() }] };
}

if (import.meta.main) {
  onEnd(() => Promise.resolve(), 1);
  const { failures } = await runStaticChecks();
  for (const { title, error } of failures) complain(`\n${title}\n${error}`);
  process.exitCode = failures.length === 0 ? 0 : 1;
}
