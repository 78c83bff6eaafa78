import type { Caller } from '../accounts/caller.ts';
import type { OrgState } from '../orgState.ts';
import { moduleReference } from '../query/fieldPath.ts';
import { renderField } from '../records/render.ts';
import type { StoredRecord, StoredValue } from '../records/store.ts';
import type { ResolvedColumn } from './resolveColumn.ts';

/**
 * A column's value in the answer. As the records API has it, but users are named by their last name, and lookups into
 * several modules tell the module instead of a name (zoho-api.md section 4.11).
 */
export function renderColumn(org: OrgState, column: ResolvedColumn, record: StoredRecord, caller: Caller): unknown {
  const holder = column.holder(record);
  if (!holder) return null;
  const value = holder.values[column.field.apiName] ?? null;
  switch (column.field.type) {
    case 'ownerlookup':
    case 'userlookup':
      return renderUserByLastName(org, value);
    case 'multi_module_lookup':
      return renderReference(org, value);
    default:
      return renderField(org, column.field, holder, caller);
  }
}

function renderUserByLastName(org: OrgState, id: StoredValue): unknown {
  const user = org.users.find((each) => each.id === id);
  return user ? { name: user.lastName, id: user.id } : null;
}

function renderReference(org: OrgState, value: StoredValue): unknown {
  const reference = moduleReference(value);
  if (!reference) return null;
  const module = { api_name: reference.module, id: org.schema.module(reference.module)?.id ?? null };
  return { module, id: reference.id };
}
