import { rowPlaceOf, rowsOf } from '../records/childRows.ts';
import { renderField } from '../records/render.ts';
import type { StoredRecord } from '../records/store.ts';
import type { ModuleDefinition } from '../schema/module.ts';
import type { WebView } from './webView.ts';

/** A record as the API gives it to the administrator, with its rows and without the keys that begin with `$`. */
export function recordJson(view: WebView, module: ModuleDefinition, record: StoredRecord): Record<string, unknown> {
  const values: Record<string, unknown> = { id: record.id };
  for (const field of module.fields) {
    if (field.apiName === 'id' || field.type === 'address') continue;
    const place = rowPlaceOf(view.org, field);
    values[field.apiName] = place
      ? rowsOf(view.org, place, record.id).map((row) => recordJson(view, place.module, row))
      : renderField(view.org, field, record, view.caller);
  }
  return values;
}
