import type { Field, FieldType } from '../model/metadata.ts';
import { aggregateNamed } from './aggregates.ts';
import { columnKey, resolveSteps, stepsOf } from './column.ts';
import type { KnownMetadata } from './knownMetadata.ts';
import type { ColumnExpression, Query, SelectColumn } from './syntax.ts';

/** A column of the answer to a query. */
export interface ResultColumn {
  /** Of the value in each row: alias, field, path (`Account_Name.Industry`) or aggregate (`COUNT(id)`). */
  readonly key: string;
  /** For people: the alias, the field's label with those of the lookups before it, or the key. */
  readonly label: string;
  /** The field that the values come from, as far as metadata are known. */
  readonly field?: Field;
  /** What the values are; differs from the field's type for COUNT. */
  readonly fieldType?: FieldType;
  /** API name of the module that has the field; undefined for fields of users and where it is not known. */
  readonly module?: string;
}

/** The columns that are selected, in order. Rows that are no groups have an `id` besides, selected or not. */
export function resultColumns({ select, from }: Query, metadata: KnownMetadata): readonly ResultColumn[] {
  const module = from?.module?.text;
  return (select?.columns ?? []).flatMap((column) => {
    const { expression } = column;
    return expression && expression.kind !== 'star' ? [resultColumn(column, expression, module, metadata)] : [];
  });
}

function resultColumn(
  { alias }: SelectColumn,
  expression: ColumnExpression,
  from: string | undefined,
  metadata: KnownMetadata,
): ResultColumn {
  const key = alias?.text ?? columnKey(expression);
  const resolution = from === undefined ? undefined : resolveSteps(from, stepsOf(expression), metadata);
  if (resolution?.kind !== 'found') return { key, label: key, ...countType(expression) };
  const { field, scope, lookups } = resolution;
  const path = [...lookups, field].map(({ label }) => label).join(' › ');
  return {
    key,
    label: alias?.text ?? (expression.kind === 'aggregate' ? `${expression.name.text}(${path})` : path),
    field,
    fieldType: field.type,
    ...countType(expression),
    ...(scope.kind === 'module' ? { module: scope.apiName } : {}),
  };
}

/** A number of values is a number, whatever they are. */
function countType(expression: ColumnExpression): { readonly fieldType?: FieldType } {
  const isCount = expression.kind === 'aggregate' && aggregateNamed(expression.name.text) === 'COUNT';
  return isCount ? { fieldType: 'integer' } : {};
}
