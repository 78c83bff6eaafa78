import type { Field, Module } from '../model/metadata.ts';
import { acceptsArgument, aggregateNamed, aggregateNames } from './aggregates.ts';
import type { Completion, Site } from './completion.ts';
import { plain } from './completion.ts';
import { canBeColumn, canBeCompared } from './fieldUse.ts';
import type { Place } from './place.ts';
import { hasClause } from './place.ts';
import { fieldIn, fieldsIn, moduleNamed, scopeAfter } from './scope.ts';

type ColumnPlace = Extract<Place, { readonly kind: 'column' }>;

/** A column that is selected already comes after everything else: COQL refuses it a second time. */
const afterOthers = 100_000;

/** Modules whose records can be read. */
export function moduleCompletions(site: Site): readonly Completion[] {
  const modules = readableModules(site);
  return modules.map((module, rank) => ({
    kind: 'module',
    module,
    ...plain(site, module.apiName, rank, named(module)),
  }));
}

/**
 * As long as nobody said which module: the query's other end, `… from Leads`, with the cursor before it, so that columns
 * can be chosen next.
 */
export function fromCompletions(site: Site, { clause, steps }: ColumnPlace): readonly Completion[] {
  if (clause !== 'select' || steps.length > 0 || hasClause(site.cursor, 'from')) return [];
  const endings = readableModules(site).map((module, rank): Completion => {
    const text = { text: `$0 from ${module.apiName}`, isSnippet: true, leadsOn: true };
    const filter = `from ${named(module).filter}`;
    return { kind: 'from', module, ...plain(site, `… from ${module.apiName}`, rank, { ...text, filter }) };
  });
  return [...endings, ...functions(site, { kind: 'column', clause, steps })];
}

/** The modules that a lookup into several may lead to. */
export function arrowModuleCompletions(site: Site, lookup: string): readonly Completion[] {
  const { metadata } = site.context;
  const scope = site.from === undefined ? undefined : scopeAfter(site.from, [], metadata);
  const field = scope && fieldIn(scope, lookup, metadata);
  const modules = (field?.lookupModules ?? [])
    .map((name) => moduleNamed(name, metadata))
    .filter((each) => each !== undefined);
  return modules.map((module, rank) => ({
    kind: 'module',
    module,
    ...plain(site, module.apiName, rank, { ...named(module), text: `${module.apiName}.`, leadsOn: true }),
  }));
}

/** Fields of the module in scope, or of the one that the path before leads to, and functions where they may stand. */
export function columnCompletions(site: Site, place: ColumnPlace): readonly Completion[] {
  const { metadata } = site.context;
  const scope = site.from === undefined ? undefined : scopeAfter(site.from, place.steps, metadata);
  const fields = (scope && fieldsIn(scope, metadata)) ?? [];
  const module = scope?.kind === 'module' ? scope.apiName : undefined;
  const isUsed = place.clause === 'select' && place.steps.length === 0 ? usedNames(site) : () => false;
  const columns = fields
    .filter((field) => fits(field, place))
    .map((field, index): Completion => {
      const rank = isUsed(field.apiName) ? afterOthers + index : index;
      return { kind: 'field', field, module, ...plain(site, field.apiName, rank, named(field)) };
    });
  return [...columns, ...functions(site, place)];
}

function fits(field: Field, { clause, aggregate }: ColumnPlace): boolean {
  if (clause === 'where') return canBeCompared(field);
  const name = aggregate === undefined ? undefined : aggregateNamed(aggregate.toUpperCase());
  return canBeColumn(field) && (name === undefined || acceptsArgument(name, field));
}

function functions(site: Site, { clause, steps, aggregate }: ColumnPlace): readonly Completion[] {
  if (clause !== 'select' || steps.length > 0 || aggregate !== undefined) return [];
  return aggregateNames.map((name, index) => {
    const text = { text: `${name}($0)`, isSnippet: true, leadsOn: true };
    return { kind: 'function', name, ...plain(site, name, afterOthers / 2 + index, text) };
  });
}

function usedNames({ cursor: { query, current } }: Site): (name: string) => boolean {
  const names = new Set(query.filter((each) => each !== current && each.kind === 'word').map((each) => each.text));
  return (name) => names.has(name);
}

function readableModules({ context }: Site): readonly Module[] {
  return (context.metadata.modules() ?? []).filter((each) => each.isReadable);
}

function named({ apiName, label }: { readonly apiName: string; readonly label: string }): { readonly filter: string } {
  return { filter: apiName === label ? apiName : `${apiName} ${label}` };
}
