import { randomBytes } from 'node:crypto';

import type { Caller } from '../accounts/caller.ts';
import { ApiError } from '../api/apiError.ts';
import type { OrgState } from '../orgState.ts';
import { bulkError, resourceNotFound } from './bulkErrors.ts';
import type { Callback } from './callback.ts';
import { callBack } from './callback.ts';
import type { ReadRequest } from './readJob.ts';
import { ReadJob } from './readJob.ts';

const dayMs = 24 * 60 * 60 * 1000;
const minuteMs = 60_000;
const downloadsPerMinute = 10;

interface PageToken {
  readonly request: ReadRequest;
  readonly userId: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** The bulk-read jobs of one organization. */
export class ReadJobs {
  readonly #org: OrgState;
  readonly #jobs = new Map<string, ReadJob>();
  readonly #tokens = new Map<string, PageToken>();
  readonly #downloads = { minute: 0, count: 0 };
  #toFail = 0;

  constructor(org: OrgState) {
    this.#org = org;
  }

  /** Lets the next `count` jobs end with FAILURE. */
  failNext(count: number): void {
    this.#toFail = count;
  }

  add(caller: Caller, request: ReadRequest, callback: Callback | undefined): ReadJob {
    this.#forgetExpired();
    const mustFail = this.#toFail > 0;
    if (mustFail) this.#toFail -= 1;
    const tokenFor = (lastId: string): string => this.#addToken(caller, request, lastId);
    const job = new ReadJob(this.#org, caller, request, { tokenFor, mustFail });
    this.#jobs.set(job.id, job);
    this.#watch(job, callback);
    return job;
  }

  find(id: string): ReadJob | undefined {
    return this.#jobs.get(id);
  }

  /** The job after `catchUp`. Rejects with ApiError 404 RESOURCE_NOT_FOUND. */
  async get(id: string): Promise<ReadJob> {
    const job = this.#jobs.get(id);
    if (!job) throw resourceNotFound(id);
    await job.catchUp();
    return job;
  }

  /** Rejects with ApiError 404 without a file to load, and 429 after ten downloads until the minute is over. */
  async download(id: string): Promise<Uint8Array> {
    const { zip } = await this.get(id);
    if (!zip) throw resourceNotFound(id);
    const minute = Math.floor(this.#org.clock.now() / minuteMs);
    if (minute !== this.#downloads.minute) Object.assign(this.#downloads, { minute, count: 0 });
    if (this.#downloads.count >= downloadsPerMinute) {
      throw new ApiError(429, 'TOO_MANY_REQUESTS', 'There were too many downloads. Please try again after a minute.');
    }
    this.#downloads.count += 1;
    return zip;
  }

  /** What a page token stands for, whoever may use it; undefined for a token that was never given. */
  peek(token: unknown): ReadRequest | undefined {
    return typeof token === 'string' ? this.#tokens.get(token)?.request : undefined;
  }

  /** The next page. Throws ApiError 400 INVALID_DATA, EXPIRED_VALUE or TOKEN_BOUND_DATA_MISMATCH. */
  redeem(token: unknown, caller: Caller): ReadRequest {
    const details = { param_name: 'page_token' };
    const known = typeof token === 'string' ? this.#tokens.get(token) : undefined;
    if (!known) throw bulkError('INVALID_DATA', details);
    if (this.#org.clock.now() >= known.expiresAt) throw bulkError('EXPIRED_VALUE', details);
    if (known.userId !== caller.user.id) throw bulkError('TOKEN_BOUND_DATA_MISMATCH', details);
    return known.request;
  }

  #addToken(caller: Caller, request: ReadRequest, lastId: string): string {
    const token = randomBytes(48).toString('base64url');
    const query = { ...request.query, page: request.query.page + 1 };
    const expiresAt = this.#org.clock.now() + dayMs;
    this.#tokens.set(token, { request: { query, afterId: lastId }, userId: caller.user.id, expiresAt });
    return token;
  }

  /**
   * Nobody need ask for a job to have it run and call back. The timers follow real time; a clock that was moved shows
   * when somebody asks, or at the next tick.
   */
  #watch(job: ReadJob, callback: Callback | undefined): void {
    const tick = async (): Promise<void> => {
      await job.catchUp();
      if (!job.isOver) this.#watch(job, callback);
      else if (callback) await callBack(callback, { data: [job.render(job.caller)] });
    };
    const timer = setTimeout(
      () => {
        // A defect shows to whoever asks for the job: its status is then answered with 500.
        tick().catch(() => undefined);
      },
      Math.max(this.#org.options.bulkStepMs, 1),
    );
    timer.unref();
  }

  #forgetExpired(): void {
    const now = this.#org.clock.now();
    for (const [id, job] of this.#jobs) if (job.isExpired && job.isOver) this.#jobs.delete(id);
    // An expired token is known for another day, so that its use is told from that of a made-up one.
    for (const [token, { expiresAt }] of this.#tokens) if (now >= expiresAt + dayMs) this.#tokens.delete(token);
  }
}

const jobsByOrg = new WeakMap<OrgState, ReadJobs>();

/** The jobs of an organization; they live as long as it does. */
export function readJobsOf(org: OrgState): ReadJobs {
  let jobs = jobsByOrg.get(org);
  if (!jobs) {
    jobs = new ReadJobs(org);
    jobsByOrg.set(org, jobs);
  }
  return jobs;
}
