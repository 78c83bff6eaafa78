/** What the CRM said about the place in a query that it refuses; whatever it did not say is absent. */
export interface RefusedPlace {
  /** From 1, in the text that was sent. */
  readonly line?: number;
  readonly column?: number;
  /** Text at the place. */
  readonly near?: string;
  /** E.g. `where`, `order by`. */
  readonly clause?: string;
  /** As written in the query: a field, a path, or what an alias stands for. */
  readonly columnName?: string;
  readonly alias?: string;
  readonly operator?: string;
  readonly value?: string;
  readonly module?: string;
  readonly customView?: string;
  /** Most that is allowed of what there is too much of. */
  readonly limit?: number;
}
