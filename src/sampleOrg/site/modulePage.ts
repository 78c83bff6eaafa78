import type { Reply } from '../http/exchange.ts';
import { displayName } from '../records/render.ts';
import type { StoredRecord, StoredValue } from '../records/store.ts';
import type { FieldDefinition, ModuleDefinition } from '../schema/module.ts';
import type { Markup } from './markup.ts';
import { markup } from './markup.ts';
import { page } from './page.ts';
import { valueText } from './valueText.ts';
import type { WebView } from './webView.ts';
import { modulePath, recordPath } from './webView.ts';

const recordsPerPage = 50;

/** What the address of a list says: `q`, `sort`, `order`, `page`. */
interface ListQuery {
  /** In lower case; empty = all records. */
  readonly text: string;
  readonly sort: FieldDefinition | undefined;
  readonly descending: boolean;
  /** From 1. */
  readonly page: number;
}

/** A module's records, the newest first unless a column was chosen; pages of 50. */
export function modulePage(view: WebView, module: ModuleDefinition, parameters: URLSearchParams): Reply {
  const query = readQuery(view, module, parameters);
  const found = matching(view, module, query);
  const pageCount = Math.max(1, Math.ceil(found.length / recordsPerPage));
  const number = Math.min(query.page, pageCount);
  const shown = found.slice((number - 1) * recordsPerPage, number * recordsPerPage);
  const link = (changes: Readonly<Record<string, string>>): string =>
    `${modulePath(view, module)}?${new URLSearchParams({ ...asParameters(query), ...changes }).toString()}`;
  const main = markup`<h1>${module.pluralLabel}</h1>
<p class="lead">${found.length.toLocaleString('en-US')} ${found.length === 1 ? 'record' : 'records'} · API name <code>${module.apiName}</code></p>
${searchForm(view, module, parameters.get('q') ?? '')}
${shown.length === 0 ? markup`<p>No records.</p>` : recordTable(view, module, shown, query, link)}
${pager(number, pageCount, link)}`;
  return page(200, view, { title: module.pluralLabel, trail: [], main });
}

function readQuery(view: WebView, module: ModuleDefinition, parameters: URLSearchParams): ListQuery {
  return {
    text: (parameters.get('q') ?? '').trim().toLowerCase(),
    sort: view.org.schema.field(module, parameters.get('sort') ?? ''),
    descending: parameters.get('order') !== 'asc',
    page: Math.max(1, Math.floor(Number(parameters.get('page') ?? 1)) || 1),
  };
}

function asParameters({ text, sort, descending }: ListQuery): Record<string, string> {
  return {
    ...(text === '' ? {} : { q: text }),
    ...(sort ? { sort: sort.apiName, order: descending ? 'desc' : 'asc' } : {}),
  };
}

function matching(view: WebView, module: ModuleDefinition, query: ListQuery): readonly StoredRecord[] {
  const ascending = view.org.records.table(module.apiName).ascendingBy(query.sort?.apiName ?? 'id');
  const ordered = query.descending ? ascending.toReversed() : ascending;
  if (query.text === '') return ordered;
  return ordered.filter(
    (record) => record.id.includes(query.text) || holdsText(Object.values(record.values), query.text),
  );
}

function holdsText(values: readonly StoredValue[], text: string): boolean {
  return values.some((value) => {
    if (typeof value === 'string') return value.toLowerCase().includes(text);
    if (typeof value === 'number') return String(value).includes(text);
    return Array.isArray(value) && holdsText(value as readonly StoredValue[], text);
  });
}

function searchForm(view: WebView, module: ModuleDefinition, text: string): Markup {
  return markup`<form role="search" action="${modulePath(view, module)}" method="get">
<label for="q">Search in all fields</label>
<input id="q" name="q" type="search" value="${text}" dir="auto"><button type="submit">Search</button></form>`;
}

function recordTable(
  view: WebView,
  module: ModuleDefinition,
  records: readonly StoredRecord[],
  query: ListQuery,
  link: (changes: Readonly<Record<string, string>>) => string,
): Markup {
  const columns = columnsOf(view, module);
  const heads = columns.map((field) => {
    const isSorted = query.sort === field;
    const order = isSorted && query.descending ? 'asc' : 'desc';
    const state = isSorted ? markup` aria-sort="${query.descending ? 'descending' : 'ascending'}"` : undefined;
    const arrow = isSorted ? (query.descending ? ' ▾' : ' ▴') : '';
    return markup`<th scope="col"${state}><a href="${link({ sort: field.apiName, order })}">${field.label}${arrow}</a></th>`;
  });
  const rows = records.map((record) => {
    const cells = columns.map((field) => markup`<td>${valueText(view, field, record)}</td>`);
    return markup`<tr><th scope="row"><a href="${recordPath(view, module, record.id)}"><bdi>${titleOf(view, module, record)}</bdi></a></th>${cells}</tr>
`;
  });
  return markup`<div class="scroll" role="region" aria-label="Records" tabindex="0"><table class="records">
<thead><tr><th scope="col">${module.singularLabel}</th>${heads}</tr></thead><tbody>
${rows}</tbody></table></div>`;
}

/** What a record is called on a page: its name, or for rows and links without one, its id. */
export function titleOf({ org }: WebView, module: ModuleDefinition, record: StoredRecord): string {
  const field = module.fields.find((each) => each.displayField);
  const target = field?.lookup && org.schema.module(field.lookup.module);
  if (!field || !target) return displayName(module, record) ?? record.id;
  const id = record.values[field.apiName];
  const linked = typeof id === 'string' ? org.records.table(target.apiName).get(id) : undefined;
  return (linked && displayName(target, linked)) ?? record.id;
}

/** The columns of the module's default view, or its first fields, and when the record was changed. */
export function columnsOf({ org }: WebView, module: ModuleDefinition): readonly FieldDefinition[] {
  const view = module.customViews.find((each) => each.isDefault);
  const chosen =
    view?.fields ??
    module.fields
      .filter(isColumn)
      .map((field) => field.apiName)
      .slice(0, 6);
  const names = [...chosen.filter((name) => name !== 'Modified_Time'), 'Modified_Time'];
  return names.flatMap((name) => org.schema.field(module, name) ?? []).filter((field) => !field.displayField);
}

function isColumn(field: FieldDefinition): boolean {
  return field.apiName !== 'id' && field.apiName !== 'Parent_Id' && field.sortable;
}

function pager(
  number: number,
  count: number,
  link: (changes: Readonly<Record<string, string>>) => string,
): Markup | undefined {
  if (count === 1) return undefined;
  const step = (to: number, label: string): Markup =>
    to < 1 || to > count
      ? markup`<span class="none">${label}</span>`
      : markup`<a href="${link({ page: String(to) })}">${label}</a>`;
  return markup`<nav class="pager" aria-label="Pages">${step(number - 1, 'Previous')}
<span>Page ${number} of ${count}</span>${step(number + 1, 'Next')}</nav>`;
}
