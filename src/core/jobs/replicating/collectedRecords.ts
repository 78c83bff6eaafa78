import type { CrmRecord } from '../../model/record.ts';
import type { IdRange, RecordBatch } from '../reading/readRequest.ts';

/** Rows of one transaction: enough of them to make it cheap, few enough to stop within it. */
const mostRecords = 2_000;

/** Batches that are written together, with what remains to be read after the last of them. */
export class CollectedRecords {
  #records: CrmRecord[] = [];
  #remaining: readonly IdRange[] | undefined;

  add({ records, remaining }: RecordBatch): void {
    for (const record of records) this.#records.push(record);
    this.#remaining = remaining;
  }

  get isFull(): boolean {
    return this.#records.length >= mostRecords;
  }

  take(): RecordBatch {
    const taken = { records: this.#records, remaining: this.#remaining };
    this.#records = [];
    return taken;
  }
}
