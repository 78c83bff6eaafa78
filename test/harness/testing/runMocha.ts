import type MochaTypes from 'mocha';
import { appendFileSync } from 'node:fs';

import type { ResultLine } from './results.ts';

export interface MochaRun {
  /** Where results go, as lines of JSON (results.ts). */
  readonly resultsFile: string;
  /** Only tests whose full title matches this regular expression. */
  readonly grep?: string | undefined;
  /** Limit for each test, in milliseconds. */
  readonly timeoutMs: number;
  /** Defines the suites: by importing their files, with mocha's functions in place. */
  load(): Promise<void>;
}

/** Runs suites in this process. Answers the number of failed tests and hooks. */
export async function runMocha(run: MochaRun): Promise<number> {
  const write = (line: ResultLine): void => {
    appendFileSync(run.resultsFile, `${JSON.stringify(line)}\n`);
  };
  // Not imported at the top: in the bundle for the editor, which is CommonJS, only this form meets mocha's default export.
  const { default: Mocha } = await import('mocha');
  const mocha = new Mocha({
    ui: 'bdd',
    timeout: run.timeoutMs,
    // A left-over "only" would leave the others out silently.
    forbidOnly: true,
    ...(run.grep === undefined ? {} : { grep: new RegExp(run.grep) }),
  });
  mocha.suite.emit('pre-require', globalThis, '', mocha);
  try {
    await run.load();
  } catch (error) {
    write({ kind: 'failed', title: 'loading the suites', error: textOf(error) });
    write({ kind: 'end' });
    return 1;
  }
  return new Promise((resolve) => {
    const runner = mocha.run((failures) => {
      write({ kind: 'end' });
      resolve(failures);
    });
    reportTo(write, runner);
  });
}

function reportTo(write: (line: ResultLine) => void, runner: MochaTypes.Runner): void {
  runner.on('pass', (test) => {
    write({ kind: 'passed', title: test.fullTitle() });
  });
  runner.on('pending', (test) => {
    write({ kind: 'skipped', title: test.fullTitle() });
  });
  runner.on('fail', (test, error: unknown) => {
    write({ kind: 'failed', title: test.fullTitle(), error: textOf(error) });
  });
}

/** Message, difference between expected and actual if the assertion has one, and stack. */
function textOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const cause = error.cause === undefined ? '' : `\nCaused by: ${textOf(error.cause)}`;
  return `${error.stack ?? error.message}${cause}`;
}
