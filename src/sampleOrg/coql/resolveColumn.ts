import type { OrgState } from '../orgState.ts';
import { CriterionError } from '../query/criterionError.ts';
import type { FieldPath } from '../query/fieldPath.ts';
import { resolveFieldPath } from '../query/fieldPath.ts';
import type { ValueKind } from '../query/valueKind.ts';
import { valueKindOf } from '../query/valueKind.ts';
import type { FieldType, ModuleDefinition } from '../schema/module.ts';
import { coqlLimits } from './checkShape.ts';
import { invalidColumn, limitExceeded, unsupportedColumn } from './coqlErrors.ts';
import type { AggregateFunction, ColumnReference } from './query.ts';

/** A column with the field that it names. */
export interface ResolvedColumn extends FieldPath {
  readonly name: string;
  readonly kind: ValueKind;
  readonly aggregate?: AggregateFunction;
}

/** What cannot be a column; subforms and linking modules are queried themselves (zoho-api.md section 4.11). */
const unsupportedTypes: ReadonlySet<FieldType> = new Set([
  'subform',
  'multiselectlookup',
  'multiuserlookup',
  'fileupload',
  'imageupload',
  'address',
]);

const numeric: readonly ValueKind[] = ['number', 'digits'];

const kindsByFunction: Readonly<Record<AggregateFunction, readonly ValueKind[]>> = {
  SUM: numeric,
  AVG: numeric,
  MIN: [...numeric, 'date', 'instant'],
  MAX: [...numeric, 'date', 'instant'],
  // The text kind is for pick lists only: see `supportsAggregate`.
  COUNT: [...numeric, 'reference', 'text'],
};

/** Throws ApiError INVALID_QUERY, or LIMIT_EXCEEDED for a path through more than two relations. */
export function resolveColumn(
  org: OrgState,
  module: ModuleDefinition,
  column: ColumnReference,
  clause: 'select' | 'group by' | 'order by',
): ResolvedColumn {
  requireRelations(column.path, clause);
  const found = findField(org, module, column);
  const kind = valueKindOf(org, found.field);
  const { name, aggregate } = column;
  if (unsupportedTypes.has(found.field.type)) throw unsupportedColumn(name);
  if (!aggregate) return { ...found, name, kind };
  if (!supportsAggregate(aggregate, kind, found.field.type)) {
    throw unsupportedColumn(column.path.join('.'), { aggregate });
  }
  return { ...found, name, kind, aggregate };
}

/** Throws LIMIT_EXCEEDED for a path through more than two relations. */
export function requireRelations(path: readonly string[], clause: string): void {
  const limit = coqlLimits.relations;
  if (path.length - 1 > limit) throw limitExceeded(clause, limit, `a column leads through at most ${limit} relations`);
}

function findField(org: OrgState, module: ModuleDefinition, column: ColumnReference): FieldPath {
  try {
    return resolveFieldPath(org, module, column.path);
  } catch (error) {
    if (error instanceof CriterionError) throw invalidColumn(column.path.join('.'));
    throw error;
  }
}

function supportsAggregate(name: AggregateFunction, kind: ValueKind, type: FieldType): boolean {
  if (kind === 'text') return name === 'COUNT' && type === 'picklist';
  return kindsByFunction[name].includes(kind);
}
