import type { Field } from '../../model/metadata.ts';
import type { CrmRecord } from '../../model/record.ts';
import type { ChangeWindow, RecordBatch, RecordStream } from './readRequest.ts';

/** "Everything that was changed up to then is read." Plain data, to be stored with the rows. */
export interface ReadCheckpoint {
  /** Of the CRM's clock, in epoch milliseconds. */
  readonly untilMs: number;
  /** The records of the time that the next reading reads again, with their versions; empty when there were too many. */
  readonly recent: readonly (readonly [id: string, version: string])[];
}

/**
 * Records get their time when they are written and show when they are saved, which may be later; and the CRM's times have
 * no fractions of a second. So each reading begins a little before the last one's end.
 */
export const overlapMs = 5 * 60_000;

/** More of them are simply read twice, which does no harm. */
const mostRecent = 10_000;

/** The field that tells what is new in a module: without any, all of it is read each time. */
export function changeField(fields: readonly Field[]): ChangeWindow['field'] | undefined {
  const names = ['Modified_Time', 'Created_Time'] as const;
  return names.find((name) => fields.some((field) => field.apiName === name));
}

/**
 * What to read after a checkpoint, or from the beginning. `untilMs` is the CRM's clock before the first read of the run:
 * what changes later belongs to the next one.
 */
export function changesSince(
  checkpoint: ReadCheckpoint | undefined,
  field: ChangeWindow['field'],
  untilMs: number,
): ChangeWindow {
  return { field, fromMs: checkpoint && checkpoint.untilMs - overlapMs, untilMs };
}

/** Passes on what the reading before has not seen in this version, and notes what the next one will see again. */
export class ChangeFilter {
  readonly #window: ChangeWindow;
  readonly #seen: ReadonlyMap<string, string>;
  #recent: (readonly [string, string])[] | undefined = [];

  /** `deleted`: ids of what is deleted before these changes are written; those that come back must not be held for seen. */
  constructor(checkpoint: ReadCheckpoint | undefined, window: ChangeWindow, deleted: ReadonlySet<string> = new Set()) {
    this.#window = window;
    this.#seen = new Map(checkpoint?.recent.filter(([id]) => !deleted.has(id)));
  }

  /** The records must have the field of the window. */
  async *filter(stream: RecordStream): AsyncGenerator<RecordBatch> {
    for await (const batch of stream) {
      yield { ...batch, records: this.newOf(batch.records) };
    }
  }

  /** What of a batch the reading before has not seen in this version. */
  newOf(records: readonly CrmRecord[]): readonly CrmRecord[] {
    return records.filter((record) => this.#isNew(record));
  }

  /** To be stored when everything that was passed on is. */
  checkpoint(): ReadCheckpoint {
    return { untilMs: this.#window.untilMs, recent: this.#recent ?? [] };
  }

  #isNew(record: CrmRecord): boolean {
    const time = record[this.#window.field];
    if (typeof time !== 'string') return true;
    // The same instant may be written with another offset once somebody moves to another zone.
    const atMs = Date.parse(time);
    const { untilMs } = this.#window;
    // In the second that was under way, the record may have been changed again after it was read, to the same version.
    if (atMs >= untilMs - overlapMs && atMs < untilMs) this.#remember([record.id, String(atMs)]);
    return this.#seen.get(record.id) !== String(atMs);
  }

  #remember(entry: readonly [string, string]): void {
    if (this.#recent && this.#recent.push(entry) > mostRecent) this.#recent = undefined;
  }
}
