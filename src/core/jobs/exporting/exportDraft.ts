import type { ExportedRows } from '../../model/exportedRows.ts';
import { recordsOf } from '../../model/exportedRows.ts';
import type { CrmRecord } from '../../model/record.ts';
import type { RowFormat } from '../../model/rowFormat.ts';
import type { Clock } from '../../ports.ts';
import type { FileDraft } from '../../targets/fileTarget.ts';
import type { IdRange } from '../reading/readRequest.ts';
import type { ExportState, LastExport, StoppedExport } from './exportState.ts';
import { writeExportState } from './exportState.ts';

export interface ExportDraftParts {
  readonly draft: FileDraft;
  readonly format: RowFormat;
  /** Path of the state. */
  readonly stateFile: string;
  readonly content: string;
  readonly request: string;
  readonly startedAt: number;
  readonly untilMs: number;
  readonly last: LastExport | undefined;
  readonly stopped: StoppedExport | undefined;
  /** False where a stopped run cannot be gone on with. */
  readonly isResumable: boolean;
  /** Versions of records that the next run will see again. */
  readonly recent: () => StoppedExport['recent'];
  readonly clock: Clock;
}

/** How far the reading of the records is that were written. */
export type ExportPosition = Pick<StoppedExport, 'reached'> & { readonly remaining?: readonly IdRange[] | undefined };

const saveEveryMs = 1_000;

/** A file that grows, with a state beside it by which a run that is killed at any time can be gone on with. */
export class ExportDraft {
  readonly #parts: ExportDraftParts;
  #position: ExportPosition;
  #savedAt = -Infinity;
  #isBegun: boolean;
  /** The last records, on their way into the file. */
  #writing: Promise<void> | undefined;
  records: number;
  deletions: number;

  constructor(parts: ExportDraftParts) {
    this.#parts = parts;
    const { stopped } = parts;
    this.#isBegun = stopped !== undefined;
    this.#position = stopped ?? {};
    this.records = stopped?.records ?? 0;
    this.deletions = stopped?.deletions ?? 0;
  }

  /** Nothing is known of them but who they were and when they went. To be written before the records. */
  async writeDeletions(rows: readonly CrmRecord[]): Promise<void> {
    await this.#write(this.#parts.format.rows(rows, false));
    this.deletions += rows.length;
  }

  /** They are in the file once `settle` resolves; resolves when those before them are. */
  async writeRecords(
    records: readonly CrmRecord[],
    exported: ExportedRows | undefined,
    position: ExportPosition,
  ): Promise<void> {
    const lines = [this.#parts.format.rows(records, false), ...(exported ? [this.#linesOf(exported)] : [])];
    const count = records.length + (exported?.count ?? 0);
    exported?.free?.();
    await this.settle();
    this.#writing = this.#writeLines(lines, count, position);
    // Whoever settles hears of it.
    this.#writing.catch(() => undefined);
    if (this.#parts.clock.now() - this.#savedAt >= saveEveryMs) await this.save();
  }

  /** Resolves when everything is written; rejects with what kept the last records from it. */
  async settle(): Promise<void> {
    const writing = this.#writing;
    this.#writing = undefined;
    await writing;
  }

  /** For a later run to go on from here. */
  async save(): Promise<void> {
    const { draft, stateFile, content, request, startedAt, untilMs, last, isResumable, recent } = this.#parts;
    this.#savedAt = this.#parts.clock.now();
    await this.settle();
    const { remaining, reached } = this.#position;
    // Without a position there is nothing that a later run could leave out.
    if (!isResumable || (remaining === undefined && reached === undefined)) return;
    const bytes = await draft.flush();
    const [records, deletions] = [this.records, this.deletions];
    const stopped = {
      ...{ request, startedAt, bytes, records, deletions, untilMs, recent: recent() },
      ...(remaining === undefined ? {} : { remaining: [...remaining] }),
      ...(reached === undefined ? {} : { reached }),
    };
    await writeExportState(stateFile, { ...stateBasis(content, last), stopped });
  }

  /** Gives the file its name, and answers its path. `next`: what the next run has to know; undefined = nothing. */
  async finish(next: LastExport | undefined, signal: AbortSignal): Promise<string> {
    const { draft, format, stateFile, content } = this.#parts;
    await this.settle();
    await this.#write(format.tail);
    const file = await draft.finish(signal);
    await writeExportState(stateFile, next && stateBasis(content, next));
    return file;
  }

  async #writeLines(lines: readonly (string | Buffer)[], count: number, position: ExportPosition): Promise<void> {
    for (const each of lines) await this.#write(each);
    this.records += count;
    this.#position = position;
  }

  #linesOf(rows: ExportedRows): string | Buffer {
    const { format } = this.#parts;
    return format.exported?.(rows) ?? format.rows(recordsOf(rows), false);
  }

  async #write(text: string | Buffer): Promise<void> {
    const { draft, format } = this.#parts;
    if (!this.#isBegun && format.head !== '') await draft.write(format.head);
    this.#isBegun = true;
    if (text.length > 0) await draft.write(text);
  }
}

function stateBasis(content: string, last: LastExport | undefined): ExportState {
  return { version: 1, content, ...(last === undefined ? {} : { last }) };
}
