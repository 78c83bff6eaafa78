import type { ChildProcess, ChildProcessByStdio } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { ForeseenError } from '../errors.ts';

/** A running program that ends with the harness, even when the harness is killed. */
export interface GuardedProcess {
  /** The newest output, both streams, at most a million characters: for messages. */
  recentOutput(): string;
  /** Settles with the exit code when the program has ended; 1 if a signal ended it. */
  readonly ended: Promise<number>;
  /** The first line of output that `matches` accepts. Throws ForeseenError when the program ends before it, or after the limit. */
  firstLine(matches: (line: string) => boolean, limitMs: number): Promise<string>;
  /** Ends the program with all that it started, and waits for that. May be called again. */
  stop(): Promise<void>;
}

export interface GuardedOptions {
  /** What it is called in messages. */
  readonly name: string;
  readonly cwd?: string;
  /** Added to this process's environment; undefined takes a variable away. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Where all output is kept as well. */
  readonly logFile?: string;
  /** Called with each complete line of output. */
  readonly onLine?: (line: string) => void;
}

const mostOutput = 1_000_000;

/** Starts a program under `guard.ts`. Never throws: a program that cannot be started is one that ended. */
export function startGuarded(command: string, args: readonly string[], options: GuardedOptions): GuardedProcess {
  const guard = fileURLToPath(new URL('guard.ts', import.meta.url));
  const child = spawn(process.execPath, [guard, command, ...args], {
    ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
    env: { ...process.env, ...options.env },
    stdio: ['pipe', 'pipe', 'pipe'],
    // A process group of its own: Ctrl-C in the terminal reaches the harness only, which then ends things in order.
    detached: true,
    windowsHide: true,
  });
  const lineListeners = new Set<(line: string) => void>(options.onLine ? [options.onLine] : []);
  const recentOutput = collectOutput(child, options.logFile, lineListeners);
  const ended = endOf(child);
  return {
    recentOutput,
    ended,
    async firstLine(matches, limitMs) {
      const { promise, resolve, reject } = Promise.withResolvers<string>();
      const listen = (line: string): void => {
        if (matches(line)) resolve(line);
      };
      lineListeners.add(listen);
      const timer = setTimeout(() => {
        reject(new ForeseenError(`${options.name} was not ready within ${limitMs / 1000} s.\n${recentOutput()}`));
      }, limitMs);
      void ended.then((code) => {
        reject(new ForeseenError(`${options.name} ended early, with exit code ${code}.\n${recentOutput()}`));
      });
      return promise.finally(() => {
        clearTimeout(timer);
        lineListeners.delete(listen);
      });
    },
    async stop() {
      child.stdin.end();
      await ended;
    },
  };
}

/** The exit code, once the output is complete; a program that left the group may hold the streams open, so not for long. */
async function endOf(child: ChildProcess): Promise<number> {
  const closed = once(child, 'close');
  const [code] = (await once(child, 'exit')) as [number | null];
  await Promise.race([closed, delay(1000, undefined, { ref: false })]);
  return code ?? 1;
}

function collectOutput(
  child: ChildProcessByStdio<Writable, Readable, Readable>,
  logFile: string | undefined,
  lineListeners: ReadonlySet<(line: string) => void>,
): () => string {
  let recent = '';
  if (logFile !== undefined) mkdirSync(path.dirname(logFile), { recursive: true });
  const log = logFile === undefined ? undefined : createWriteStream(logFile, { flags: 'a' });
  for (const stream of [child.stdout, child.stderr]) {
    let unfinishedLine = '';
    stream.setEncoding('utf8').on('data', (text: string) => {
      recent = (recent + text).slice(-mostOutput);
      log?.write(text);
      const lines = (unfinishedLine + text).split(/\r?\n/);
      unfinishedLine = lines.pop() ?? '';
      for (const line of lines) for (const listener of lineListeners) listener(line);
    });
  }
  child.on('close', () => log?.end());
  // The guard may be gone when its input is ended.
  child.stdin.on('error', () => undefined);
  return () => recent;
}
