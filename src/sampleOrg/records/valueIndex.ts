import type { StoredRecord, StoredValue } from './store.ts';

/**
 * Ids of records by the values of the fields that somebody asked for. A field's index is made when it is first looked up
 * and kept up to date from then on, so that duplicate checks, subform rows and related lists never read a whole table.
 */
export class ValueIndex {
  readonly #idsByField = new Map<string, Map<string, Set<string>>>();

  /**
   * Ids of the records whose value equals `value`, in ascending order. Texts compare without regard to case; a value
   * `{ module, id }` is found by its id.
   */
  idsWith(fieldName: string, value: StoredValue, all: readonly StoredRecord[]): readonly string[] {
    const key = keyOf(value);
    if (key === undefined) return [];
    let ids = this.#idsByField.get(fieldName);
    if (!ids) {
      ids = new Map();
      this.#idsByField.set(fieldName, ids);
      for (const record of all) add(ids, record, fieldName);
    }
    return [...(ids.get(key) ?? [])].sort();
  }

  added(record: StoredRecord): void {
    for (const [fieldName, ids] of this.#idsByField) add(ids, record, fieldName);
  }

  removed(record: StoredRecord): void {
    for (const [fieldName, ids] of this.#idsByField) {
      const key = keyOf(record.values[fieldName]);
      if (key === undefined) continue;
      const sameValue = ids.get(key);
      sameValue?.delete(record.id);
      if (sameValue?.size === 0) ids.delete(key);
    }
  }
}

function add(ids: Map<string, Set<string>>, record: StoredRecord, fieldName: string): void {
  const key = keyOf(record.values[fieldName]);
  if (key === undefined) return;
  const sameValue = ids.get(key);
  if (sameValue) sameValue.add(record.id);
  else ids.set(key, new Set([record.id]));
}

function keyOf(value: StoredValue | undefined): string | undefined {
  if (typeof value === 'string') return value === '' ? undefined : value.toLowerCase();
  if (typeof value === 'number') return String(value);
  if (typeof value === 'object' && value !== null && 'id' in value) return keyOf(value['id']);
  return undefined;
}
