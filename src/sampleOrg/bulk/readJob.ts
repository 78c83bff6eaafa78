import { setTimeout } from 'node:timers/promises';

import type { Caller } from '../accounts/caller.ts';
import type { ErrorBody } from '../api/apiError.ts';
import { ApiError } from '../api/apiError.ts';
import type { OrgState } from '../orgState.ts';
import { fullName } from '../records/render.ts';
import { formatInZone } from '../time/zones.ts';
import { bulkError } from './bulkErrors.ts';
import type { ReadFile } from './readFile.ts';
import { makeReadFile } from './readFile.ts';
import type { ReadQuery } from './readQuery.ts';

/** With a space in `IN PROGRESS`, unlike bulk write (zoho-api.md section 9, number 13). */
export type ReadState = 'ADDED' | 'QUEUED' | 'IN PROGRESS' | 'COMPLETED' | 'FAILURE';

export interface ReadRequest {
  readonly query: ReadQuery;
  /** With a page token: the rows after this id. Otherwise the page's number tells how many to pass over. */
  readonly afterId: string | undefined;
}

type Outcome =
  | { readonly kind: 'file'; readonly file: ReadFile; readonly nextPageToken: string | undefined }
  | { readonly kind: 'failure'; readonly error: ErrorBody };

const patienceMs = 50;
const fileLifeMs = 24 * 60 * 60 * 1000;

/**
 * One bulk-read job. Its state follows from the organization's clock: QUEUED after one step, IN PROGRESS after two, done
 * after three. It exports the records as they are when it goes to IN PROGRESS; values that it reads through lookups are
 * those of the moment at which their row is written.
 */
export class ReadJob {
  readonly id: string;
  readonly request: ReadRequest;
  readonly caller: Caller;
  /** Epoch milliseconds, whole seconds. */
  readonly createdAt: number;
  readonly #org: OrgState;
  readonly #addedAt: number;
  readonly #tokenFor: (lastId: string) => string;
  readonly #mustFail: boolean;
  #step = 0;
  #run: Promise<void> | undefined;
  #outcome: Outcome | undefined;

  constructor(
    org: OrgState,
    caller: Caller,
    request: ReadRequest,
    parts: { readonly tokenFor: (lastId: string) => string; readonly mustFail: boolean },
  ) {
    this.id = org.ids.next();
    this.request = request;
    this.caller = caller;
    this.#org = org;
    this.#addedAt = org.clock.now();
    this.createdAt = Math.floor(this.#addedAt / 1000) * 1000;
    this.#tokenFor = parts.tokenFor;
    this.#mustFail = parts.mustFail;
  }

  /** Does what is due by the clock. A small file that is due is waited for, a large one leaves the job IN PROGRESS. */
  async catchUp(): Promise<void> {
    const stepMs = Math.max(this.#org.options.bulkStepMs, 1);
    const step = Math.floor((this.#org.clock.now() - this.#addedAt) / stepMs);
    // A clock that is set back does not bring a job back to an earlier state.
    this.#step = Math.max(this.#step, step);
    if (this.#step >= 2) this.#start();
    if (this.#step >= 3) await Promise.race([this.#run, setTimeout(patienceMs, undefined, { ref: false })]);
  }

  get state(): ReadState {
    if (this.#step < 1) return 'ADDED';
    if (this.#step < 2) return 'QUEUED';
    if (this.#step < 3 || !this.#outcome) return 'IN PROGRESS';
    return this.#outcome.kind === 'file' ? 'COMPLETED' : 'FAILURE';
  }

  get isOver(): boolean {
    return this.state === 'COMPLETED' || this.state === 'FAILURE';
  }

  /** The zip; undefined before the job is completed and a day after. */
  get zip(): Uint8Array | undefined {
    return this.state === 'COMPLETED' && !this.isExpired && this.#outcome?.kind === 'file'
      ? this.#outcome.file.zip
      : undefined;
  }

  get isExpired(): boolean {
    return this.#org.clock.now() >= this.#addedAt + 3 * this.#org.options.bulkStepMs + fileLifeMs;
  }

  /** What creating the job answers under `details`, in the time zone of whoever asks. */
  summary(viewer: Caller): Readonly<Record<string, unknown>> {
    return {
      id: this.id,
      operation: 'read',
      state: this.state,
      created_by: { id: this.caller.user.id, name: fullName(this.caller.user) },
      created_time: formatInZone(this.createdAt, viewer.user.timeZone),
    };
  }

  /** An element of `data` in the status answer. */
  render(viewer: Caller): Readonly<Record<string, unknown>> {
    const { module, fields, cvid, criteria, page, fileType } = this.request.query;
    const query = {
      module: { id: module.id, api_name: module.apiName },
      ...(fields.length > 0 ? { fields } : {}),
      ...(cvid === undefined ? {} : { cvid }),
      ...(criteria === undefined ? {} : { criteria }),
      page,
    };
    return { ...this.summary(viewer), ...this.#result(), query, file_type: fileType };
  }

  #result(): { readonly result?: unknown } {
    if (!this.isOver || !this.#outcome) return {};
    if (this.#outcome.kind === 'failure') return { result: { error_message: this.#outcome.error } };
    const { file, nextPageToken } = this.#outcome;
    const result = {
      page: this.request.query.page,
      per_page: file.rowsAtMost,
      count: file.rows,
      // Relative to the API host (zoho-api.md section 9, number 14).
      download_url: `/crm/bulk/v8/read/${this.id}/result`,
      more_records: nextPageToken !== undefined,
      ...(nextPageToken === undefined ? {} : { next_page_token: nextPageToken }),
    };
    return { result };
  }

  #start(): void {
    if (this.#run) return;
    this.#run = this.#export();
    // Whoever waits for the end hears of a defect; until then it must not end the process.
    this.#run.catch(() => undefined);
  }

  async #export(): Promise<void> {
    try {
      if (this.#mustFail) throw bulkError('CANNOT_PROCESS');
      const file = await makeReadFile(this.#org, this.caller, this.id, this.request);
      const nextPageToken = file.lastId === undefined ? undefined : this.#tokenFor(file.lastId);
      this.#outcome = { kind: 'file', file, nextPageToken };
    } catch (error) {
      // A field that was there when the job was created may be gone by now.
      if (!(error instanceof ApiError)) throw error;
      this.#outcome = { kind: 'failure', error: error.body };
    }
  }
}
