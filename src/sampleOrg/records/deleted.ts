import { ApiError } from '../api/apiError.ts';
import type { ApiCall } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import { empty, json } from '../http/exchange.ts';
import type { OrgState } from '../orgState.ts';
import { formatInZone } from '../time/zones.ts';
import { moduleOf } from './moduleAccess.ts';
import { instantHeader, wholeNumberParam } from './params.ts';
import { renderUser } from './render.ts';
import type { DeletedRecord } from './store.ts';

const dayMs = 86_400_000;

/** Records stay in the recycle bin for 60 days; that they are gone is told for 120 (zoho-api.md section 4.14). */
const recycleBinDays = 60;
const tombstoneDays = 120;

const types = ['all', 'recycle', 'permanent'] as const;

/** `GET /{Module}/deleted?type=all|recycle|permanent`, the latest deletion first (zoho-api.md section 4.14). */
export function listDeleted(call: ApiCall): Reply {
  const module = moduleOf(call, 'READ');
  const type = types.find((each) => each === (call.request.query.get('type') ?? 'all'));
  if (type === undefined) {
    throw new ApiError(400, 'PATTERN_NOT_MATCHED', 'Please check whether the input values are correct', {
      param_name: 'type',
    });
  }
  const since = instantHeader(call.request, 'If-Modified-Since');
  const rows = call.org.records
    .table(module.apiName)
    .deleted.map((row) => agedDeletion(call.org, row))
    .filter((row) => row !== undefined)
    .filter((row) => (type === 'all' || row.type === type) && (since === undefined || row.deletedAt >= since))
    .sort((a, b) => b.deletedAt - a.deletedAt || (a.id < b.id ? 1 : -1));
  const { page, info } = pageOf(call, rows);
  if (page.length === 0) return empty(since === undefined ? 204 : 304);
  return json(200, { data: page.map((row) => render(call, row)), info });
}

/** One page of rows that are not records, with the `info` that has no page tokens. */
export function pageOf<T>(
  call: ApiCall,
  rows: readonly T[],
): { readonly page: readonly T[]; readonly info: Readonly<Record<string, unknown>> } {
  const perPage = wholeNumberParam(call.request.query, 'per_page', { fallback: 200, most: 200 });
  const number = wholeNumberParam(call.request.query, 'page', { fallback: 1, most: Number.MAX_SAFE_INTEGER });
  const start = (number - 1) * perPage;
  const page = rows.slice(start, start + perPage);
  const more = rows.length > start + perPage;
  return { page, info: { per_page: perPage, count: page.length, page: number, more_records: more } };
}

/** What has become of a deletion by now: out of the recycle bin after 60 days, forgotten after 120. */
export function agedDeletion(org: OrgState, row: DeletedRecord): DeletedRecord | undefined {
  const ageMs = org.clock.now() - row.deletedAt;
  if (ageMs >= tombstoneDays * dayMs) return undefined;
  return ageMs >= recycleBinDays * dayMs ? { ...row, type: 'permanent' } : row;
}

function render({ org, caller }: ApiCall, row: DeletedRecord): Record<string, unknown> {
  const isKnown = row.type === 'recycle';
  return {
    deleted_by: isKnown ? renderUser(org, row.deletedBy, false) : null,
    id: row.id,
    display_name: isKnown ? row.displayName : null,
    type: row.type,
    created_by: isKnown ? renderUser(org, row.createdBy, false) : null,
    deleted_time: formatInZone(row.deletedAt, caller.user.timeZone),
  };
}
