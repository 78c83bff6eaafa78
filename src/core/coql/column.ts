import type { Field } from '../model/metadata.ts';
import type { KnownMetadata } from './knownMetadata.ts';
import type { PathStep, Scope } from './scope.ts';
import { fieldIn, fieldsIn } from './scope.ts';
import type { ColumnExpression, FieldPath, Name, Query } from './syntax.ts';

/** A name of a path, with the place where it is written. */
export interface WrittenStep extends PathStep {
  readonly at: Name;
  /** The module after an arrow. */
  readonly intoAt?: Name;
}

/** Where a path leads. `unknown`: metadata that it takes are not there. */
export type Resolution =
  | { readonly kind: 'found'; readonly field: Field; readonly scope: Scope; readonly lookups: readonly Field[] }
  | { readonly kind: 'noField'; readonly step: WrittenStep; readonly scope: Scope }
  | { readonly kind: 'noLookup'; readonly step: WrittenStep; readonly field: Field }
  | { readonly kind: 'unknown' };

/** A column as it comes back in the answer where it has no alias: `Account_Name.Industry`, `COUNT(id)`. */
export function columnKey(expression: ColumnExpression): string {
  switch (expression.kind) {
    case 'field':
      return pathText(expression.path);
    case 'aggregate':
      return `${expression.name.text}(${expression.argument ? pathText(expression.argument) : ''})`;
    case 'moduleField':
      return `${expression.lookup.text}->${expression.module?.text ?? ''}.${expression.path ? pathText(expression.path) : ''}`;
    case 'star':
      return '*';
  }
}

export function pathText({ parts }: FieldPath): string {
  return parts.map((part) => part.text).join('.');
}

/** The names from the module to the field, without those that are not written yet. Empty for `*`. */
export function stepsOf(expression: ColumnExpression): readonly WrittenStep[] {
  switch (expression.kind) {
    case 'field':
      return expression.path.parts.map(asStep);
    case 'aggregate':
      return (expression.argument?.parts ?? []).map(asStep);
    case 'moduleField': {
      const { lookup, module, path } = expression;
      if (!module || !path) return [];
      return [{ name: lookup.text, at: lookup, into: module.text, intoAt: module }, ...path.parts.map(asStep)];
    }
    case 'star':
      return [];
  }
}

/** Follows the names from a module on. */
export function resolveSteps(module: string, steps: readonly WrittenStep[], metadata: KnownMetadata): Resolution {
  let scope: Scope = { kind: 'module', apiName: module };
  const lookups: Field[] = [];
  for (const [index, step] of steps.entries()) {
    if (step.name === '' || !fieldsIn(scope, metadata)) return { kind: 'unknown' };
    const field = fieldIn(scope, step.name, metadata);
    if (!field) return { kind: 'noField', step, scope };
    if (index === steps.length - 1) return { kind: 'found', field, scope, lookups };
    const target = targetOf(field, step.into);
    if (!target) return { kind: 'noLookup', step, field };
    lookups.push(field);
    scope = target;
  }
  return { kind: 'unknown' };
}

/** Whether the rows of the answer are groups of records. */
export function isGrouped({ select, groupBy, orderBy }: Query): boolean {
  const columns = [...(select?.columns ?? []), ...(orderBy?.columns ?? [])];
  return (groupBy?.columns.length ?? 0) > 0 || columns.some(({ expression }) => expression?.kind === 'aggregate');
}

function asStep(name: Name): WrittenStep {
  return { name: name.text, at: name };
}

function targetOf({ type, lookupModules }: Field, into: string | undefined): Scope | undefined {
  if (type === 'userLookup') return into === undefined ? { kind: 'users' } : undefined;
  if (type !== 'lookup') return undefined;
  const [only, ...others] = lookupModules;
  const target = into ?? (others.length === 0 ? only : undefined);
  return target !== undefined && lookupModules.includes(target) ? { kind: 'module', apiName: target } : undefined;
}
