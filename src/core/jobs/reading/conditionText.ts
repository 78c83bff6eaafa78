import type { ColumnExpression, ComparisonCondition, Condition, Literal, LogicalCondition } from '../../coql/syntax.ts';
import { InputError } from '../../errors.ts';
import type { ChangeWindow, IdRange, ReadRequest } from './readRequest.ts';

/** A condition as COQL wants it: brackets around each pair, `and` before `or`. Throws InputError for half a condition. */
export function conditionText(condition: Condition): string {
  if (condition.kind === 'comparison') return comparisonText(condition);
  return pairs(
    'or',
    alternatives(condition).map((each) => pairs('and', each.map(conditionText))),
  );
}

/** All of the given conditions together; one that always holds when there is none, as COQL demands one. */
export function allOf(conditions: readonly (string | undefined)[]): string {
  const present = conditions.filter((each) => each !== undefined);
  return present.length === 0 ? 'id is not null' : pairs('and', present);
}

export function rangeText({ after, upTo }: IdRange): string | undefined {
  const parts = [
    ...(after === undefined || after === '0' ? [] : [`id > '${after}'`]),
    ...(upTo === undefined ? [] : [`id <= '${upTo}'`]),
  ];
  return parts.length === 0 ? undefined : pairs('and', parts);
}

export function windowText({ field, fromMs, untilMs }: ChangeWindow): string {
  const until = `${field} <= '${instantText(untilMs)}'`;
  return fromMs === undefined ? until : `(${field} >= '${instantText(fromMs)}' and ${until})`;
}

/** Records that a query can narrow down to without naming their ids. */
export interface Scope {
  /** In COQL; undefined = all records of the module. */
  readonly condition: string | undefined;
}

/** The records that a request is for, and those that are by the time they are queried; undefined for chosen ids. */
export function scopeOf({ condition, changed, ids }: ReadRequest): Scope | undefined {
  if (ids) return undefined;
  const parts = [
    ...(condition ? [conditionText(condition)] : []),
    ...(changed?.fromMs === undefined ? [] : [`${changed.field} >= '${instantText(changed.fromMs)}'`]),
  ];
  return { condition: parts.length === 0 ? undefined : pairs('and', parts) };
}

export function idsText(field: string, ids: readonly string[]): string {
  return `${field} in (${ids.map((id) => `'${id}'`).join(', ')})`;
}

/** Without fractions, which Zoho refuses (zoho-api.md section 4.11). */
export function instantText(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}+00:00`;
}

/** The members of one level, as alternatives of what must hold together: `and` binds closer than `or`. */
export function alternatives({ members, operators }: LogicalCondition): readonly (readonly Condition[])[] {
  const groups: Condition[][] = [[]];
  members.forEach((member, index) => {
    if (index > 0 && operators[index - 1]?.operator === 'or') groups.push([]);
    groups.at(-1)?.push(member);
  });
  return groups;
}

function pairs(operator: 'and' | 'or', texts: readonly string[]): string {
  const [first = '', ...others] = texts;
  return others.reduce((text, other) => `(${text} ${operator} ${other})`, first);
}

function comparisonText(comparison: ComparisonCondition): string {
  const operator = operatorOf(comparison);
  const column = columnText(comparison.column);
  const values = comparison.values.map(literalText);
  if (operator.startsWith('is')) return `${column} ${operator}`;
  if (values.length === 0) throw unfinished();
  if (operator.endsWith('between')) return `${column} ${operator} ${values.join(' and ')}`;
  return `${column} ${operator} ${operator.endsWith('in') ? `(${values.join(', ')})` : values.join(' ')}`;
}

function literalText({ kind, value }: Literal): string {
  return kind === 'string' ? `'${value.replaceAll("'", "''")}'` : value;
}

/** As COQL writes it. Throws InputError where it is missing. */
export function columnText(column: ColumnExpression | undefined): string {
  if (column?.kind === 'field') return column.path.parts.map((each) => each.text).join('.');
  if (column?.kind === 'moduleField' && column.module && column.path) {
    const path = column.path.parts.map((each) => each.text).join('.');
    return `${column.lookup.text}->${column.module.text}.${path}`;
  }
  throw unfinished();
}

/** In lower case, with single blanks. Throws InputError where it is missing. */
export function operatorOf({ operator }: ComparisonCondition): string {
  if (operator) return operator.operator;
  throw unfinished();
}

/** For half a condition. */
export function unfinished(): InputError {
  return new InputError(
    'The condition is not complete: each part takes a field, an operator and a value.',
    'condition',
  );
}
