import { MessageChannel, Worker } from 'node:worker_threads';

import type { ReplicateJob } from '../../core/jobs/jobFile/jobSchema.ts';
import type { JobPlan } from '../../core/jobs/planning/jobPlan.ts';
import type { PlannedTables } from '../../core/jobs/planning/plannedTables.ts';
import type { RunRequest } from '../../core/jobs/runJob.ts';
import type { ReplicaVerification } from '../../core/jobs/verifyReplica.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { JobContext, RunRecord } from '../../core/model/run.ts';
import type { Asynchronous } from '../../protocol/rpc.ts';
import { connectRpc } from '../../protocol/rpc.ts';
import type { JobHostParts, WorkContext } from './jobHost.ts';
import { hostCalls } from './jobHost.ts';
import type { Outcome } from './outcome.ts';
import { valueOf } from './outcome.ts';
import type { JobRequest, ThreadCalls } from './threadCalls.ts';
import { channelOf } from './threadCalls.ts';

export interface JobThreadParts extends JobHostParts {
  /** Absolute path of the thread's program. */
  readonly program: string;
  /** Absolute path of the folder in which runs are recorded. */
  readonly runsFolder: string;
}

/** A job, whose it is, and where its relative paths begin. */
export type ThreadJob = Pick<JobRequest, 'job' | 'connection' | 'folder'>;

/**
 * Runs jobs beside the editor's own thread, which stays free whatever the jobs do. There is one thread for all jobs, so
 * that those of one connection take turns at its CRM; it begins with the first job and ends after the last.
 */
export class JobThread {
  readonly #parts: JobThreadParts;
  #thread: RunningThread | undefined;

  constructor(parts: JobThreadParts) {
    this.#parts = parts;
  }

  /** As `runJob`, whose record is kept in the folder for runs. */
  run(job: ThreadJob, request: Omit<RunRequest, 'job'>, context: JobContext): Promise<RunRecord> {
    const { runsFolder } = this.#parts;
    return this.#work(job, context, (thread, work) => thread.run({ ...work, run: request, runsFolder }));
  }

  /** As `planJob`. */
  plan(job: ThreadJob, context: Pick<JobContext, 'signal' | 'log'>): Promise<JobPlan> {
    return this.#work(job, context, (thread, work) => thread.plan(work));
  }

  /** As `plannedTables`. */
  tables(
    job: ThreadJob & { readonly job: ReplicateJob },
    context: Pick<JobContext, 'signal' | 'log'>,
  ): Promise<PlannedTables> {
    return this.#work(job, context, (thread, work) => thread.tables({ ...work, job: job.job }));
  }

  /** As `verifyReplica`. */
  verify(job: ThreadJob & { readonly job: ReplicateJob }, context: JobContext): Promise<ReplicaVerification> {
    return this.#work(job, context, (thread, work) => thread.verify({ ...work, job: job.job }));
  }

  /** Ends whatever is under way, at once: what was written stays, and the next run goes on from there. */
  dispose(): void {
    void this.#thread?.worker.terminate();
  }

  async #work<T>(
    job: ThreadJob,
    context: WorkContext,
    ask: (thread: Asynchronous<ThreadCalls>, request: JobRequest) => Promise<Outcome<T>>,
  ): Promise<T> {
    const { network } = await this.#begin(job.connection);
    const thread = this.#enter();
    const { port1, port2 } = new MessageChannel();
    const rpc = connectRpc<ThreadCalls>(channelOf(port1), hostCalls(this.#parts, job.connection, context));
    const cancel = (): void => {
      rpc.remote.cancel().catch(() => undefined);
    };
    try {
      thread.worker.postMessage(port2, [port2]);
      const outcome = ask(rpc.remote, { ...job, network: network() });
      context.signal.addEventListener('abort', cancel);
      if (context.signal.aborted) cancel();
      return valueOf(await Promise.race([outcome, thread.ended]));
    } finally {
      context.signal.removeEventListener('abort', cancel);
      rpc.dispose();
      this.#leave(thread);
    }
  }

  async #begin(connection: Connection) {
    await this.#parts.metadata.open(connection);
    return this.#parts.engine();
  }

  #enter(): RunningThread {
    this.#thread ??= startThread(this.#parts.program);
    this.#thread.works += 1;
    return this.#thread;
  }

  #leave(thread: RunningThread): void {
    thread.works -= 1;
    if (thread.works > 0) return;
    if (this.#thread === thread) this.#thread = undefined;
    void thread.worker.terminate();
  }
}

interface RunningThread {
  readonly worker: Worker;
  /** Never resolves; rejects when the thread ended, with why. */
  readonly ended: Promise<never>;
  /** Pieces of work under way. */
  works: number;
}

function startThread(program: string): RunningThread {
  const worker = new Worker(program, { name: 'Zoho CRM jobs' });
  const ended = new Promise<never>((_resolve, reject) => {
    worker.once('error', (cause) => {
      reject(new Error(`The thread that runs jobs failed: ${messageOf(cause)}`, { cause }));
    });
    worker.once('exit', (code) => {
      reject(new Error(`The thread that runs jobs ended before its work did (exit code ${code}).`));
    });
  });
  // It ends after the last work as well, when nobody waits.
  ended.catch(() => undefined);
  return { worker, ended, works: 0 };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
