import type { ExportedRows } from '../../model/exportedRows.ts';
import type { CrmRecord } from '../../model/record.ts';
import type { IdRange, RecordBatch } from '../reading/readRequest.ts';

/** Rows of one transaction: enough of them to make it cheap, few enough to stop within it. */
const mostRecords = 2_000;

/** Batches that are written together, with what remains to be read after the last of them. */
export class CollectedRecords {
  #records: CrmRecord[] = [];
  #exported: ExportedRows | undefined;
  #remaining: readonly IdRange[] | undefined;

  add({ records, exported, remaining }: RecordBatch): void {
    for (const record of records) this.#records.push(record);
    this.#exported = exported;
    this.#remaining = remaining;
  }

  /** Rows of an export are enough by themselves. */
  get isFull(): boolean {
    return this.#records.length >= mostRecords || this.#exported !== undefined;
  }

  /** Whether the batch can be written together with those that are here. */
  suits({ exported }: RecordBatch): boolean {
    return exported === undefined || this.#records.length === 0;
  }

  take(): RecordBatch {
    const exported = this.#exported ? { exported: this.#exported } : {};
    const taken = { records: this.#records, ...exported, remaining: this.#remaining };
    this.#records = [];
    this.#exported = undefined;
    return taken;
  }
}
