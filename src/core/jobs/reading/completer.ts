import { asReference } from '../../model/record.ts';
import type { CrmRecord, CrmValue } from '../../model/record.ts';
import { chunksOf } from './chunks.ts';
import { valueType } from './csvCells.ts';
import type { FieldPlan, RowsField } from './fieldPlan.ts';
import { planFields } from './fieldPlan.ts';
import type { MutableRecord } from './learnedValues.ts';
import { LearnedValues } from './learnedValues.ts';
import { listedRecords } from './listedRecords.ts';
import { queriedRows } from './queriedRows.ts';
import type { ReadContext } from './readContext.ts';

/** Lists cut rich texts at this length (zoho-api.md section 4.7). */
const cutLength = 500;

/** Adds to records, a page at a time, what the way by which they came does not have: see {@link FieldPlan}. */
export class Completer {
  readonly #plan: FieldPlan;
  readonly #context: ReadContext;
  readonly #learned: LearnedValues;
  readonly #rowCompleters = new Map<string, Completer>();
  /** Columns in which JSON may have an empty text or list, which CSV cannot tell from nothing. */
  readonly #emptiable: readonly string[];
  readonly #autoNumbers: readonly string[];

  constructor(plan: FieldPlan, context: ReadContext) {
    this.#plan = plan;
    this.#context = context;
    this.#learned = new LearnedValues(context.records, plan.module, plan.learned, context.limits.listIds);
    this.#emptiable = plan.wanted.filter(({ field }) => !field || mayBeEmpty(valueType(field))).map(({ path }) => path);
    this.#autoNumbers = plan.wanted.filter(({ field }) => field?.type === 'autoNumber').map(({ path }) => path);
  }

  /** Takes the records over and changes them. Those that are gone by now are left out. */
  async complete(page: readonly CrmRecord[]): Promise<readonly CrmRecord[]> {
    const plan = this.#plan;
    let records = page as readonly MutableRecord[];
    if (plan.listed.length + plan.queried.length > 0) records = await this.#withOtherCalls(records);
    if (plan.single.length > 0) await this.#addSingle(records);
    if (plan.learned.length > 0) await this.#learned.fill(records, this.#context.signal);
    if (plan.cut.length > 0) await this.#addFullTexts(records);
    for (const field of plan.rows) await this.#addRows(records, field);
    this.#normalize(records);
    return records;
  }

  /** Records of which two calls told different versions, read anew with one. Undefined = gone. */
  async readSingly(id: string): Promise<MutableRecord | undefined> {
    const { records, signal } = this.#context;
    const record = await records.record(this.#plan.module, id, signal);
    if (!record) return undefined;
    const { wanted, version, rows } = this.#plan;
    const taken: MutableRecord = { id };
    const own = wanted
      .map(({ path }) => path)
      .filter((path) => !path.includes('.') && !rows.some((each) => each.path === path));
    for (const path of [...own, ...(version === undefined ? [] : [version])]) {
      const value = record[path];
      if (value !== undefined) taken[path] = value;
    }
    return taken;
  }

  async #withOtherCalls(records: readonly MutableRecord[]): Promise<readonly MutableRecord[]> {
    const { module, listed, queried, version } = this.#plan;
    const { limits } = this.#context;
    const ids = records.map((record) => record.id);
    const versioned = version === undefined ? [] : [version];
    const calls = [
      ...chunksOf(listed, limits.listFields - versioned.length).map((fields) => ({
        fields,
        answer: listedRecords(module, ids, [...versioned, ...fields], this.#context),
      })),
      ...chunksOf(queried, limits.queryFields - versioned.length).map((fields) => ({
        fields,
        answer: this.#queried(ids, [...versioned, ...fields]),
      })),
    ];
    const answers = await Promise.all(calls.map(async ({ fields, answer }) => ({ fields, found: await answer })));
    const joined = await Promise.all(records.map((record) => this.#join(record, answers)));
    const gaps = this.#plan.version === undefined ? [] : versioned;
    const wantsVersion = this.#plan.wanted.some(({ path }) => path === version);
    const present = joined.filter((record) => record !== undefined);
    if (!wantsVersion) for (const record of present) for (const gap of gaps) Reflect.deleteProperty(record, gap);
    return present;
  }

  async #queried(ids: readonly string[], columns: readonly string[]): Promise<ReadonlyMap<string, CrmRecord>> {
    const rows = await queriedRows({ module: this.#plan.module, columns, field: 'id', ids }, this.#context);
    return new Map(rows.map((row) => [row.id, row]));
  }

  async #join(
    record: MutableRecord,
    answers: readonly { readonly fields: readonly string[]; readonly found: ReadonlyMap<string, CrmRecord> }[],
  ): Promise<MutableRecord | undefined> {
    const { version } = this.#plan;
    const parts = answers.map(({ found }) => found.get(record.id));
    const isOneVersion = parts.every(
      (part) => part && (version === undefined || isSameInstant(part[version], record[version])),
    );
    const joined = isOneVersion ? record : await this.readSingly(record.id);
    if (!joined) return undefined;
    for (const [index, { fields }] of answers.entries()) {
      for (const field of fields) {
        if (joined !== record && !field.includes('.')) continue;
        joined[field] = parts[index]?.[field] ?? null;
      }
    }
    return joined;
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

  /** Nothing is null, whichever way said it, and a number that is given by counting is a text. */
  #normalize(records: readonly MutableRecord[]): void {
    for (const field of this.#emptiable) {
      for (const record of records) {
        const value = record[field];
        if (value === '' || (typeof value === 'object' && Array.isArray(value) && value.length === 0)) {
          record[field] = null;
        }
      }
    }
    for (const field of this.#autoNumbers) {
      for (const record of records) if (typeof record[field] === 'number') record[field] = String(record[field]);
    }
  }
}

const withoutEmptyForm: readonly string[] = [
  ...['subform', 'multiLookup', 'lookup', 'userLookup', 'boolean', 'date', 'dateTime'],
  ...['integer', 'decimal', 'currency', 'percent', 'bigInteger', 'autoNumber'],
];

/** Whether JSON has a form for nothing besides null. */
function mayBeEmpty(type: string): boolean {
  return !withoutEmptyForm.includes(type);
}

function isCut(value: CrmValue | undefined): boolean {
  if (typeof value !== 'string' || value.length < cutLength) return false;
  return value.length === cutLength || Array.from(value).length === cutLength;
}

/** Two calls may tell one instant with different offsets. */
export function isSameInstant(a: CrmValue | undefined, b: CrmValue | undefined): boolean {
  return a === b || (typeof a === 'string' && typeof b === 'string' && Date.parse(a) === Date.parse(b));
}

/** Rows of the call for a single record have keys of the user interface among their fields. */
function withoutSystemKeys(value: CrmValue): CrmValue {
  if (!Array.isArray(value)) return value;
  return (value as readonly CrmValue[]).map((row) => {
    if (typeof row !== 'object' || row === null || Array.isArray(row)) return row;
    return Object.fromEntries(Object.entries(row).filter(([key]) => !key.startsWith('$')));
  });
}
