import type { Caller } from '../accounts/caller.ts';
import type { OrgState } from '../orgState.ts';
import type { StoredRecord } from '../records/store.ts';
import { readColumns } from './columns.ts';
import { calendarEvent, calendarHead, calendarTail } from './icalendar.ts';
import type { ReadRequest } from './readJob.ts';
import { compileReadTest } from './readQuery.ts';
import { zippedCsv, zippedText } from './zippedFile.ts';

/** What a job made. */
export interface ReadFile {
  readonly zip: Uint8Array;
  readonly rows: number;
  readonly rowsAtMost: number;
  /** Id of the last row, where more rows follow. */
  readonly lastId: string | undefined;
}

/** Rows of one job that writes a calendar (zoho-api.md section 4.15). */
const calendarRows = 20_000;

/** Chooses the rows at once, then writes them in pieces. Rejects with ApiError where the query no longer fits the schema. */
export async function makeReadFile(
  org: OrgState,
  caller: Caller,
  jobId: string,
  request: ReadRequest,
): Promise<ReadFile> {
  const { module, fields, fileType } = request.query;
  const zone = org.options.csvTimeZone === 'user' ? caller.user.timeZone : org.organization.timeZone;
  const columns = readColumns(org, module, fields, zone);
  const most = fileType === 'csv' ? org.options.bulkRows : calendarRows;
  const found = chooseRows(org, caller, request, most);
  const records = found.slice(0, most);
  const lastId = found.length > most ? records.at(-1)?.id : undefined;
  const now = org.clock.now();
  const zip =
    fileType === 'csv'
      ? await zippedCsv(`${jobId}.csv`, columns, records)
      : await zippedText(`${jobId}.ics`, calendarHead, records, (record) => calendarEvent(record, now), calendarTail);
  return { zip, rows: records.length, rowsAtMost: most, lastId };
}

/** The rows of the page in ascending order of their ids, and one more where there is one. */
function chooseRows(org: OrgState, caller: Caller, request: ReadRequest, most: number): readonly StoredRecord[] {
  const { query, afterId } = request;
  const meets = compileReadTest(org, caller, query);
  const table = org.records.table(query.module.apiName);
  const all = table.ascending();
  let toSkip = afterId === undefined ? (query.page - 1) * most : 0;
  let position = afterId === undefined ? 0 : table.positionOf(afterId);
  if (all[position]?.id === afterId) position += 1;
  const rows: StoredRecord[] = [];
  for (; position < all.length && rows.length <= most; position++) {
    const record = all[position];
    if (!record || !meets(record)) continue;
    if (toSkip > 0) toSkip -= 1;
    else rows.push(record);
  }
  return rows;
}
