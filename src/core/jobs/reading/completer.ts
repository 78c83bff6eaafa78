import { recordsOf } from '../../model/exportedRows.ts';
import { asReference } from '../../model/record.ts';
import type { CrmRecord, CrmValue } from '../../model/record.ts';
import { chunksOf } from './chunks.ts';
import type { Scope } from './conditionText.ts';
import type { ExportLayout } from './exportedCells.ts';
import type { FieldPlan, RowsField } from './fieldPlan.ts';
import { planFields } from './fieldPlan.ts';
import type { FileRows } from './fileRows.ts';
import { JoinedCalls } from './joinedCalls.ts';
import type { MutableRecord } from './learnedValues.ts';
import { LearnedValues, unlearned } from './learnedValues.ts';
import { NormalValues } from './normalValues.ts';
import { queriedRows } from './queriedRows.ts';
import type { QueriedPage } from './queryPages.ts';
import type { ReadContext } from './readContext.ts';
import type { RecordBatch } from './readRequest.ts';

/** Lists cut rich texts at this length (zoho-api.md section 4.7). */
const cutLength = 500;

/** Adds to records, a page at a time, what the way by which they came does not have: see {@link FieldPlan}. */
export class Completer {
  readonly #plan: FieldPlan;
  readonly #context: ReadContext;
  readonly #calls: JoinedCalls;
  readonly #learned: LearnedValues;
  readonly #normal: NormalValues;
  readonly #rowCompleters = new Map<string, Completer>();

  /** `scope`: see {@link JoinedCalls}. */
  constructor(plan: FieldPlan, context: ReadContext, scope?: Scope) {
    this.#plan = plan;
    this.#context = context;
    this.#calls = new JoinedCalls(plan, context, scope);
    this.#learned = new LearnedValues(context.records, plan.module, plan.learned, context.limits.listIds);
    this.#normal = new NormalValues(plan.wanted);
  }

  /** Takes the records over and changes them. Those that are gone by now are left out. */
  async complete(page: readonly CrmRecord[]): Promise<readonly CrmRecord[]> {
    const plan = this.#plan;
    let records = page as readonly MutableRecord[];
    if (plan.listed.length + plan.queried.length > 0) records = await this.#calls.join(records);
    if (plan.single.length > 0) await this.#addSingle(records);
    if (plan.learned.length > 0) await this.#learned.fill(records, this.#context.signal);
    if (plan.cut.length > 0) await this.#addFullTexts(records);
    for (const field of plan.rows) await this.#addRows(records, field);
    this.#normal.apply(records);
    return records;
  }

  /** Whether rows of exports have all that is wanted, apart from what can be learned from their texts. */
  takesExported({ cells }: ExportLayout): boolean {
    const { listed, queried, single, cut, rows, learned } = this.#plan;
    const others = [listed, queried, single, cut, rows].every((each) => each.length === 0);
    return others && learned.every((field) => cells.get(field)?.read === unlearned);
  }

  /** `named`: references tell names. */
  completeExported(rows: FileRows, named: boolean): Promise<FileRows> {
    return this.#learned.fillExported(rows, named, this.#context.signal);
  }

  /** Rows as they are, where they may be, or the records that they are. `named`: references tell names. */
  async completePage(
    { records, rows }: Pick<QueriedPage, 'records' | 'rows'>,
    named: boolean,
  ): Promise<Pick<RecordBatch, 'records' | 'exported'>> {
    if (!rows) return { records: await this.complete(records) };
    const isKnown = !named || this.#plan.learned.length === 0;
    const exported = isKnown ? rows : await this.#learned.fillQueried(rows, this.#context.signal);
    return exported ? { records: [], exported } : { records: await this.complete(recordsOf(rows)) };
  }

  /** A record of which two calls told different versions, read anew with one. Undefined = gone. */
  readSingly(id: string): Promise<MutableRecord | undefined> {
    return this.#calls.readSingly(id);
  }

  async #addSingle(records: readonly MutableRecord[]): Promise<void> {
    const { records: crm, signal } = this.#context;
    await Promise.all(
      records.map(async (record) => {
        const whole = await crm.record(this.#plan.module, record.id, signal);
        for (const field of this.#plan.single) record[field] = withoutSystemKeys(whole?.[field] ?? []);
      }),
    );
  }

  /** Only where a text may have been cut; counted in either way, as nobody tells what Zoho counts. */
  async #addFullTexts(records: readonly MutableRecord[]): Promise<void> {
    const { cut, module } = this.#plan;
    const { records: crm, limits, signal } = this.#context;
    const byId = new Map(
      records.filter((each) => cut.some((field) => isCut(each[field]))).map((each) => [each.id, each]),
    );
    const calls = chunksOf([...byId.keys()], limits.fullTextIds).flatMap((ids) =>
      chunksOf(cut, limits.fullTextFields).map((fields) => crm.fullTexts(module, ids, fields, signal)),
    );
    for (const whole of (await Promise.all(calls)).flat()) {
      const record = byId.get(whole.id);
      for (const field of cut) if (record && whole[field] !== undefined) record[field] = whole[field];
    }
  }

  async #addRows(
    records: readonly MutableRecord[],
    { path, module, parentField, otherField }: RowsField,
  ): Promise<void> {
    const byParent = new Map<string, CrmValue[]>();
    for (const record of records) {
      const rows: CrmValue[] = [];
      byParent.set(record.id, rows);
      record[path] = rows;
    }
    const completer = this.#rowCompleter(module, parentField, otherField);
    const columns = completer.#plan.columnBatches[0] ?? [];
    const found = await queriedRows({ module, columns, field: parentField, ids: [...byParent.keys()] }, this.#context);
    for (const row of await completer.complete(found)) {
      const rows = byParent.get(asReference(row[parentField])?.id ?? '');
      rows?.push(otherField === undefined ? row : { [path]: row[otherField] ?? null, id: row.id });
    }
  }

  #rowCompleter(module: string, parentField: string, otherField: string | undefined): Completer {
    const known = this.#rowCompleters.get(module);
    if (known) return known;
    const all = (this.#context.known.get(module) ?? []).map((field) => field.apiName);
    const fields = otherField === undefined ? all : [parentField, otherField];
    const plan = planFields('coql', module, [parentField, ...fields], this.#context.known, this.#context.limits);
    // What does not fit into the first query is read by id; rows have few fields.
    const others = plan.columnBatches.slice(1).flat();
    const first = plan.columnBatches.slice(0, 1);
    const completer = new Completer(
      { ...plan, columnBatches: first, listed: [...plan.listed, ...others] },
      this.#context,
    );
    this.#rowCompleters.set(module, completer);
    return completer;
  }
}

function isCut(value: CrmValue | undefined): boolean {
  if (typeof value !== 'string' || value.length < cutLength) return false;
  return value.length === cutLength || Array.from(value).length === cutLength;
}

/** Rows of the call for a single record have keys of the user interface among their fields. */
function withoutSystemKeys(value: CrmValue): CrmValue {
  if (!Array.isArray(value)) return value;
  return (value as readonly CrmValue[]).map((row) => {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) return row;
    return Object.fromEntries(Object.entries(row).filter(([key]) => !key.startsWith('$')));
  });
}
