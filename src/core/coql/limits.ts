/**
 * How much one query may ask for (zoho-api.md section 4.11). Zoho's pages disagree on `columns` and `inValues`: what is
 * here is safe, and `columnsAtMost`, `inValuesAtMost` are what newer announcements promise.
 */
export const queryLimits = {
  columns: 50,
  columnsAtMost: 500,
  conditions: 25,
  inValues: 50,
  inValuesAtMost: 100,
  /** Rows without a LIMIT, and rows that one call answers. */
  defaultRows: 200,
  rows: 2000,
  /** Rows that OFFSET and LIMIT reach together. */
  reach: 100_000,
  orderColumns: 10,
  groupColumns: 4,
  aggregates: 5,
  /** Lookups on the way to one field. */
  relations: 2,
  /** Different lookups on the way to all selected fields, and to those of the other clauses. */
  selectJoins: 15,
  baseJoins: 5,
  /** Formulas that are computed when they are asked for. Metadata do not tell which ones those are. */
  dynamicFormulas: 5,
} as const;
