import { randomUUID } from 'node:crypto';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

import type { BulkReadRequest } from '../../crm/crmRecords.ts';
import { FatalError, RetriableError } from '../../errors.ts';
import type { ReadContext } from './readContext.ts';
import { removeFile, saveUnzipped } from './zipFile.ts';

/** What a bulk export made: a CSV file on this computer, which whoever has read it may remove at once. */
export interface ExportedFile {
  readonly file: string;
  readonly rows: number;
  readonly nextPageToken: string | undefined;
}

/** A job takes seconds for few records and minutes for many: the pauses between two questions grow. */
const firstPollMs = 1_000;
const longestPollMs = 15_000;

const mostDownloads = 4;
const mostStarts = 2;

/**
 * Exports parts of a module, and downloads them; no more files a minute than the CRM allows. Whoever is done closes it,
 * which ends what is under way and removes the files that nobody came for.
 */
export class BulkJobs {
  readonly #context: ReadContext;
  readonly #stop = new AbortController();
  readonly #files = new Set<string>();

  constructor(context: ReadContext) {
    this.#context = { ...context, signal: AbortSignal.any([context.signal, this.#stop.signal]) };
  }

  async close(): Promise<void> {
    this.#stop.abort();
    await Promise.all([...this.#files].map(removeFile));
  }

  /** Rejects with FieldRefusedError for a field that is not exported, and with RetriableError when all tries failed. */
  async export(request: BulkReadRequest): Promise<ExportedFile> {
    const { records, signal } = this.#context;
    for (let start = 1; ; start++) {
      const jobId = await records.startBulkRead(request, signal);
      const state = await this.#end(jobId);
      if (state.kind === 'done') {
        const file = await this.#download(jobId);
        return { file, rows: state.rows, nextPageToken: state.nextPageToken };
      }
      if (start === mostStarts) {
        throw new FatalError(`The bulk export of ${request.module} failed at the CRM. ${state.message}`);
      }
      this.#context.log.warn(`The bulk export of ${request.module} failed and is started again. ${state.message}`);
    }
  }

  async #end(jobId: string) {
    const { records, signal, bulkPollMs = firstPollMs } = this.#context;
    for (let pauseMs = bulkPollMs; ; pauseMs = Math.min(2 * pauseMs, longestPollMs)) {
      await pause(pauseMs, signal);
      const state = await records.bulkReadState(jobId, signal);
      if (state.kind !== 'running') return state;
    }
  }

  /** A file that came in half, or not as it was sent, is asked for again before anybody reads it. */
  async #download(jobId: string): Promise<string> {
    const { records, temporaryFolder, downloadTurn, signal, log } = this.#context;
    const file = path.join(temporaryFolder, `${randomUUID()}.csv`);
    this.#files.add(file);
    for (let attempt = 1; ; attempt++) {
      await downloadTurn(signal);
      try {
        await saveUnzipped(await records.bulkReadResult(jobId, signal), file, signal);
        return file;
      } catch (error) {
        await removeFile(file);
        signal.throwIfAborted();
        if (!(error instanceof RetriableError) || attempt === mostDownloads) throw error;
        log.warn(`A bulk export is downloaded again: ${error.message}`);
      }
    }
  }
}

async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await setTimeout(ms, undefined, { signal });
  } catch {
    signal.throwIfAborted();
  }
}
