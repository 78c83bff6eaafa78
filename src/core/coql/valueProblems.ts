import type { Field, FieldType } from '../model/metadata.ts';
import { nearestNames } from './nearestNames.ts';
import type { CoqlProblem, Fix } from './problem.ts';
import { errorAt, replacing, warningAt } from './problem.ts';
import type { ComparisonCondition, Literal } from './syntax.ts';
import { dateTimeRewritings, isDate, isDateTime } from './timeLiterals.ts';

/** Values that cannot be read as the field's type. Sources: zoho-api.md sections 4.11 and 5. */
export function findValueProblems(comparison: ComparisonCondition, field: Field): CoqlProblem[] {
  const operator = comparison.operator?.operator;
  if (operator === 'like' || operator === 'not like') return likeProblems(comparison);
  return comparison.values.flatMap((value) => valueProblems(value, field));
}

/** The shapes that LIKE knows: `'abc%'`, `'%abc'`, `'%abc%'`; the last only with NOT. */
export function likeProblems({ operator, values: [value] }: ComparisonCondition): CoqlProblem[] {
  if (!value || (operator?.operator !== 'like' && operator?.operator !== 'not like')) return [];
  const { value: text } = value;
  const inner = text.slice(text.startsWith('%') ? 1 : 0, text.endsWith('%') && text.length > 1 ? -1 : undefined);
  if (inner.includes('%') || text === '%') {
    return [errorAt('wrongValue', value, 'A "%" stands at the beginning or the end only, beside other characters.')];
  }
  const isContained = text.startsWith('%') && text.endsWith('%');
  if (operator.operator === 'like' || isContained) return [];
  const fix = replacing('Exclude what contains it', value, quote(`%${inner}%`));
  return [errorAt('wrongValue', value, '"not like" takes "%" at both ends only.', [fix])];
}

interface Expectation {
  readonly isFine: (text: string) => boolean;
  /** What is expected, to go after "takes". */
  readonly what: string;
  readonly fixes?: (value: Literal) => readonly Fix[];
}

const number: Expectation = { isFine: (text) => /^[+-]?\d+(\.\d+)?$/.test(text), what: 'a number' };
const id: Expectation = { isFine: (text) => /^-?\d+$/.test(text), what: 'the id of a record' };

const expectations: Readonly<Partial<Record<FieldType, Expectation>>> = {
  ...{ integer: number, decimal: number, currency: number, percent: number },
  bigInteger: { ...id, what: 'a whole number' },
  ...{ lookup: id, userLookup: id },
  boolean: { isFine: (text) => /^(true|false)$/i.test(text), what: 'true or false' },
  date: { isFine: isDate, what: "a day such as '2026-11-22'", fixes: dateFixes },
  dateTime: {
    isFine: isDateTime,
    what: "a time with its offset and without fractions, such as '2026-11-22T09:30:00+01:00'",
    fixes: dateTimeFixes,
  },
};

function valueProblems(value: Literal, field: Field): CoqlProblem[] {
  // Zoho fills in such markers itself.
  if (!value.isClosed || /^\$\{\w+\}$/.test(value.value)) return [];
  if (field.type === 'pickList' || field.type === 'multiPickList') return pickListProblems(value, field);
  const expected = field.crmType === 'layout' ? id : expectations[field.type];
  if (!expected || expected.isFine(value.value)) return [];
  const message = `${field.apiName} (${field.crmType}) takes ${expected.what}.`;
  return [errorAt('wrongValue', value, message, expected.fixes?.(value) ?? [])];
}

/** Records may hold values that are offered no longer, so that this is no error. */
function pickListProblems(value: Literal, { apiName, type, pickList }: Field): CoqlProblem[] {
  if (pickList.length === 0) return [];
  const known = new Set(pickList.flatMap(({ display, actual }) => [display.toLowerCase(), actual.toLowerCase()]));
  const parts = type === 'multiPickList' ? value.value.split(';').map((each) => each.trim()) : [value.value];
  const unknown = parts.find((part) => part !== '' && !known.has(part.toLowerCase()));
  if (unknown === undefined) return [];
  const near = nearestNames(
    unknown,
    pickList.map((each) => each.display),
  );
  const fixes = near.map((name) =>
    replacing(`Change to "${name}"`, value, quote(parts.map((part) => (part === unknown ? name : part)).join(';'))),
  );
  return [warningAt('unknownPickListValue', value, `"${unknown}" is no value of ${apiName}.`, fixes)];
}

function dateFixes(value: Literal): readonly Fix[] {
  const day = value.value.slice(0, 10);
  return isDate(day) ? [replacing(`Change to ${day}`, value, quote(day))] : [];
}

function dateTimeFixes(value: Literal): readonly Fix[] {
  return dateTimeRewritings(value.value).map((text) => replacing(`Change to ${text}`, value, quote(text)));
}

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}
