import { parseArgs } from 'node:util';

import { InputError } from '../core/errors.ts';

export const commandNames = ['run', 'plan', 'verify', 'connections', 'query', 'sample-org'] as const;
export type CommandName = (typeof commandNames)[number];

export interface CommandLine {
  readonly command: CommandName;
  /** What stands without a name: a file, a query. */
  readonly words: readonly string[];
  readonly isJson: boolean;
  readonly isVerbose: boolean;
  readonly connections: string | undefined;
  readonly connection: string | undefined;
  readonly format: 'csv' | 'json' | 'jsonl';
  /** All that stands after the command, for one that reads it by itself. */
  readonly rest: readonly string[];
}

/** `help`: of a command, or of all. Throws InputError; a secret that was given is not repeated in it. */
export function parseCommandLine(args: readonly string[]): CommandLine | { readonly help: CommandName | undefined } {
  refuseSecrets(args);
  const [first, ...rest] = args;
  const command = commandNames.find((each) => each === first);
  if (first === undefined || first === 'help' || first === '--help' || first === '-h') {
    return { help: commandNames.find((each) => each === rest[0]) };
  }
  if (!command) {
    throw new InputError(`There is no command "${first}". Known: ${commandNames.join(', ')}. See zoho-crm --help.`);
  }
  if (rest.includes('--help') || rest.includes('-h')) return { help: command };
  const none = { words: [], isJson: false, isVerbose: false, connections: undefined, connection: undefined };
  if (command === 'sample-org') return { command, ...none, format: 'csv', rest };
  return { command, ...parseWords(command, rest), rest };
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

function parseWords(command: CommandName, args: readonly string[]): Omit<CommandLine, 'command' | 'rest'> {
  const common = { json: flag, verbose: flag, connections: text };
  const options = command === 'query' ? { ...common, connection: text, format: text } : common;
  const { values, positionals } = parse(command, args, options);
  const wanted = { run: 1, plan: 1, verify: 1, query: 1, connections: 0, 'sample-org': 0 }[command];
  if (positionals.length !== wanted) {
    const what =
      command === 'query' ? "one query in quotes: zoho-crm query 'select …'" : `one job file: zoho-crm ${command} FILE`;
    throw usageError(command, wanted === 0 ? `${command} takes no file.` : `${command} takes ${what}`);
  }
  const format = (['csv', 'json', 'jsonl'] as const).find((each) => each === (values['format'] ?? 'csv'));
  if (!format) throw usageError(command, `--format takes csv, json or jsonl, not "${String(values['format'])}".`);
  return {
    ...{ words: positionals, format },
    isJson: values['json'] === true,
    isVerbose: values['verbose'] === true,
    connections: textOf(values['connections']),
    connection: textOf(values['connection']),
  };
}

function parse(
  command: CommandName,
  args: readonly string[],
  options: Readonly<Record<string, { readonly type: 'string' | 'boolean' }>>,
): { readonly values: Readonly<Record<string, unknown>>; readonly positionals: readonly string[] } {
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true, strict: true });
  } catch (error) {
    throw usageError(command, error instanceof Error ? error.message : String(error));
  }
}

function usageError(command: CommandName, message: string): InputError {
  return new InputError(`${message}\nSee zoho-crm ${command} --help.`);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

const secretOption = /^--?[\w-]*(?:secret|token|password|passwd|passphrase|credential)[\w-]*/i;
const secretValue = /1\d{3}\.[0-9a-f]{20,}\.[0-9a-f]{20,}|:\/\/[^/\s:@]*:[^/\s@]+@/i;
/** Of the sample organization: seconds. */
const harmless = /^--token-lifetime(?:=|$)/;

function refuseSecrets(args: readonly string[]): void {
  const index = args.findIndex((arg) => secretValue.test(arg) || (secretOption.test(arg) && !harmless.test(arg)));
  if (index < 0) return;
  const option = secretOption.exec(args[index] ?? '')?.[0];
  const what = option === undefined ? `Argument ${index + 1} looks like a secret.` : `${option} is not taken.`;
  throw new InputError(
    `${what} Secrets are never taken from arguments: other users of this computer can see them, and shells remember ` +
      'them. Put them into variables of the environment, or into a file: zoho-crm connections --help says how. ' +
      'If it was a real one, revoke it.',
  );
}
