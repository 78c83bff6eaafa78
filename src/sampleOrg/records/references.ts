import { looksLikeId } from '../ids.ts';
import { isJsonObject } from './body.ts';
import type { WrittenValue } from './writtenValue.ts';
import { idIn, invalidValue, unexpectedType } from './writtenValue.ts';
import type { StoredValue } from './store.ts';

/** Reads a lookup: `{"id": …}` or a bare id of a record of the field's module. Throws INVALID_DATA. */
export function readLookup(written: WrittenValue): string {
  const target = written.field.lookup?.module ?? '';
  if (target === 'users') return readUser(written);
  const id = readId(written);
  if (!written.org.records.table(target).get(id)) throw invalidValue(written);
  return id;
}

/** Reads a lookup to a user. Owners must be active (zoho-api.md section 5). */
export function readUser(written: WrittenValue): string {
  const id = readId(written);
  const user = written.org.users.find((each) => each.id === id);
  if (!user || user.status === 'deleted') throw invalidValue(written);
  if (written.field.type === 'ownerlookup' && user.status !== 'active') throw invalidValue(written);
  return id;
}

/**
 * Reads a lookup that may point to several modules: `{"id", "module": {"api_name"}}`, or the module's name beside it as
 * `$se_module` (section 4.21). Throws INVALID_DATA.
 */
export function readModuleLookup(written: WrittenValue): StoredValue {
  const id = readId(written);
  const named = isJsonObject(written.json) ? written.json['module'] : undefined;
  const module = (isJsonObject(named) ? named['api_name'] : named) ?? written.around['$se_module'];
  if (typeof module !== 'string' || !written.field.lookupModules?.includes(module)) {
    throw invalidValue(written, { supported_values: written.field.lookupModules ?? [] });
  }
  if (!written.org.records.table(module).get(id)) throw invalidValue(written);
  return { module, id };
}

/** Reads `{"id"}` of one of the module's layouts; kept with its name. */
export function readLayout(written: WrittenValue): StoredValue {
  const id = readId(written);
  const layout = written.org.schema.module(written.moduleName)?.layouts.find((each) => each.id === id);
  if (layout?.status !== 'active') throw invalidValue(written);
  return { id, name: layout.name };
}

function readId(written: WrittenValue): string {
  const id = idIn(written.json);
  if (id === undefined) throw unexpectedType(written, 'jsonobject');
  if (!looksLikeId(id)) throw invalidValue(written);
  return id;
}
