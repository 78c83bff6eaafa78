import { parseArgs } from 'node:util';

import { ForeseenError } from '../errors.ts';

export type EditorHost = 'desktop' | 'server';

export interface StartOptions {
  /** Undefined = desktop where there is one. */
  readonly host: EditorHost | undefined;
  /** TCP port of the editor in the browser; undefined = the one of last time. */
  readonly port: number | undefined;
}

/** What `npm start -- --help` prints. */
export const startUsage = `Usage: npm start -- [options]

Opens the extension in VS Code, with a sample organization to connect to. Everything stays on this machine.

  --host=desktop|server   a desktop VS Code, or code-server in your browser (default: desktop if there is one)
  --port=N                port of code-server (default 4300, or what the last start used)
  --help                  print this text
`;

/** Reads the command line of `npm start`. Throws ForeseenError. */
export function parseStartOptions(words: readonly string[]): StartOptions | 'help' {
  const values = parseWords(words);
  if (values.help === true) return 'help';
  return { host: parseHost(values.host), port: parsePort(values.port) };
}

/** Reads `--host`. Throws ForeseenError. */
export function parseHost(text: string | undefined): EditorHost | undefined {
  if (text === undefined || text === 'desktop' || text === 'server') return text;
  throw new ForeseenError(`--host takes desktop or server, not "${text}".`);
}

function parsePort(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw new ForeseenError(`--port takes a number from 1 to 65535, not "${text}".`);
  return port;
}

function parseWords(words: readonly string[]): { host?: string; port?: string; help?: boolean } {
  try {
    return parseArgs({
      args: [...words],
      options: { host: { type: 'string' }, port: { type: 'string' }, help: { type: 'boolean' } },
    }).values;
  } catch (error) {
    throw new ForeseenError(`${error instanceof Error ? error.message : String(error)}\n\n${startUsage}`);
  }
}
