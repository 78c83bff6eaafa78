import { ValueIndex } from './valueIndex.ts';

/**
 * A value as the store keeps it, by the field's type:
 *
 * | type | kept as |
 * | --- | --- |
 * | datetime | epoch milliseconds, whole seconds |
 * | date | `yyyy-MM-dd` |
 * | lookup, ownerlookup, userlookup | the id that it points to |
 * | multi_module_lookup | `{ module, id }` |
 * | multiselectpicklist, Tag | the texts, in order |
 * | bigint | digits |
 * | integer, double, currency, percent | a number |
 * | fileupload, imageupload, RRULE, ALARM, Participants and the like | plain data, sent as it is |
 *
 * Subform rows are records of the subform's module with a `Parent_Id`; multi-select lookups are records of the linking module.
 */
export type StoredValue =
  string | number | boolean | null | readonly StoredValue[] | { readonly [key: string]: StoredValue };

/** Values by field API name, the system's own (`Created_Time`, `Modified_Time`, `Created_By`, `Owner` …) included. */
export interface StoredRecord {
  readonly id: string;
  readonly values: Readonly<Record<string, StoredValue>>;
}

export interface DeletedRecord {
  readonly id: string;
  readonly displayName: string | null;
  readonly deletedAt: number;
  readonly deletedBy: string;
  readonly createdBy: string | null;
  readonly type: 'recycle' | 'permanent';
  /** What it held, for tests that restore it and for related lists of deleted parents. */
  readonly record: StoredRecord;
}

/** The records of one module. Ids have equal length, so that they sort as texts. */
export class RecordTable {
  readonly #byId = new Map<string, StoredRecord>();
  #ascending: StoredRecord[] = [];
  #sorted = true;
  readonly #index = new ValueIndex();
  /** Orders other than by id, made when asked for and dropped by the next write. */
  readonly #orders = new Map<string, readonly StoredRecord[]>();
  readonly #lastNumbers = new Map<string, number>();
  readonly deleted: DeletedRecord[] = [];

  get size(): number {
    return this.#byId.size;
  }

  get(id: string): StoredRecord | undefined {
    return this.#byId.get(id);
  }

  /** All records by ascending id. The array is the table's own: read it, do not keep it across a write. */
  ascending(): readonly StoredRecord[] {
    if (!this.#sorted) {
      this.#ascending.sort((a, b) => (a.id < b.id ? -1 : 1));
      this.#sorted = true;
    }
    return this.#ascending;
  }

  /** The position of the first record whose id is not below `id`, in `ascending()`. */
  positionOf(id: string): number {
    const records = this.ascending();
    let low = 0;
    let high = records.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const record = records[middle];
      if (record && record.id < id) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /**
   * All records by ascending value of a field, records with equal values by ascending id; `null` comes first.
   * The array is the table's own: read it, do not keep it across a write.
   */
  ascendingBy(fieldName: string): readonly StoredRecord[] {
    if (fieldName === 'id') return this.ascending();
    let order = this.#orders.get(fieldName);
    if (!order) {
      order = this.ascending().toSorted((a, b) => compareValues(a.values[fieldName], b.values[fieldName]));
      this.#orders.set(fieldName, order);
    }
    return order;
  }

  /**
   * Ids of the records that have this value in this field, in ascending order. Texts compare without regard to case;
   * `{ module, id }` is found by its id. Takes time for the matches only, after the first question about a field.
   */
  idsWith(fieldName: string, value: StoredValue): readonly string[] {
    return this.#index.idsWith(fieldName, value, this.#ascending);
  }

  /** The records of `idsWith`. */
  recordsWith(fieldName: string, value: StoredValue): readonly StoredRecord[] {
    return this.idsWith(fieldName, value).flatMap((id) => this.#byId.get(id) ?? []);
  }

  /** The next number of an autonumber field: one above the largest digits in the table, at least `start`; never again. */
  nextNumber(fieldName: string, start: number): number {
    const last = this.#lastNumbers.get(fieldName) ?? this.#largestNumber(fieldName);
    const next = Math.max(last + 1, start);
    this.#lastNumbers.set(fieldName, next);
    return next;
  }

  #largestNumber(fieldName: string): number {
    let largest = 0;
    for (const record of this.#ascending) {
      const value = record.values[fieldName];
      const digits = typeof value === 'string' ? /(\d+)\D*$/.exec(value)?.[1] : undefined;
      if (digits !== undefined) largest = Math.max(largest, Number(digits));
    }
    return largest;
  }

  insert(record: StoredRecord): void {
    this.#orders.clear();
    this.#index.added(record);
    const last = this.#ascending.at(-1);
    if (last && record.id < last.id) this.#sorted = false;
    this.#byId.set(record.id, record);
    this.#ascending.push(record);
  }

  /** Puts a new version of an existing record in its place. */
  replace(record: StoredRecord): void {
    const position = this.positionOf(record.id);
    if (this.#ascending[position]?.id !== record.id) throw new RangeError(`No record ${record.id}`);
    this.#orders.clear();
    const before = this.#byId.get(record.id);
    if (before) this.#index.removed(before);
    this.#index.added(record);
    this.#byId.set(record.id, record);
    this.#ascending[position] = record;
  }

  remove(id: string): StoredRecord | undefined {
    const record = this.#byId.get(id);
    if (!record) return undefined;
    this.#orders.clear();
    this.#index.removed(record);
    this.#ascending.splice(this.positionOf(id), 1);
    this.#byId.delete(id);
    return record;
  }
}

/** The order of stored values of one field: `null`, then numbers by size and texts without regard to case. */
export function compareValues(a: StoredValue | undefined, b: StoredValue | undefined): number {
  const left = sortKey(a);
  const right = sortKey(b);
  if (left === right) return 0;
  if (left === null) return -1;
  if (right === null) return 1;
  return left < right ? -1 : 1;
}

function sortKey(value: StoredValue | undefined): string | number | null {
  if (value === undefined || value === null) return null;
  if (typeof value === 'number') return value;
  if (typeof value === 'string') return value.toLowerCase();
  return JSON.stringify(value);
}

/** The tables of all modules, made when first asked for. */
export class RecordStore {
  readonly #tables = new Map<string, RecordTable>();

  table(moduleApiName: string): RecordTable {
    let table = this.#tables.get(moduleApiName);
    if (!table) {
      table = new RecordTable();
      this.#tables.set(moduleApiName, table);
    }
    return table;
  }
}
