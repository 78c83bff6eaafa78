import type { Clock, Log } from '../core/ports.ts';
import type { Output } from './output.ts';

/** What every command works with. */
export interface CliHost {
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute path of the folder in which we keep what outlives a command. */
  readonly stateFolder: string;
  readonly output: Output;
  readonly log: Log;
  readonly clock: Clock;
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal;
}
