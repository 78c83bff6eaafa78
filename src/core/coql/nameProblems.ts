import type { Field } from '../model/metadata.ts';
import { acceptsArgument, aggregateFacts, aggregateNamed, aggregateNames } from './aggregates.ts';
import type { Resolution, WrittenStep } from './column.ts';
import { columnKey, resolveSteps, stepsOf } from './column.ts';
import { canBeColumn } from './fieldUse.ts';
import type { KnownMetadata } from './knownMetadata.ts';
import { queryLimits } from './limits.ts';
import { nearestNames } from './nearestNames.ts';
import type { CoqlProblem, Fix } from './problem.ts';
import { errorAt, inserting, replacing, warningAt } from './problem.ts';
import type { Scope } from './scope.ts';
import { fieldsIn, moduleNamed } from './scope.ts';
import type { ColumnExpression, Name, Query } from './syntax.ts';

type Aggregate = Extract<ColumnExpression, { readonly kind: 'aggregate' }>;

/** Modules, fields and functions that do not exist, or that COQL does not answer (zoho-api.md section 4.11). */
export function findNameProblems(query: Query, metadata: KnownMetadata): CoqlProblem[] {
  const module = query.from?.module;
  return [
    ...(module ? moduleProblems(module, metadata) : []),
    ...columnsOf(query).flatMap((expression) => columnProblems(expression, module?.text, metadata)),
    ...formulaProblems(query, metadata),
  ];
}

/** What is wrong with the names of a path. */
export function pathProblems(resolution: Resolution, metadata: KnownMetadata): CoqlProblem[] {
  switch (resolution.kind) {
    case 'noField':
      return [unknownField(resolution.step, resolution.scope, metadata)];
    case 'noLookup':
      return [notALookup(resolution.step, resolution.field)];
    default:
      return [];
  }
}

/** Of all clauses but the condition. What names an alias is no column of the module. */
function columnsOf({ select, groupBy, orderBy }: Query): readonly ColumnExpression[] {
  const selected = select?.columns ?? [];
  const aliases = new Set(selected.map(({ alias }) => alias?.text));
  const ordered = (orderBy?.columns ?? []).filter(
    ({ expression }) => expression && !aliases.has(columnKey(expression)),
  );
  return [
    ...selected.flatMap(({ expression }) => expression ?? []),
    ...(groupBy?.columns ?? []),
    ...ordered.flatMap(({ expression }) => expression ?? []),
  ];
}

function moduleProblems(name: Name, metadata: KnownMetadata): CoqlProblem[] {
  const modules = metadata.modules();
  if (!modules) return [];
  const module = moduleNamed(name.text, metadata);
  if (!module) {
    const label = modules.find((each) => each.label.toLowerCase() === name.text.toLowerCase())?.apiName;
    const near = nearestNames(
      name.text,
      modules.map((each) => each.apiName),
    );
    const names = [...new Set([...(label === undefined ? [] : [label]), ...near])];
    return [
      errorAt('unknownModule', name, `There is no module ${name.text}.${hint(names)}`, replacements(name, names)),
    ];
  }
  if (module.isReadable) return [];
  const message = `The records of ${name.text} cannot be read through Zoho's API.`;
  const isSure = module.unreadableBecause === 'notSupported';
  return [isSure ? errorAt('unreadableModule', name, message) : warningAt('unreadableModule', name, message)];
}

function columnProblems(
  expression: ColumnExpression,
  module: string | undefined,
  metadata: KnownMetadata,
): CoqlProblem[] {
  if (expression.kind === 'star') {
    return [errorAt('star', expression, 'COQL has no "*": name the columns, at most 50 of them.')];
  }
  const named = expression.kind === 'aggregate' ? functionProblems(expression) : [];
  if (module === undefined || named.length > 0) return named;
  const resolution = resolveSteps(module, stepsOf(expression), metadata);
  if (resolution.kind !== 'found') return pathProblems(resolution, metadata);
  return expression.kind === 'aggregate'
    ? argumentProblems(expression, resolution.field)
    : supportProblems(expression, resolution.field);
}

