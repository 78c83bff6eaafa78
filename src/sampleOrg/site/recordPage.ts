import type { Reply } from '../http/exchange.ts';
import { rowPlaceOf, rowsOf } from '../records/childRows.ts';
import type { StoredRecord } from '../records/store.ts';
import type { FieldDefinition, ModuleDefinition } from '../schema/module.ts';
import type { Markup } from './markup.ts';
import { markup } from './markup.ts';
import { columnsOf, titleOf } from './modulePage.ts';
import { page, timeText } from './page.ts';
import { recordJson } from './recordJson.ts';
import { valueText } from './valueText.ts';
import type { WebView } from './webView.ts';
import { modulePath, recordPath } from './webView.ts';

/** One record: its fields, rows, notes, attachments, and its JSON. */
export function recordPage(view: WebView, module: ModuleDefinition, record: StoredRecord): Reply {
  const title = titleOf(view, module, record);
  const fields = module.fields.filter((field) => field.type !== 'address' && !rowPlaceOf(view.org, field));
  const isFilled = (field: FieldDefinition): boolean =>
    field.apiName === 'id' || field.type === 'boolean' || (record.values[field.apiName] ?? null) !== null;
  const main = markup`<h1><bdi>${title}</bdi></h1>
<p class="lead">${module.singularLabel} <code>${record.id}</code></p>
${fieldList(view, record, fields.filter(isFilled))}
${details(
  `Fields without a value`,
  view,
  record,
  fields.filter((field) => !isFilled(field)),
)}
${rowSections(view, module, record)}
${notes(view, record)}
${attachments(view, record)}
<details><summary>JSON</summary><pre tabindex="0">${JSON.stringify(recordJson(view, module, record), null, 2)}</pre></details>`;
  return page(200, view, { title, trail: [{ label: module.pluralLabel, href: modulePath(view, module) }], main });
}

function fieldList(view: WebView, record: StoredRecord, fields: readonly FieldDefinition[]): Markup {
  return markup`<dl class="fields">${fields.map(
    (field) =>
      markup`<div><dt title="${field.apiName}">${field.label}</dt><dd>${valueText(view, field, record)}</dd></div>
`,
  )}</dl>`;
}

function details(
  label: string,
  view: WebView,
  record: StoredRecord,
  fields: readonly FieldDefinition[],
): Markup | undefined {
  if (fields.length === 0) return undefined;
  return markup`<details><summary>${label} (${fields.length})</summary>${fieldList(view, record, fields)}</details>`;
}

function rowSections(view: WebView, module: ModuleDefinition, record: StoredRecord): Markup {
  const sections = module.fields.map((field) => {
    const place = rowPlaceOf(view.org, field);
    const rows = place ? rowsOf(view.org, place, record.id) : [];
    if (!place || rows.length === 0) return undefined;
    const columns = columnsOf(view, place.module).filter((column) => column.apiName !== place.ownField);
    const other = place.otherField === undefined ? undefined : view.org.schema.field(place.module, place.otherField);
    const all = other && !columns.includes(other) ? [other, ...columns] : columns;
    return markup`<h2>${field.label}</h2>${rowTable(view, field.label, all, rows)}`;
  });
  return markup`${sections}`;
}

function rowTable(
  view: WebView,
  label: string,
  columns: readonly FieldDefinition[],
  rows: readonly StoredRecord[],
): Markup {
  const heads = columns.map((column) => markup`<th scope="col">${column.label}</th>`);
  const lines = rows.map(
    (row) => markup`<tr>${columns.map((column) => markup`<td>${valueText(view, column, row)}</td>`)}</tr>
`,
  );
  return markup`<div class="scroll" role="region" aria-label="${label}" tabindex="0"><table>
<thead><tr>${heads}</tr></thead><tbody>${lines}</tbody></table></div>`;
}

function notes(view: WebView, record: StoredRecord): Markup | undefined {
  const found = view.org.records.table('Notes').recordsWith('Parent_Id', record.id);
  if (found.length === 0) return undefined;
  const articles = found.toReversed().map(({ values }) => {
    const at = values['Created_Time'];
    return markup`<article><h3 dir="auto">${textOf(values['Note_Title']) || 'Note'}</h3>
<p class="text" dir="auto">${textOf(values['Note_Content'])}</p>
${typeof at === 'number' ? markup`<p class="none">${timeText(view, at)}</p>` : undefined}</article>`;
  });
  return markup`<h2>Notes</h2>${articles}`;
}

function attachments(view: WebView, record: StoredRecord): Markup | undefined {
  const module = view.org.schema.module('Attachments');
  const found = view.org.records.table('Attachments').recordsWith('Parent_Id', record.id);
  if (!module || found.length === 0) return undefined;
  const entries = found.toReversed().map(({ id, values }) => {
    const link = textOf(values['$link_url']);
    const name = textOf(values['File_Name']) || id;
    if (link !== '') return markup`<li><bdi>${name}</bdi>: <code>${link}</code></li>`;
    const size = `${textOf(values['Size']) || '0'} bytes`;
    return markup`<li><a href="${recordPath(view, module, id)}/file" download><bdi>${name}</bdi></a> (${size})</li>`;
  });
  return markup`<h2>Attachments</h2><ul>${entries}</ul>`;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
