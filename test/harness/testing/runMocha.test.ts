import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

import { startGuarded } from '../programs/guardedProcess.ts';
import type { SuiteResult } from './results.ts';
import { parseResults } from './results.ts';

const runner = fileURLToPath(new URL('runInNode.ts', import.meta.url));

describe('running test files in a process of their own', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'run-mocha-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('reports each test, and fails when one fails', async () => {
    const { result, exitCode } = await run(`
      describe('sums', () => {
        it('pass', () => undefined);
        it('fail', () => { throw new Error('one and one'); });
        it.skip('wait', () => undefined);
      });`);
    assert.equal(exitCode, 1);
    assert.equal(result.passed, 1);
    assert.equal(result.skipped, 1);
    const [failure] = result.failures;
    assert.equal(failure?.title, 'sums fail');
    assert.match(failure.error, /one and one\n +at /);
  });

  it('reports a failed hook', async () => {
    const { result } = await run(`
      describe('sums', () => { before(() => { throw new Error('no'); }); it('pass', () => undefined); });`);
    assert.match(result.failures[0]?.title ?? '', /"before all" hook/);
  });

  it('reports a file that cannot be loaded', async () => {
    const { result, exitCode } = await run(`import './not-there.ts';`);
    assert.equal(exitCode, 1);
    assert.match(result.failures[0]?.error ?? '', /not-there/);
  });

  it('runs only the tests whose title matches', async () => {
    const { result, exitCode } = await run(
      `it('a 1', () => undefined); it('b 2', () => { throw new Error(); });`,
      '^a \\d$',
    );
    assert.deepEqual(result, { passed: 1, skipped: 0, skippedTitles: [], failures: [] });
    assert.equal(exitCode, 0);
  });

  it('ends although a test left something open', async () => {
    const { exitCode } = await run(`it('pass', () => { setInterval(() => undefined, 1000); });`);
    assert.equal(exitCode, 0);
  });

  it('tells of a process that ended in the middle', async () => {
    const { result } = await run(
      `it('pass', () => undefined); it('die', () => { process.kill(process.pid, 'SIGKILL'); });`,
    );
    assert.equal(result.passed, 1);
    assert.match(result.failures[0]?.title ?? '', /ended before its last test/);
  });

  async function run(source: string, grep = ''): Promise<{ result: SuiteResult; exitCode: number }> {
    const file = path.join(folder, 'some.test.ts');
    const resultsFile = path.join(folder, 'results');
    await writeFile(file, source);
    const exitCode = await startGuarded(process.execPath, [runner, resultsFile, '5000', grep, file], { name: 'it' })
      .ended;
    return { result: parseResults(await readFile(resultsFile, 'utf8'), 'it', ''), exitCode };
  }
});
