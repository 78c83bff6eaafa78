import { valueType } from './csvCells.ts';
import type { WantedField } from './fieldPlan.ts';
import type { MutableRecord } from './learnedValues.ts';

/** Gives values the one form that they have whichever way they came. */
export class NormalValues {
  /** Columns in which JSON may have an empty text or list, which CSV cannot tell from nothing. */
  readonly #emptiable: readonly string[];
  readonly #autoNumbers: readonly string[];

  constructor(wanted: readonly WantedField[]) {
    this.#emptiable = wanted.filter(({ field }) => !field || mayBeEmpty(valueType(field))).map(({ path }) => path);
    this.#autoNumbers = wanted.filter(({ field }) => field?.type === 'autoNumber').map(({ path }) => path);
  }

  /** Changes the records: nothing is null, and a number that is given by counting is a text. */
  apply(records: readonly MutableRecord[]): void {
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
  ...['subform', 'multiLookup', 'lookup', 'userLookup', 'boolean', 'integer', 'decimal', 'currency', 'percent'],
];

/** Whether JSON has a form for nothing besides null. */
function mayBeEmpty(type: string): boolean {
  return !withoutEmptyForm.includes(type);
}
