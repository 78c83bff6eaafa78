import type { ApiCall } from '../api/route.ts';
import { formatInZone } from '../time/zones.ts';
import { renderUser } from './render.ts';
import type { StoredRecord, StoredValue } from './store.ts';

/** What the result of a write tells of the record (zoho-api.md section 4.12). */
export function writeDetails(call: Pick<ApiCall, 'org' | 'caller'>, record: StoredRecord): Record<string, unknown> {
  return { ...auditDetails(call, record), $approval_state: 'approved' };
}

/** The same without `$approval_state`; also the details of ALREADY_MODIFIED. */
export function auditDetails(
  { org, caller }: Pick<ApiCall, 'org' | 'caller'>,
  { id, values }: StoredRecord,
): Record<string, unknown> {
  const time = (at: StoredValue | undefined): string | null =>
    typeof at === 'number' ? formatInZone(at, caller.user.timeZone) : null;
  const user = (userId: StoredValue | undefined): unknown => renderUser(org, userId ?? null, false);
  return {
    Modified_Time: time(values['Modified_Time']),
    Modified_By: user(values['Modified_By']),
    Created_Time: time(values['Created_Time']),
    id,
    Created_By: user(values['Created_By']),
  };
}
