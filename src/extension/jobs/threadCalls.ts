import type { MessagePort } from 'node:worker_threads';

import type { Job, ReplicateJob } from '../../core/jobs/jobFile/jobSchema.ts';
import type { JobPlan } from '../../core/jobs/planning/jobPlan.ts';
import type { PlannedTables } from '../../core/jobs/planning/plannedTables.ts';
import type { RunRequest } from '../../core/jobs/runJob.ts';
import type { ReplicaVerification } from '../../core/jobs/verifyReplica.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { DatabaseConnection } from '../../core/model/databaseConnection.ts';
import type { Field, Module } from '../../core/model/metadata.ts';
import type { NetworkSettings } from '../../core/model/network.ts';
import type { AccessToken } from '../../core/model/oauth.ts';
import type { RunProgress, RunRecord } from '../../core/model/run.ts';
import type { Channel } from '../../protocol/rpc.ts';
import type { ErrorData, Outcome } from './outcome.ts';

/** What the host and the thread in which jobs run say to each other: a channel of its own for each piece of work. */

/** What is to be done, as plain data. */
export interface JobRequest {
  readonly job: Job;
  readonly connection: Connection;
  /** Absolute path of the folder by which the relative paths of the job go. */
  readonly folder: string;
  /** As it is when the work begins. */
  readonly network: NetworkSettings;
}

export interface ThreadRun extends JobRequest {
  readonly run: Omit<RunRequest, 'job'>;
  /** Absolute path of the folder in which runs are recorded. */
  readonly runsFolder: string;
}

/** What the host asks of the thread. */
export interface ThreadCalls {
  run(request: ThreadRun): Promise<Outcome<RunRecord>>;
  plan(request: JobRequest): Promise<Outcome<JobPlan>>;
  tables(request: JobRequest & { readonly job: ReplicateJob }): Promise<Outcome<PlannedTables>>;
  verify(request: JobRequest & { readonly job: ReplicateJob }): Promise<Outcome<ReplicaVerification>>;
  /** Stops what is under way on this channel. */
  cancel(): void;
}

/** What the thread asks of the host while it works. Tokens and passwords are handed out one by one, and kept nowhere. */
export interface HostCalls {
  token(): Promise<Outcome<AccessToken>>;
  rejectToken(refused: AccessToken): Promise<Outcome<void>>;
  apiOrigin(): Promise<Outcome<string>>;
  modules(): Promise<Outcome<readonly Module[]>>;
  fields(module: string): Promise<Outcome<readonly Field[]>>;
  database(name: string): Promise<Outcome<OpenableDatabase>>;
  /** The records of a module cannot be had. */
  refused(module: string, error: ErrorData): void;
  report(progress: RunProgress): void;
  log(level: LogLevel, message: string): void;
}

export interface OpenableDatabase {
  readonly connection: DatabaseConnection;
  /** Undefined where none is kept. */
  readonly password: string | undefined;
}

export type LogLevel = 'debug' | 'info' | 'warn' | 'error';

/** One end of a channel between two threads. */
export function channelOf(port: MessagePort): Channel {
  return {
    post: (message) => {
      port.postMessage(message);
    },
    listen: (listener) => {
      port.on('message', listener);
      return () => {
        port.off('message', listener);
        port.close();
      };
    },
  };
}
