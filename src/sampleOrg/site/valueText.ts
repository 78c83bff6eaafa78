import { displayName, fullName } from '../records/render.ts';
import type { StoredRecord, StoredValue } from '../records/store.ts';
import type { FieldDefinition } from '../schema/module.ts';
import type { Markup } from './markup.ts';
import { markup } from './markup.ts';
import { timeText } from './page.ts';
import type { WebView } from './webView.ts';
import { recordPath } from './webView.ts';

/** The value of a field for reading. Nothing is a dash; an empty text or list looks different from it. */
export function valueText(view: WebView, field: FieldDefinition, record: StoredRecord): Markup {
  if (field.apiName === 'id') return markup`<code>${record.id}</code>`;
  const value = record.values[field.apiName] ?? null;
  if (value === null) return field.type === 'boolean' ? markup`No` : markup`<span class="none">—</span>`;
  switch (field.type) {
    case 'datetime':
    case 'formula':
      return isInstant(field) && typeof value === 'number' ? timeText(view, value) : plain(value);
    case 'ownerlookup':
    case 'userlookup':
      return userText(view, value);
    case 'lookup':
      return field.lookup?.module === 'users' ? userText(view, value) : linkTo(view, field.lookup?.module, value);
    case 'multi_module_lookup':
      return isReference(value) ? linkTo(view, value.module, value.id) : plain(value);
    default:
      return plain(value);
  }
}

/** A link to a record of another page, by its name; says so when the record is no longer there. */
export function linkTo(view: WebView, moduleName: string | undefined, id: StoredValue): Markup {
  const module = moduleName === undefined ? undefined : view.org.schema.module(moduleName);
  if (!module || typeof id !== 'string') return plain(id);
  const record = view.org.records.table(module.apiName).get(id);
  if (!record) return markup`<code>${id}</code> <span class="none">(deleted)</span>`;
  const name = displayName(module, record) ?? id;
  return markup`<a href="${recordPath(view, module, id)}"><bdi>${name}</bdi></a>`;
}

function isInstant(field: FieldDefinition): boolean {
  return field.type === 'datetime' || field.formula?.returnType === 'datetime';
}

function isReference(value: StoredValue): value is { readonly module: string; readonly id: string } {
  return typeof value === 'object' && value !== null && 'module' in value && 'id' in value;
}

function userText({ org }: WebView, id: StoredValue): Markup {
  const user = org.users.find((each) => each.id === id);
  if (!user) return plain(id);
  const status = user.status === 'active' ? undefined : markup` <span class="none">(${user.status})</span>`;
  return markup`<bdi>${fullName(user)}</bdi>${status}`;
}

function plain(value: StoredValue): Markup {
  if (value === '') return markup`<span class="none">empty text</span>`;
  if (value === null) return markup`<span class="none">—</span>`;
  if (typeof value === 'boolean') return value ? markup`Yes` : markup`No`;
  if (typeof value === 'number') return markup`${String(value)}`;
  if (typeof value === 'string') return markup`<span class="text" dir="auto">${value}</span>`;
  if (Array.isArray(value)) return list(value as readonly StoredValue[]);
  return objectText(value);
}

/** Layouts and files by their names, other things as they are. */
function objectText(value: StoredValue): Markup {
  const named = typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
  const name = 'File_Name__s' in named ? named['File_Name__s'] : 'name' in named ? named['name'] : undefined;
  return typeof name === 'string' ? markup`<bdi>${name}</bdi>` : markup`<code>${JSON.stringify(value)}</code>`;
}

function list(values: readonly StoredValue[]): Markup {
  if (values.length === 0) return markup`<span class="none">empty list</span>`;
  const texts = values.filter((value) => typeof value === 'string');
  if (texts.length < values.length) return markup`${values.map((value) => markup`<div>${objectText(value)}</div>`)}`;
  return markup`${texts.map((text) => markup`<span class="chip" dir="auto">${text}</span> `)}`;
}
