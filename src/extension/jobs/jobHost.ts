import type { MetadataCache } from '../../core/metadata/metadataCache.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { JobContext } from '../../core/model/run.ts';
import type { Engine } from '../engine.ts';
import { errorFrom, outcomeOf } from './outcome.ts';
import type { HostCalls, OpenableDatabase } from './threadCalls.ts';

/** What jobs in the thread need of the editor's own thread. */
export interface JobHostParts {
  readonly engine: () => Promise<Pick<Engine, 'tokens' | 'apiOriginOf' | 'network'>>;
  readonly metadata: Pick<MetadataCache, 'open' | 'modules' | 'details'>;
  /** A connection to a database by its name. InputError where there is none. */
  readonly database: (name: string, signal: AbortSignal) => Promise<OpenableDatabase>;
  /** Hears of a connection that no longer lets us in, and of a module whose records the CRM refused. */
  readonly noteFailure: (connection: Connection, error: unknown) => void;
  readonly noteRefusal: (connection: Connection, module: string, error: unknown) => Promise<void>;
}

/** Of work of any kind: planning reports no progress. */
export type WorkContext = Pick<JobContext, 'signal' | 'log'> & Partial<Pick<JobContext, 'report'>>;

/** What a piece of work in the thread may ask for, for this connection and no other. */
export function hostCalls(
  { engine, metadata, database, noteFailure, noteRefusal }: JobHostParts,
  connection: Connection,
  { signal, log, report }: WorkContext,
): HostCalls {
  return {
    token: () =>
      outcomeOf(async () => {
        const { tokens } = await engine();
        return tokens.tokenFor(connection, signal).catch((error: unknown) => {
          noteFailure(connection, error);
          throw error;
        });
      }),
    rejectToken: (refused) =>
      outcomeOf(async () => {
        (await engine()).tokens.reject(connection.id, refused);
      }),
    apiOrigin: () => outcomeOf(async () => (await engine()).apiOriginOf(connection, signal)),
    modules: () => outcomeOf(async () => (await metadata.modules(connection, signal)).value),
    fields: (module) => outcomeOf(async () => (await metadata.details(connection, module, signal)).value.fields),
    database: (name) => outcomeOf(() => database(name, signal)),
    refused: (module, error) => {
      void noteRefusal(connection, module, errorFrom(error));
    },
    report: (progress) => {
      report?.(progress);
    },
    log: (level, message) => {
      log[level](message);
    },
  };
}
