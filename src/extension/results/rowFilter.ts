import type { CrmRecord, CrmValue } from '../../core/model/record.ts';
import type { Arrangement } from '../../protocol/results.ts';
import type { CellMaker } from './cells.ts';

/** Whether a record is shown; undefined where all are. */
export function rowFilter(
  makers: readonly CellMaker[],
  { search, filters }: Arrangement,
): ((record: CrmRecord) => boolean) | undefined {
  const tests = makers.flatMap((maker) => {
    const test = columnTest(maker, filters[maker.column.key] ?? '');
    return test ? [(record: CrmRecord) => test(record[maker.column.key])] : [];
  });
  const wanted = search.trim();
  if (wanted !== '') tests.push(searchTest(makers, wanted));
  if (tests.length === 0) return undefined;
  return (record) => tests.every((test) => test(record));
}

/** To turn instants into local times is dear: it is left out for what no time holds. */
function searchTest(makers: readonly CellMaker[], wanted: string): (record: CrmRecord) => boolean {
  const isTimeLike = /^[\d :-]+$/.test(wanted);
  const searched = makers.filter(({ kind }) => kind !== 'dateTime' || isTimeLike);
  const pattern = patternOf(wanted);
  return (record) => searched.some((maker) => contains(maker, record[maker.column.key], pattern));
}

type ValueTest = (value: CrmValue | undefined) => boolean;

/** `text`, or `=`, `!=`, `<`, `<=`, `>`, `>=` and a value. Nothing after `=` or `!=`: empty, or not. */
function columnTest(maker: CellMaker, filter: string): ValueTest | undefined {
  const [, operator = '', rest = ''] = /^\s*(!=|<=|>=|=|<|>)?(.*)$/s.exec(filter) ?? [];
  const operand = rest.trim();
  if (operator === '') {
    const pattern = patternOf(operand);
    return operand === '' ? undefined : (value) => contains(maker, value, pattern);
  }
  if (operand === '' && operator !== '=' && operator !== '!=') return undefined;
  const holds = verdicts[operator];
  return (value) => {
    const difference = compareToOperand(maker, value, operand);
    return difference !== undefined && holds?.(difference) === true;
  };
}

const verdicts: Readonly<Record<string, (difference: number) => boolean>> = {
  '=': (difference) => difference === 0,
  '!=': (difference) => difference !== 0,
  '<': (difference) => difference < 0,
  '<=': (difference) => difference <= 0,
  '>': (difference) => difference > 0,
  '>=': (difference) => difference >= 0,
};

/** In any case of letters. Faster than to make each text lower case. */
function patternOf(text: string): RegExp {
  return new RegExp(text.replaceAll(/[.*+?^${}()|[\]\\/]/g, '\\$&'), 'iu');
}

function contains({ text, kind }: CellMaker, value: CrmValue | undefined, pattern: RegExp): boolean {
  if (value === null || value === undefined) return false;
  return pattern.test(typeof value === 'string' && kind !== 'dateTime' ? value : text(value));
}

/** Numbers as numbers; anything else by the text that is seen, as far as the operand goes: `>2026-11` takes all of December. */
function compareToOperand(maker: CellMaker, value: CrmValue | undefined, operand: string): number | undefined {
  const isEmpty = value === null || value === undefined || value === '';
  if (operand === '') return isEmpty ? 0 : 1;
  if (isEmpty) return undefined;
  if (maker.kind === 'number' && typeof value === 'number') {
    const number = Number(operand);
    return Number.isNaN(number) ? undefined : value - number;
  }
  const text = maker.text(value).toLowerCase();
  const wanted = operand.toLowerCase();
  if (maker.kind === 'digits') return text.length - wanted.length || compareTexts(text, wanted);
  const isTime = maker.kind === 'dateTime' || maker.column.fieldType === 'date';
  return compareTexts(isTime ? text.slice(0, wanted.length) : text, wanted);
}

function compareTexts(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
