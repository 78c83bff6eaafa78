import type { RecordPage, RowColumn } from '../../crm/crmRecords.ts';
import { QueryRefusedError } from '../../errors.ts';
import { allOf, conditionText, idsText, rangeText, windowText } from './conditionText.ts';
import type { FieldPlan } from './fieldPlan.ts';
import { planFields } from './fieldPlan.ts';
import { isSameInstant } from './joinedCalls.ts';
import type { MutableRecord } from './learnedValues.ts';
import { QueriedPageRows, rowColumns } from './queriedPageRows.ts';
import { selectList } from './queriedRows.ts';
import type { ReadContext } from './readContext.ts';
import type { IdRange, ReadRequest } from './readRequest.ts';

export interface QueriedPage {
  /** Without those that were deleted between two calls for one page. */
  readonly records: readonly MutableRecord[];
  /** Instead of records. */
  readonly rows?: QueriedPageRows;
  /** The ids at both ends; undefined for an empty page. */
  readonly first: string | undefined;
  readonly last: string | undefined;
  readonly hasMore: boolean;
}

/** A page that takes longer than this is too large, one that takes less than that may be larger. */
const slowPageMs = 8_000;
const quickPageMs = 3_000;
const fewestRows = 200;

/** After so many pages that could not be had as rows, nobody tries any longer. */
const mostRefusals = 3;

/** Pages of a request's records by queries, each above a given id. */
export class QueryPages {
  readonly fields: FieldPlan;
  readonly #request: ReadRequest;
  readonly #context: ReadContext;
  readonly #readSingly: (id: string) => Promise<MutableRecord | undefined>;
  #rows: number;
  /** Undefined where records are wanted, or rows have turned out not to be had. */
  #rowColumns: readonly RowColumn[] | undefined;
  #refusals = 0;

  constructor(
    request: ReadRequest,
    fields: FieldPlan,
    context: ReadContext,
    readSingly: (id: string) => Promise<MutableRecord | undefined>,
  ) {
    this.fields = fields;
    this.#request = request;
    this.#context = context;
    this.#readSingly = readSingly;
    this.#rows = context.limits.queryRows;
    this.#rowColumns = request.takesExported === true ? rowColumns(fields) : undefined;
  }

  /** Rows that the next page will ask for. */
  get rows(): number {
    return this.#rows;
  }

