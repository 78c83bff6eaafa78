import type { Field, FieldType } from '../../model/metadata.ts';
import type { CrmValue } from '../../model/record.ts';
import { multiValueReader } from './multiValueCells.ts';

/** A cell that is not empty as a value; an empty one is null without being asked. */
export interface CellReader {
  (text: string): CrmValue;
  /** Values of texts that will not be read in another way later; may grow. */
  readonly known?: ReadonlyMap<string, CrmValue>;
}

/** Undefined for cells that are what they are: texts, dates, ids. */
export function cellReader(field: Field | undefined): CellReader | undefined {
  if (!field) return undefined;
  if (field.type === 'pickList') return pickListReader(field);
  if (field.type === 'multiPickList') return multiValueReader(field);
  return readers[valueType(field)];
}

/** What the values of a field are: formulas and roll-ups are what they result in. */
export function valueType(field: Field): FieldType {
  return field.type === 'formula' || field.type === 'rollup' ? (field.resultType ?? 'text') : field.type;
}

const readers: Readonly<Partial<Record<FieldType, CellReader>>> = {
  boolean: readBoolean,
  integer: readNumber,
  decimal: readNumber,
  currency: readNumber,
  percent: readNumber,
  // Some exports write whole numbers with a decimal (zoho-api.md section 4.15).
  bigInteger: (text) => text.replace(/\.0+$/, ''),
};

function readBoolean(text: string): CrmValue {
  return text === 'true' ? true : text === 'false' ? false : text;
}

/** A number as JSON would have brought it; digits that a double cannot hold, and what is no number, stay text. */
function readNumber(text: string): CrmValue {
  const value = Number(text);
  if (!Number.isFinite(value) || text.trim() === '') return text;
  if (text.replace(/^-?0*\.?0*/, '').replace('.', '').length <= 15) return value;
  return String(value) === (text.includes('.') ? text.replace(/\.?0+$/, '') : text) ? value : text;
}

/** Records hold what people see; a file may hold what a renamed value was called when it was made. */
function pickListReader({ pickList }: Field): CellReader | undefined {
  const renamed = renamedValues(pickList);
  return renamed.size === 0
    ? undefined
    : Object.assign((text: string) => renamed.get(text) ?? text, { known: renamed });
}

/** What is shown, by the former name, where that name does not mean another value today. */
export function renamedValues(pickList: Field['pickList']): ReadonlyMap<string, string> {
  const shown = new Set(pickList.map((each) => each.display));
  const renamed = pickList.filter((each) => each.display !== each.actual && !shown.has(each.actual));
  return new Map(renamed.map(({ actual, display }) => [actual, display]));
}
