import type { CrmRecord, CrmValue } from '../../model/record.ts';
import { chunksOf } from './chunks.ts';
import type { Scope } from './conditionText.ts';
import type { FieldPlan } from './fieldPlan.ts';
import type { MutableRecord } from './learnedValues.ts';
import { listedRecords } from './listedRecords.ts';
import { queriedBetween, queriedRows } from './queriedRows.ts';
import type { ReadContext } from './readContext.ts';

/** One call, or several of a kind, for fields of a page of records. */
interface Answer {
  readonly fields: readonly string[];
  readonly found: ReadonlyMap<string, CrmRecord>;
}

/** Joins to records what a plan's other calls tell of them (`listed`, `queried`); all values of a record are of one version. */
export class JoinedCalls {
  readonly #plan: FieldPlan;
  readonly #context: ReadContext;
  readonly #scope: Scope | undefined;

  /**
   * `scope`: of which pages that are sorted by id are whole stretches, but for what came or went meanwhile. They are then
   * queried from end to end, as many rows at a time as a query gives; other pages by a few ids at a time.
   */
  constructor(plan: FieldPlan, context: ReadContext, scope: Scope | undefined) {
    this.#plan = plan;
    this.#context = context;
    this.#scope = scope;
  }

  /** Takes the records over and changes them. Those that are gone by now are left out. */
  async join(records: readonly MutableRecord[]): Promise<readonly MutableRecord[]> {
    const { version, wanted } = this.#plan;
    const answers = await this.#ask(records);
    const joined = await Promise.all(records.map((record) => this.#joinOne(record, answers)));
    const present = joined.filter((record) => record !== undefined);
    const wantsVersion = version === undefined || wanted.some(({ path }) => path === version);
    if (!wantsVersion) for (const record of present) Reflect.deleteProperty(record, version);
    return present;
  }

  /** A record of which two calls told different versions, read anew with one. Undefined = gone. */
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

  #ask(records: readonly MutableRecord[]): Promise<readonly Answer[]> {
    const { module, listed, queried, version } = this.#plan;
    const { limits } = this.#context;
    const ids = records.map((record) => record.id);
    const versioned = version === undefined ? [] : [version];
    const ask = async (fields: readonly string[], found: Promise<Answer['found']>) => ({ fields, found: await found });
    return Promise.all([
      ...chunksOf(listed, limits.listFields - versioned.length).map((fields) =>
        ask(fields, listedRecords(module, ids, [...versioned, ...fields], this.#context)),
      ),
      ...chunksOf(queried, limits.queryFields - versioned.length).map((fields) =>
        ask(fields, this.#queried(ids, [...versioned, ...fields])),
      ),
    ]);
  }

  async #queried(ids: readonly string[], columns: readonly string[]): Promise<Answer['found']> {
    const { module } = this.#plan;
    const ends = this.#scope && endsOf(ids);
    const rows = ends
      ? await queriedBetween({ module, columns, condition: this.#scope.condition, ...ends }, this.#context)
      : await queriedRows({ module, columns, field: 'id', ids }, this.#context);
    return new Map(rows.map((row) => [row.id, row]));
  }

  async #joinOne(record: MutableRecord, answers: readonly Answer[]): Promise<MutableRecord | undefined> {
    const { version } = this.#plan;
    const parts = answers.map(({ found }) => found.get(record.id));
    const isOneVersion = parts.every(
      (part) => part && (version === undefined || isSameInstant(part[version], record[version])),
    );
    const joined = isOneVersion ? record : await this.readSingly(record.id);
    if (!joined) return undefined;
    for (const [index, { fields }] of answers.entries()) {
      for (const field of fields) {
        // The version that was read singly has its own values; only those of related records are still missing.
        if (joined !== record && !field.includes('.')) continue;
        joined[field] = parts[index]?.[field] ?? null;
      }
    }
    return joined;
  }
}

/** Two calls may tell one instant with different offsets. */
export function isSameInstant(a: CrmValue | undefined, b: CrmValue | undefined): boolean {
  return a === b || (typeof a === 'string' && typeof b === 'string' && Date.parse(a) === Date.parse(b));
}

/** The lowest and the highest id of a page; undefined where it is not sorted by them, so that they may be far apart. */
function endsOf(ids: readonly string[]): { readonly first: string; readonly last: string } | undefined {
  const numbers = ids.map(BigInt);
  const [first, last] = [ids[0], ids.at(-1)];
  if (first === undefined || last === undefined) return undefined;
  const isSorted = (isBefore: (a: bigint, b: bigint) => boolean): boolean =>
    numbers.every((id, at) => at === 0 || isBefore(numbers[at - 1] ?? id, id));
  if (isSorted((a, b) => a < b)) return { first, last };
  return isSorted((a, b) => a > b) ? { first: last, last: first } : undefined;
}
