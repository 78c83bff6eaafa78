import type { Field } from '../model/metadata.ts';
import { columnKey, resolveSteps, stepsOf } from './column.ts';
import { comparisonsIn } from './comparisons.ts';
import { operatorsOf } from './fieldUse.ts';
import type { KnownMetadata } from './knownMetadata.ts';
import { pathProblems } from './nameProblems.ts';
import type { CoqlProblem } from './problem.ts';
import { errorAt } from './problem.ts';
import type { ComparisonCondition, ComparisonOperator, Query } from './syntax.ts';
import { findValueProblems, likeProblems } from './valueProblems.ts';

/** Fields, operators and values of the condition that do not fit each other (zoho-api.md section 4.11). */
export function findConditionProblems(query: Query, metadata: KnownMetadata): CoqlProblem[] {
  const module = query.from?.module?.text;
  return comparisonsIn(query).flatMap((comparison) => comparisonProblems(comparison, module, metadata));
}

function comparisonProblems(
  comparison: ComparisonCondition,
  module: string | undefined,
  metadata: KnownMetadata,
): CoqlProblem[] {
  const { column, operator } = comparison;
  if (!column) return [];
  if (column.kind === 'aggregate' || column.kind === 'star') {
    return [
      errorAt('aggregateInCondition', column, `${columnKey(column)} cannot stand in a condition; only fields can.`),
    ];
  }
  const resolution = module === undefined ? undefined : resolveSteps(module, stepsOf(column), metadata);
  if (resolution && resolution.kind !== 'found')
    return [...pathProblems(resolution, metadata), ...likeProblems(comparison)];
  if (!resolution) return likeProblems(comparison);
  const { field } = resolution;
  if (isNeverCompared(field)) {
    const message = `COQL takes no condition on ${field.apiName} (${field.crmType}).`;
    return [errorAt('unsupportedInCondition', column, message)];
  }
  if (operator && !isAllowed(operator, field)) return [wrongOperator(comparison, operator, field)];
  return findValueProblems(comparison, field);
}

/** Types that no operator fits. Of types that are not known, nothing is said. */
function isNeverCompared({ type, crmType }: Field): boolean {
  if (['longText', 'multiLookup', 'subform', 'file', 'address'].includes(type)) return true;
  if (type === 'image') return crmType !== 'profileimage';
  return ['RRULE', 'ALARM', 'event_reminder', 'multireminder', 'territories'].includes(crmType);
}

/** A formula is compared as what it returns, which metadata do not tell; nor is anything said of unknown types. */
function isAllowed({ operator }: ComparisonOperator, field: Field): boolean {
  if (['formula', 'rollup', 'image'].includes(field.type)) return true;
  if (field.type === 'other' && field.crmType !== 'layout') return true;
  return operatorsOf(field).includes(operator);
}

function wrongOperator(comparison: ComparisonCondition, operator: ComparisonOperator, field: Field): CoqlProblem {
  const allowed = operatorsOf(field);
  const type = field.isEncrypted === true ? `${field.crmType}, encrypted` : field.crmType;
  const message = `"${operator.operator}" does not fit ${field.apiName} (${type}); what fits: ${allowed.join(', ')}.`;
  return errorAt('wrongOperator', operator, message, booleanFix(comparison, operator, field));
}

/** `!= true` is `= false`. */
function booleanFix({ values }: ComparisonCondition, operator: ComparisonOperator, field: Field) {
  const [value] = values;
  const written = value?.value.toLowerCase();
  if (field.type !== 'boolean' || operator.operator !== '!=' || (written !== 'true' && written !== 'false')) return [];
  const { start } = operator;
  const newText = `= ${written === 'true' ? 'false' : 'true'}`;
  return [{ title: `Change to "${newText}"`, edits: [{ start, end: value?.end ?? operator.end, newText }] }];
}
