import type { Condition } from '../../coql/syntax.ts';
import type { ExportedRows } from '../../model/exportedRows.ts';
import type { CrmRecord } from '../../model/record.ts';

/** The three ways to read records: pages of a list, queries, bulk exports. */
export const readWays = ['list', 'coql', 'bulk'] as const;
export type ReadWay = (typeof readWays)[number];

/** Which records of a module, and what of them. What is not named does not restrict. */
export interface ReadRequest {
  readonly module: string;
  /** API names, and paths through lookups (`Account_Name.Phone`). None = the ids alone. */
  readonly fields: readonly string[];
  readonly condition?: Condition;
  /** Only what was changed in this time. */
  readonly changed?: ChangeWindow;
  readonly ids?: readonly string[];
  /** What is not read yet of a reading that stopped: see {@link RecordBatch.remaining}. */
  readonly remaining?: readonly IdRange[];
  /** Ascending. Without a promised order, batches come as they are ready, whichever is faster. */
  readonly order?: 'id' | 'Modified_Time';
  /** Instead of the way that the plan would choose. */
  readonly way?: ReadWay;
  /** Whoever reads takes {@link RecordBatch.exported}, too. */
  readonly takesExported?: boolean;
  /** Those need not tell names of what references lead to. */
  readonly leavesNames?: boolean;
}

/** Both ends belong to it; epoch milliseconds, whole seconds. */
export interface ChangeWindow {
  readonly field: 'Modified_Time' | 'Created_Time';
  readonly fromMs: number | undefined;
  readonly untilMs: number;
}

/** Ids above `after`, up to and with `upTo`; undefined = no end on this side. Plain data, so that it can be kept. */
export interface IdRange {
  readonly after: string | undefined;
  readonly upTo: string | undefined;
}

/** Records with the values that were asked for; each value is the same whichever way it came. */
export interface RecordBatch {
  readonly records: readonly CrmRecord[];
  /** More records, as an export or a query gave them, after those; only for those who take them. */
  readonly exported?: ExportedRows;
  /**
   * What is left to read when this batch and those before it are kept: a request with these ranges goes on from here.
   * Undefined where the order is by time: then whoever reads goes on from the last time.
   */
  readonly remaining: readonly IdRange[] | undefined;
}

export type RecordStream = AsyncIterable<RecordBatch>;
