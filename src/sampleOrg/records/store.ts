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

  insert(record: StoredRecord): void {
    const last = this.#ascending.at(-1);
    if (last && record.id < last.id) this.#sorted = false;
    this.#byId.set(record.id, record);
    this.#ascending.push(record);
  }

  /** Puts a new version of an existing record in its place. */
  replace(record: StoredRecord): void {
    const position = this.positionOf(record.id);
    if (this.#ascending[position]?.id !== record.id) throw new RangeError(`No record ${record.id}`);
    this.#byId.set(record.id, record);
    this.#ascending[position] = record;
  }

  remove(id: string): StoredRecord | undefined {
    const record = this.#byId.get(id);
    if (!record) return undefined;
    this.#ascending.splice(this.positionOf(id), 1);
    this.#byId.delete(id);
    return record;
  }
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
