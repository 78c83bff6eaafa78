import type { CrmRecords } from '../../crm/crmRecords.ts';
import type { ExportedRows } from '../../model/exportedRows.ts';
import { cellText } from '../../model/exportedRows.ts';
import type { CrmRecord, CrmValue } from '../../model/record.ts';
import { chunksOf } from './chunks.ts';
import type { FileRows } from './fileRows.ts';
import { withConverted } from './listedRecords.ts';
import type { QueriedPageRows } from './queriedPageRows.ts';

export type MutableRecord = Record<string, CrmValue> & { id: string };

/** Beyond this, what was learned is forgotten, so that memory does not grow with the number of records. */
const mostLearned = 50_000;

/** Values by the word that stands for them. */
type Learned = Map<string, CrmValue>;

/**
 * What belongs to an id or a word, where the way tells no more: users' full names, what a lookup into several modules
 * points to, tags with their colors. Asks a list for one record of each kind that is new, and remembers.
 */
export class LearnedValues {
  readonly #records: CrmRecords;
  readonly #module: string;
  readonly #fields: readonly string[];
  readonly #most: number;
  readonly #learned = new Map<string, Learned>();

  constructor(records: CrmRecords, module: string, fields: readonly string[], idsAtOnce: number) {
    this.#records = records;
    this.#module = module;
    this.#fields = fields;
    this.#most = idsAtOnce;
  }

  /** Puts what was learned into the records. What cannot be learned stays as it is, ids in the form of references. */
  async fill(records: readonly MutableRecord[], signal: AbortSignal): Promise<void> {
    const all = this.#memory();
    const examples = [...examplesIn(records, all)];
    if (examples.length === 0) return;
    await this.#learn(examples, records, all, signal);
    for (const [field, learned] of all) {
      for (const record of records) {
        const value = record[field];
        if (value !== null && value !== undefined) record[field] = learned.get(wordFor(value)) ?? unlearned(value);
      }
    }
  }

  /** Learns what the texts of an export stand for, those of references only where they are to be `named`. */
  async fillExported(rows: FileRows, named: boolean, signal: AbortSignal): Promise<FileRows> {
    const isWanted = (field: string): boolean => named || rows.cells.get(field)?.kind !== 'reference';
    const all = new Map([...this.#memory()].filter(([field]) => isWanted(field)));
    if (all.size === 0) return rows;
    await this.#learnRows(rows, all, signal);
    return rows.withLearned(all);
  }

  /** The same for a page of a query. Undefined where something stays unknown, of which the page itself tells more. */
  async fillQueried(rows: QueriedPageRows, signal: AbortSignal): Promise<QueriedPageRows | undefined> {
    const all = this.#memory();
    const isNew = await this.#learnRows(rows, all, signal);
    return isNew && exampleRows(rows, all).length > 0 ? undefined : rows.withLearned(all);
  }

  /** Answers whether there was anything to be learned. */
  async #learnRows(rows: ExportedRows, all: ReadonlyMap<string, Learned>, signal: AbortSignal): Promise<boolean> {
    const examples = exampleRows(rows, all).map((row) => rows.record(row) as MutableRecord);
    const ids = examples.map(({ id }) => id);
    if (ids.length > 0) await this.#learn(ids, examples, all, signal);
    return ids.length > 0;
  }

  /** What is known so far. It stays with those who are at it when there is too much, and others begin anew. */
  #memory(): ReadonlyMap<string, Learned> {
    for (const field of this.#fields) {
      if ((this.#learned.get(field)?.size ?? Infinity) > mostLearned) this.#learned.set(field, new Map());
    }
    return new Map(this.#learned);
  }

  async #learn(
    ids: readonly string[],
    records: readonly MutableRecord[],
    all: ReadonlyMap<string, Learned>,
    signal: AbortSignal,
  ): Promise<void> {
    const before = new Map(records.map((record) => [record.id, record]));
    const fields = this.#fields;
    const ask = async (some: readonly string[]): Promise<void> => {
      const request = { module: this.#module, fields, ids: some, ...withConverted(this.#module) };
      const { records: listed } = await this.#records.list(request, signal);
      for (const record of listed) remember(record, before.get(record.id), all);
    };
    await Promise.all(chunksOf(ids, this.#most).map(ask));
  }
}

/** Fills in what is known. Answers ids of records that hold, together, everything that is not known yet. */
function examplesIn(records: readonly MutableRecord[], all: ReadonlyMap<string, Learned>): ReadonlySet<string> {
  const ids = new Set<string>();
  for (const [field, learned] of all) {
    const asked = new Set<string>();
    for (const record of records) {
      const value = record[field];
      if (value === null || value === undefined) continue;
      const word = wordFor(value);
      const known = learned.get(word);
      if (known !== undefined) record[field] = known;
      else if (!asked.has(word)) {
        asked.add(word);
        ids.add(record.id);
      }
    }
  }
  return ids;
}

/** Rows that hold, together, everything that is not known yet. */
function exampleRows(rows: ExportedRows, all: ReadonlyMap<string, Learned>): readonly number[] {
  const examples = new Set<number>();
  for (const [field, learned] of all) {
    const at = rows.cells.get(field)?.at;
    if (at === undefined) continue;
    const asked = new Set<string>(['']);
    for (let row = 0; row < rows.count; row++) {
      const word = cellText(rows, row * rows.columns + at);
      if (asked.has(word) || learned.has(word)) continue;
      asked.add(word);
      examples.add(row);
    }
  }
  return [...examples];
}

/** Under the word that stood for it, if it still does. */
function remember(listed: CrmRecord, before: MutableRecord | undefined, all: ReadonlyMap<string, Learned>): void {
  for (const [field, learned] of all) {
    const value = listed[field];
    const was = before?.[field];
    if (isNothing(value) || isNothing(was)) continue;
    if (standsFor(was, value)) learned.set(wordFor(was), value);
  }
}

/** Nothing was there when the list was made: no word stands for that. */
function isNothing(value: CrmValue | undefined): value is null | undefined | '' {
  return value === null || value === undefined || value === '' || (Array.isArray(value) && value.length === 0);
}

function wordFor(value: CrmValue): string {
  return typeof value === 'string' ? value : (idOf(value) ?? JSON.stringify(value));
}

/** Ids have to be the same; other words are taken for what the record holds now. */
function standsFor(was: CrmValue, value: CrmValue): boolean {
  const id = idOf(value);
  return id === undefined || id === (idOf(was) ?? was);
}

function idOf(value: CrmValue): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { id } = value as { readonly id?: CrmValue };
  return typeof id === 'string' ? id : undefined;
}

/** As long as it is not known: ids in the form of references. */
export function unlearned(value: CrmValue): CrmValue {
  return typeof value === 'string' && /^\d{15,20}$/.test(value) ? { name: null, id: value } : value;
}
