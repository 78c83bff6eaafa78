import type { Caller } from '../accounts/caller.ts';
import type { OrgState } from '../orgState.ts';
import type { FieldDefinition, ModuleDefinition } from '../schema/module.ts';
import { formatInZone } from '../time/zones.ts';
import type { StoredRecord, StoredValue } from './store.ts';

/**
 * One field of a record as the JSON of the records API, for the caller's time zone (zoho-api.md section 5).
 * Subforms, multi-select lookups and multi-user lookups are not here: only the single-record answer has them.
 */
export function renderField(org: OrgState, field: FieldDefinition, record: StoredRecord, caller: Caller): unknown {
  if (field.apiName === 'id') return record.id;
  const value = record.values[field.apiName] ?? null;
  if (value === null) return field.type === 'boolean' ? false : null;
  switch (field.type) {
    case 'datetime':
      return typeof value === 'number' ? formatInZone(value, caller.user.timeZone) : value;
    case 'lookup':
      return field.lookup ? renderLookup(org, field.lookup.module, value) : value;
    case 'ownerlookup':
      return renderUser(org, value, true);
    case 'userlookup':
      return renderUser(org, value, field.apiName === 'Created_By' || field.apiName === 'Modified_By');
    case 'multi_module_lookup':
      return renderModuleLookup(org, value);
    case 'formula':
      return field.formula?.returnType === 'datetime' && typeof value === 'number'
        ? formatInZone(value, caller.user.timeZone)
        : value;
    case 'fileupload':
    case 'imageupload':
      return renderFiles(value, caller);
    case 'text':
      return field.apiName === 'Tag' ? renderTags(org, record, value) : value;
    default:
      return value;
  }
}

/** How much of a rich text the list call shows (zoho-api.md section 4.7). */
const richTextInLists = 500;

/** The same as `renderField` except that rich texts are cut to 500 characters, as in lists. */
export function renderListField(org: OrgState, field: FieldDefinition, record: StoredRecord, caller: Caller): unknown {
  const value = renderField(org, field, record, caller);
  if (field.textareaKind !== 'rich_text' || typeof value !== 'string') return value;
  return value.slice(0, richTextInLists);
}

/** `{name, id}`; a lookup to a deleted record keeps its id and has no name. */
export function renderLookup(org: OrgState, moduleName: string, id: StoredValue): unknown {
  if (typeof id !== 'string') return null;
  if (moduleName === 'users') return renderUser(org, id, false);
  return { name: nameOf(org, moduleName, id), id };
}

function renderModuleLookup(org: OrgState, value: StoredValue): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const { module, id } = value as { readonly module: string; readonly id: string };
  return { name: nameOf(org, module, id), id, module: { api_name: module, id: org.schema.module(module)?.id ?? null } };
}

function renderFiles(value: StoredValue, caller: Caller): unknown {
  if (!Array.isArray(value)) return value;
  return (value as readonly Readonly<Record<string, StoredValue>>[]).map((file) => {
    const at = file['Created_Time__s'];
    return typeof at === 'number' ? { ...file, Created_Time__s: formatInZone(at, caller.user.timeZone) } : file;
  });
}

/** `[{name, id, color_code}]`; a tag that the organization no longer knows has no id. */
function renderTags(org: OrgState, record: StoredRecord, value: StoredValue): unknown {
  if (!Array.isArray(value)) return null;
  return (value as readonly StoredValue[]).map((name) => {
    const tag = org.schema.settings.tags.find(
      (each) => each.name === name && org.records.table(each.module).get(record.id) !== undefined,
    );
    return { name, id: tag?.id ?? null, color_code: tag?.colorCode ?? null };
  });
}

export function renderUser(org: OrgState, id: StoredValue, withEmail: boolean): unknown {
  const user = org.users.find((each) => each.id === id);
  if (!user) return null;
  const name = fullName(user);
  return withEmail ? { name, id: user.id, email: user.email } : { name, id: user.id };
}

export function fullName(user: { readonly firstName: string; readonly lastName: string }): string {
  return `${user.firstName} ${user.lastName}`;
}

/** What a record is called in lookups: the value of its module's display field. */
export function nameOf(org: OrgState, moduleName: string, id: string): string | null {
  const module = org.schema.module(moduleName);
  const record = org.records.table(moduleName).get(id);
  return module && record ? displayName(module, record) : null;
}

export function displayName(module: ModuleDefinition, record: StoredRecord): string | null {
  const field = module.fields.find((each) => each.displayField);
  const value = field ? record.values[field.apiName] : undefined;
  return typeof value === 'string' || typeof value === 'number' ? String(value) : null;
}