function functionProblems({ name }: Aggregate): CoqlProblem[] {
  if (aggregateNamed(name.text)) return [];
  const upper = aggregateNamed(name.text.toUpperCase());
  if (upper) {
    const fix = replacing(`Change to ${upper}`, name, upper);
    return [errorAt('unknownFunction', name, `Zoho knows ${upper} in capital letters only.`, [fix])];
  }
  const message = `There is no function ${name.text}; there are ${aggregateNames.join(', ')}.`;
  return [errorAt('unknownFunction', name, message, replacements(name, nearestNames(name.text, aggregateNames)))];
}

function argumentProblems(expression: Aggregate, field: Field): CoqlProblem[] {
  const name = aggregateNamed(expression.name.text);
  // A layout is a reference like a lookup, whatever its type is called.
  const isCountable = name === 'COUNT' && field.crmType === 'layout';
  if (!name || isCountable || acceptsArgument(name, field)) return [];
  const at = expression.argument ?? expression;
  const fixes = name === 'COUNT' ? [replacing('Count the records', at, 'id')] : [];
  return [errorAt('wrongArgument', at, `${name} takes ${aggregateFacts(name).argument}, not ${field.apiName}.`, fixes)];
}

function supportProblems(expression: ColumnExpression, field: Field): CoqlProblem[] {
  if (canBeColumn(field)) return [];
  const instead = field.subformModule ? ` Its rows are records of ${field.subformModule}: query that.` : '';
  return [errorAt('unsupportedColumn', expression, `COQL does not answer ${field.apiName}.${instead}`)];
}

function formulaProblems({ select, from }: Query, metadata: KnownMetadata): CoqlProblem[] {
  const module = from?.module?.text;
  const formulas = (select?.columns ?? []).filter(({ expression }) => {
    if (module === undefined || !expression || expression.kind === 'aggregate') return false;
    const resolution = resolveSteps(module, stepsOf(expression), metadata);
    return resolution.kind === 'found' && resolution.field.type === 'formula';
  });
  const { dynamicFormulas } = queryLimits;
  const first = formulas[dynamicFormulas];
  if (!first) return [];
  const message = `At most ${dynamicFormulas} of the formulas may be dynamic, that is, computed when they are asked for.`;
  return [warningAt('tooMany', first, message)];
}

function unknownField({ name, at }: WrittenStep, scope: Scope, metadata: KnownMetadata): CoqlProblem {
  const fields = fieldsIn(scope, metadata) ?? [];
  const label = fields.find((each) => each.label.toLowerCase() === name.toLowerCase())?.apiName;
  const near = nearestNames(
    name,
    fields.map((each) => each.apiName),
  );
  const names = [...new Set([...(label === undefined ? [] : [label]), ...near])];
  const fixes = replacements(at, names);
  // No metadata describe users, so that what is not in our list may exist.
  if (scope.kind === 'users') {
    return warningAt('unknownField', at, `Users have no field ${name} that is known.${hint(names)}`, fixes);
  }
  return errorAt('unknownField', at, `${scope.apiName} has no field ${name}.${hint(names)}`, fixes);
}

function notALookup({ name, at, into, intoAt }: WrittenStep, field: Field): CoqlProblem {
  const { lookupModules } = field;
  if (field.type !== 'lookup' || lookupModules.length === 0) {
    return errorAt('notALookup', at, `${name} is no lookup, so that nothing can follow it.`);
  }
  if (into !== undefined) {
    const message = `${name} does not lead to ${into}, but to ${lookupModules.join(', ')}.`;
    return errorAt('notALookup', intoAt ?? at, message, replacements(intoAt ?? at, lookupModules.slice(0, 3)));
  }
  const fixes = lookupModules.slice(0, 5).map((each) => inserting(`Follow it to ${each}`, at.end, `->${each}`));
  const example = `${name}->${lookupModules[0] ?? ''}.`;
  return errorAt('notALookup', at, `${name} leads to several modules; say to which, as in ${example}`, fixes);
}

function replacements(at: Name, names: readonly string[]): readonly Fix[] {
  return names.slice(0, 3).map((name) => replacing(`Change to ${name}`, at, name));
}

function hint([first]: readonly string[]): string {
  return first === undefined ? '' : ` Did you mean ${first}?`;
}
