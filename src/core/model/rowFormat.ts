import type { ExportedRows } from './exportedRows.ts';
import type { CrmRecord } from './record.ts';

/** How records become the text of a file: what stands before, what each batch becomes, what stands after. */
export interface RowFormat {
  /** Without the dot. */
  readonly extension: string;
  readonly head: string;
  /** `isFirst`: nothing but the head stands before. */
  rows(records: readonly CrmRecord[], isFirst: boolean): string;
  /**
   * What `rows` makes of the records of these, in UTF-8, good until the next call but one; undefined where they have to become
   * records.
   */
  readonly exported?: (rows: ExportedRows) => Buffer | undefined;
  readonly tail: string;
}

/** A column of a file that is written. */
export interface SavedColumn {
  /** Under which a record has the value. */
  readonly key: string;
  /** What the file calls it, where it has headings: a label or an API name. */
  readonly heading: string;
  /** Rewrites its texts; undefined = they are written as they are. */
  readonly write?: ((text: string) => string) | undefined;
}
