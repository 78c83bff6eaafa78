import type { Comparator, Criterion } from '../schema/module.ts';
import { invalidSearch } from './searchErrors.ts';

/** The comparators of the search API by the names that it gives them (zoho-api.md section 4.9). */
export const searchOperators: Readonly<Record<string, Comparator>> = {
  equals: 'equal',
  not_equal: 'not_equal',
  greater_than: 'greater_than',
  greater_equal: 'greater_equal',
  less_than: 'less_than',
  less_equal: 'less_equal',
  between: 'between',
  in: 'in',
  starts_with: 'starts_with',
};

/** Far more than 15 conditions need; keeps hostile criteria from exhausting the stack. */
const mostBrackets = 500;

/**
 * Reads `criteria`: `((Field:op:value)and(Field:op:value))`, where a backslash takes the meaning from a bracket, comma or
 * backslash in a value. Brackets around the whole are not needed; `and` and `or` do not mix without brackets.
 * Throws ApiError INVALID_QUERY. Source: zoho-api.md section 4.9.
 */
export function parseCriteria(text: string): Criterion {
  if (text.split('(').length > mostBrackets) throw malformed();
  const reader = new CriteriaReader(text);
  const criterion = readExpression(reader);
  reader.skipSpace();
  if (!reader.atEnd) throw malformed();
  return criterion;
}

function readExpression(reader: CriteriaReader): Criterion {
  const of = [readOperand(reader)];
  const word = reader.takeConnective();
  if (!word) return of[0] ?? { kind: 'all', of };
  for (let next: string | undefined = word; next; next = reader.takeConnective()) {
    if (next !== word) throw malformed();
    of.push(readOperand(reader));
  }
  return { kind: word === 'and' ? 'all' : 'any', of };
}

function readOperand(reader: CriteriaReader): Criterion {
  reader.skipSpace();
  if (!reader.take('(')) return readTest(reader);
  const inner = readExpression(reader);
  reader.skipSpace();
  if (!reader.take(')')) throw malformed();
  return inner;
}

function readTest(reader: CriteriaReader): Criterion {
  const [, field, operator] = reader.match(/\s*([\w$.]+)\s*:\s*(\w+)\s*:/y) ?? [];
  if (field === undefined || operator === undefined) throw malformed();
  const comparator = Object.hasOwn(searchOperators, operator) ? searchOperators[operator] : undefined;
  if (!comparator) throw invalidSearch('invalid operator found', { operator, api_name: field });
  const takesList = comparator === 'in' || comparator === 'between';
  return { kind: 'test', path: field.split('.'), comparator, values: reader.readValues(takesList) };
}

function malformed(): Error {
  return invalidSearch('invalid query formed', { param_name: 'criteria' });
}

class CriteriaReader {
  readonly #text: string;
  #position = 0;

  constructor(text: string) {
    this.#text = text;
  }

  get atEnd(): boolean {
    return this.#position === this.#text.length;
  }

  match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#position;
    const found = pattern.exec(this.#text);
    if (found) this.#position = pattern.lastIndex;
    return found;
  }

  skipSpace(): void {
    this.match(/\s*/y);
  }

  take(character: '(' | ')'): boolean {
    const found = this.#text[this.#position] === character;
    if (found) this.#position++;
    return found;
  }

  takeConnective(): 'and' | 'or' | undefined {
    const word = this.match(/\s*(and|or)(?=[\s(])/iy)?.[1]?.toLowerCase();
    return word === 'and' || word === 'or' ? word : undefined;
  }

  /** Up to the closing bracket or the end. Only lists are split at commas. */
  readValues(takesList: boolean): readonly string[] {
    const values = [''];
    for (; !this.atEnd && this.#text[this.#position] !== ')'; this.#position++) {
      let character = this.#text[this.#position] ?? '';
      if (character === '(') throw invalidSearch('special characters are not allowed', { param_name: 'criteria' });
      if (character === ',' && takesList) {
        values.push('');
        continue;
      }
      if (character === '\\') character = this.#text[++this.#position] ?? '';
      values.push((values.pop() ?? '') + character);
    }
    return values.map((value) => value.trim());
  }
}
