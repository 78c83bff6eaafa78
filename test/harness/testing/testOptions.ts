import { parseArgs } from 'node:util';

import { ForeseenError } from '../errors.ts';
import type { EditorHost } from '../starting/startOptions.ts';
import { parseHost } from '../starting/startOptions.ts';

/** The suites of `npm test`, in the order in which they run. */
export const suiteNames = ['checks', 'unit', 'conformance', 'soak', 'package', 'editor', 'journeys'] as const;
export type SuiteName = (typeof suiteNames)[number];

export interface TestOptions {
  readonly only: readonly SuiteName[];
  /** Regular expression for full titles of tests. */
  readonly grep: string | undefined;
  /** Where the editor suites run; undefined = in a desktop VS Code where there is one. */
  readonly host: EditorHost | undefined;
}

/** What `npm test -- --help` prints. */
export const testUsage = `Usage: npm test -- [options]

  --only=NAME,…           only these suites: ${suiteNames.join(', ')}
  --grep=EXPRESSION       only tests whose title matches this regular expression (checks take no part)
  --host=desktop|server   where the editor suites run (default: a desktop VS Code if there is one)
  --help                  print this text
`;

/** Reads the command line of `npm test`. Throws ForeseenError. */
export function parseTestOptions(words: readonly string[]): TestOptions | 'help' {
  const values = parseWords(words);
  if (values.help === true) return 'help';
  if (values.grep !== undefined) assertExpression(values.grep);
  const chosen = values.only === undefined ? suiteNames : parseOnly(values.only);
  return {
    only: suiteNames.filter((name) => chosen.includes(name) && !(name === 'checks' && values.grep !== undefined)),
    grep: values.grep,
    host: parseHost(values.host),
  };
}

function parseOnly(text: string): SuiteName[] {
  return text.split(',').map((word) => {
    const found = suiteNames.find((name) => name === word.trim());
    if (found === undefined) throw new ForeseenError(`--only takes some of ${suiteNames.join(', ')}, not "${word}".`);
    return found;
  });
}

function assertExpression(text: string): void {
  try {
    new RegExp(text);
  } catch (error) {
    throw new ForeseenError(`--grep takes a regular expression: ${error instanceof Error ? error.message : text}`);
  }
}

function parseWords(words: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...words],
      options: { only: text, grep: text, host: text, help: { type: 'boolean' } },
    }).values;
  } catch (error) {
    throw new ForeseenError(`${error instanceof Error ? error.message : String(error)}\n\n${testUsage}`);
  }
}
