import type { BenchRow } from './table.ts';

/** Rows that are measured together. */
export interface Bench {
  /** What is said while it runs. */
  readonly name: string;
  /** Names of all rows that it can measure. */
  readonly rows: readonly string[];
  readonly run: (wish: BenchWish) => Promise<readonly BenchRow[]>;
}

/** What is to be measured. A bench may measure more rows than are wanted: they are not shown. */
export interface BenchWish {
  readonly wants: (row: string) => boolean;
  /** 1,000,000 records instead of 200,000. */
  readonly isLong: boolean;
  /** So many records, to try a measurement out; undefined = as many as a figure needs. */
  readonly records: number | undefined;
}
