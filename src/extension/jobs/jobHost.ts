import type { MetadataCache } from '../../core/metadata/metadataCache.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { JobContext } from '../../core/model/run.ts';
import type { Engine } from '../engine.ts';
import { outcomeOf } from './outcome.ts';
import type { HostCalls, OpenableDatabase } from './threadCalls.ts';

/** What jobs in the thread need of the editor's own thread. */
export interface JobHostParts {
  readonly engine: () => Promise<Pick<Engine, 'tokens' | 'apiOriginOf' | 'network'>>;
  readonly metadata: Pick<MetadataCache, 'open' | 'modules' | 'details'>;
  /** A connection to a database by its name. InputError where there is none. */
  readonly database: (name: string, signal: AbortSignal) => Promise<OpenableDatabase>;
}

/** Of work of any kind: planning reports no progress. */
export type WorkContext = Pick<JobContext, 'signal' | 'log'> & Partial<Pick<JobContext, 'report'>>;

/** What a piece of work in the thread may ask for, for this connection and no other. */
export function hostCalls(
  { engine, metadata, database }: JobHostParts,
  connection: Connection,
  { signal, log, report }: WorkContext,
): HostCalls {
  return {
    token: () => outcomeOf(async () => (await engine()).tokens.tokenFor(connection, signal)),
    rejectToken: (refused) =>
      outcomeOf(async () => {
        (await engine()).tokens.reject(connection.id, refused);
      }),
    apiOrigin: () => outcomeOf(async () => (await engine()).apiOriginOf(connection, signal)),
    modules: () => outcomeOf(async () => (await metadata.modules(connection, signal)).value),
    fields: (module) => outcomeOf(async () => (await metadata.details(connection, module, signal)).value.fields),
    database: (name) => outcomeOf(() => database(name, signal)),
    report: (progress) => {
      report?.(progress);
    },
    log: (level, message) => {
      log[level](message);
    },
  };
}
