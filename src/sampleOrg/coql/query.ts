import type { Criterion } from '../schema/module.ts';

export const aggregateFunctions = ['SUM', 'MIN', 'MAX', 'AVG', 'COUNT'] as const;
export type AggregateFunction = (typeof aggregateFunctions)[number];

/** What a column, a sort key or a group key names. */
export interface ColumnReference {
  /** As written and as it comes back: `Account_Name.Industry`, `COUNT(id)`. */
  readonly name: string;
  /** Steps of the path to the field. */
  readonly path: readonly string[];
  readonly aggregate?: AggregateFunction;
}

export interface SelectColumn extends ColumnReference {
  /** The key in the answer instead of `name`. */
  readonly alias?: string;
}

export interface SortKey extends ColumnReference {
  readonly direction: 'asc' | 'desc';
}

/** A query as it was written, not yet compared with any schema. */
export interface CoqlQuery {
  readonly columns: readonly SelectColumn[];
  readonly module: string;
  /** Id of a custom view whose condition applies, too: `from Leads#554023…`. */
  readonly customViewId?: string;
  readonly where: Criterion;
  readonly groupBy: readonly ColumnReference[];
  readonly orderBy: readonly SortKey[];
  /** Rows; default 200. */
  readonly limit: number;
  /** Rows to skip; default 0. */
  readonly offset: number;
}
