import { queryLimits } from '../../coql/limits.ts';
import type { Query, QueryDocument } from '../../coql/syntax.ts';
import type { Field } from '../../model/metadata.ts';
import type { CrmRecord } from '../../model/record.ts';
import type { RetryContext } from '../retryReads.ts';

export interface QueryRequest {
  readonly document: QueryDocument;
  /** One of the document's. */
  readonly query: Query;
  /** Rows to stop at, whatever the query says. Undefined = all. */
  readonly rowLimit?: number | undefined;
  /** Fields of the module in FROM, where they are known: they tell which columns go beyond the reach of OFFSET. */
  readonly fields?: readonly Field[] | undefined;
}

export interface QueryContext extends RetryContext {
  /** Lower in tests. */
  readonly limits?: QueryRunLimits | undefined;
}

export interface QueryRunLimits {
  /** Of the first call, so that something is shown at once. */
  readonly firstRows: number;
  /** Of each other call. */
  readonly rows: number;
  /** Rows that LIMIT and OFFSET reach together. */
  readonly reach: number;
}

export const usualLimits: QueryRunLimits = { firstRows: 200, rows: queryLimits.rows, reach: queryLimits.reach };

export interface QueryBatch {
  /** As the CRM sent them. */
  readonly records: readonly CrmRecord[];
  /** So far, this batch included. */
  readonly received: number;
  /** So far, tries that failed included. */
  readonly callsMade: number;
  /** So far, by the records client; too many where others use the same one at the same time. */
  readonly creditsSpent: number;
  /** More rows are there, and `rowLimit` held them back. */
  readonly reachedLimit: boolean;
}

/** Rows that the query and the request want at most. */
export function mostRows({ query, rowLimit }: QueryRequest): number {
  return Math.min(query.limit?.value ?? Infinity, rowLimit ?? Infinity);
}

/** What the next call asks for: less than a page where fewer are wanted. */
export function rowsToAsk(received: number, most: number, { firstRows, rows }: QueryRunLimits): number {
  return Math.min(received === 0 ? firstRows : rows, most - received);
}