  /** The page with the lowest ids of a range. All columns of a record stem from one version of it. */
  async read(range: IdRange): Promise<QueriedPage> {
    const [first = [], ...others] = this.fields.columnBatches;
    const rows = this.#rows;
    const startedAt = performance.now();
    const page = await this.#query(first, range, rows);
    this.#adapt(performance.now() - startedAt);
    if (others.length === 0 || page.last === undefined) return page;
    const part: IdRange = { after: range.after, upTo: page.last };
    const parts = await Promise.all(others.map((columns) => this.#query(columns, part, rows)));
    const found = parts.map(({ records }) => new Map(records.map((record) => [record.id, record])));
    const joined = await Promise.all(page.records.map((record) => this.#join(record, found)));
    return { ...page, records: joined.filter((record) => record !== undefined) };
  }

  /** The page of the earliest changes after a record. */
  async readByTime(after: { readonly time: string; readonly id: string } | undefined): Promise<QueriedPage> {
    const columns = [...new Set(['Modified_Time', ...(this.fields.columnBatches[0] ?? [])])];
    const later =
      after && `(Modified_Time > '${after.time}' or (Modified_Time = '${after.time}' and id > '${after.id}'))`;
    const statement = `select ${columns.join(', ')} from ${this.#request.module} where ${where(this.#request, later)} order by Modified_Time asc, id asc limit ${this.#rows}`;
    return this.#ask(statement);
  }

  async #query(columns: readonly string[], range: IdRange, rows: number): Promise<QueriedPage> {
    const statement = `select ${selectList(columns)} from ${this.#request.module} where ${where(this.#request, rangeText(range))} order by id asc limit ${rows}`;
    return this.#rowColumns ? this.#askRows(statement, this.#rowColumns) : this.#ask(statement);
  }

  async #askRows(statement: string, columns: readonly RowColumn[]): Promise<QueriedPage> {
    const page = await this.#context.records.queryRows(statement, columns, this.#context.signal);
    if (!page.rows) {
      if (page.records.length > 0) this.#refusals += 1;
      if (this.#refusals === mostRefusals) this.#rowColumns = undefined;
      return pageOf(page);
    }
    const rows = new QueriedPageRows(page.rows);
    return { records: [], rows, first: rows.id(0), last: rows.id(rows.count - 1), hasMore: page.hasMore };
  }

  async #ask(statement: string): Promise<QueriedPage> {
    return pageOf(await this.#context.records.query(statement, this.#context.signal));
  }

  async #join(
    record: MutableRecord,
    found: readonly ReadonlyMap<string, MutableRecord>[],
  ): Promise<MutableRecord | undefined> {
    const { version } = this.fields;
    const parts = found.map((each) => each.get(record.id));
    const isOne = parts.every(
      (part) => part && (version === undefined || isSameInstant(part[version], record[version])),
    );
    if (isOne) return Object.assign(record, ...parts) as MutableRecord;
    const single = await this.#readSingly(record.id);
    if (!single) return undefined;
    // Values of related records have no version of ours; where they came with an older one, that is all there is.
    const all = Object.assign({}, record, ...parts.filter((part) => part !== undefined)) as MutableRecord;
    return { ...all, ...single };
  }

  #adapt(tookMs: number): void {
    if (tookMs > slowPageMs) this.#rows = Math.max(fewestRows, this.#rows >> 1);
    else if (tookMs < quickPageMs) this.#rows = Math.min(this.#context.limits.queryRows, 2 * this.#rows);
  }
}

function pageOf({ records, hasMore }: RecordPage): QueriedPage {
  const ends = { first: records[0]?.id, last: records.at(-1)?.id };
  return { records: records as readonly MutableRecord[], ...ends, hasMore };
}

function where({ condition, changed, ids }: ReadRequest, more?: string): string {
  return allOf([
    condition && conditionText(condition),
    changed && windowText(changed),
    ids && idsText('id', ids),
    more,
  ]);
}

/** The lowest or highest id, by a query for these columns. Undefined when there is no record. */
export async function endId(
  request: ReadRequest,
  order: 'id asc' | 'id desc',
  columns: readonly string[],
  { records, signal }: ReadContext,
): Promise<string | undefined> {
  const statement = `select ${selectList(columns)} from ${request.module} where ${where(request)} order by ${order} limit 1`;
  return (await records.query(statement, signal)).records[0]?.id;
}

/**
 * Finds the record with the highest id, and with that, which columns the CRM gives in a query: what it refuses is read
 * in another way. Undefined when there is no record.
 */
export async function settleQueries(
  request: ReadRequest,
  fields: FieldPlan,
  context: ReadContext,
): Promise<{ readonly fields: FieldPlan; readonly highest: string } | undefined> {
  const refused = new Set<string>();
  for (let plan = fields; ;) {
    try {
      let highest: string | undefined;
      for (const columns of plan.columnBatches) highest = await endId(request, 'id desc', columns, context);
      return highest === undefined ? undefined : { fields: plan, highest };
    } catch (error) {
      const column = error instanceof QueryRefusedError ? error.place.columnName : undefined;
      if (column === undefined || !plan.columnBatches.flat().includes(column)) throw error;
      refused.add(column);
      context.log.info(`Queries of ${request.module} do not give ${column}; it is read by id.`);
      const paths = plan.wanted.map((each) => each.path);
      plan = planFields('coql', request.module, paths, context.known, context.limits, refused);
    }
  }
}
