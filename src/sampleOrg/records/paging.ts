import { ApiError } from '../api/apiError.ts';
import type { ApiCall } from '../api/route.ts';
import { formatInZone } from '../time/zones.ts';
import { ambiguous, wholeNumberParam } from './params.ts';
import type { PageToken, Position } from './pageToken.ts';
import { openPageToken, sealPageToken, tokenLifetimeMs } from './pageToken.ts';
import type { StoredRecord } from './store.ts';
import { compareValues } from './store.ts';

/** Without a page token, pages reach this many records (zoho-api.md section 4.7). */
const pageReach = 2000;

/** Records to page through. */
export interface SortedRecords {
  /** By ascending value of `sortBy`, then by ascending id. */
  readonly ascending: readonly StoredRecord[];
  readonly sortBy: string;
  readonly sortOrder: 'asc' | 'desc';
  /** Which of them the caller sees. */
  readonly isShown: (record: StoredRecord) => boolean;
}

export interface Page {
  readonly records: readonly StoredRecord[];
  /** `info` of the answer. */
  readonly info: Readonly<Record<string, unknown>>;
}

/**
 * The page that `page`, `per_page` and `page_token` ask for. Reads no more of the list than it must. Throws
 * DISCRETE_PAGINATION_LIMIT_EXCEEDED beyond 2,000 records without a token, and what `openPageToken` throws.
 */
export function readPage(call: ApiCall, sorted: SortedRecords): Page {
  const { perPage, page, token } = readPageParams(call);
  const walk = new Walk(sorted);
  const servedBefore = token ? token.served : (page - 1) * perPage;
  const start = token ? walk.after(token.after) : walk.skip(walk.first, servedBefore);
  const { records, next } = walk.take(start, perPage);
  const expiresAt = Math.floor(call.org.clock.now() / 1000) * 1000 + tokenLifetimeMs;
  const tokenAt = (place: number, served: number): string =>
    sealPageToken(call, { after: walk.positionBefore(place), served }, expiresAt);
  const previousServed = Math.max(0, servedBefore - perPage);
  return {
    records,
    info: {
      call: false,
      per_page: perPage,
      next_page_token: next === undefined ? null : tokenAt(next, servedBefore + records.length),
      count: records.length,
      sort_by: sorted.sortBy,
      page,
      previous_page_token: servedBefore === 0 ? null : tokenAt(walk.skipBack(start, perPage), previousServed),
      page_token_expiry: next === undefined ? null : formatInZone(expiresAt, call.caller.user.timeZone),
      sort_order: sorted.sortOrder,
      email: false,
      more_records: next !== undefined,
    },
  };
}

function readPageParams(call: ApiCall): {
  readonly perPage: number;
  readonly page: number;
  readonly token: PageToken | undefined;
} {
  const { query } = call.request;
  const perPage = wholeNumberParam(query, 'per_page', { fallback: 200, most: 200 });
  const token = openPageToken(call);
  if (token && query.has('page')) throw ambiguous('page', 'page_token');
  const page = wholeNumberParam(query, 'page', { fallback: 1, most: Number.MAX_SAFE_INTEGER });
  if (page * perPage <= pageReach) return { perPage, page, token };
  throw new ApiError(
    400,
    'DISCRETE_PAGINATION_LIMIT_EXCEEDED',
    `only the first ${pageReach} records can be read without page_token`,
    { limit: pageReach },
  );
}

/** Walks a sorted list in the order of the answer. Places are positions in the ascending array. */
class Walk {
  readonly #sorted: SortedRecords;
  readonly #step: 1 | -1;
  readonly first: number;

  constructor(sorted: SortedRecords) {
    this.#sorted = sorted;
    this.#step = sorted.sortOrder === 'asc' ? 1 : -1;
    this.first = sorted.sortOrder === 'asc' ? 0 : sorted.ascending.length - 1;
  }

  /** The place of the first record behind a position, found by halving: the record itself may be gone. */
  after(position: Position | null): number {
    if (!position) return this.first;
    const { ascending } = this.#sorted;
    let low = 0;
    let high = ascending.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      const record = ascending[middle];
      const order = record ? this.#compare(record, position) : 1;
      if (order < 0 || (order === 0 && this.#step === 1)) low = middle + 1;
      else high = middle;
    }
    return this.#step === 1 ? low : low - 1;
  }

  /** The place behind so many shown records. */
  skip(place: number, count: number): number {
    let left = count;
    let at = place;
    for (; left > 0; at += this.#step) {
      const record = this.#sorted.ascending[at];
      if (!record) break;
      if (this.#sorted.isShown(record)) left--;
    }
    return at;
  }

  /** The place so many shown records before, or the first one. */
  skipBack(place: number, count: number): number {
    let left = count;
    let at = place;
    while (left > 0 && at !== this.first) {
      at -= this.#step;
      const record = this.#sorted.ascending[at];
      if (record && this.#sorted.isShown(record)) left--;
    }
    return at;
  }

  /** The shown records from a place on, and the place of the next one, if there is one. */
  take(place: number, count: number): { records: readonly StoredRecord[]; next: number | undefined } {
    const records: StoredRecord[] = [];
    for (let at = place; ; at += this.#step) {
      const record = this.#sorted.ascending[at];
      if (!record) return { records, next: undefined };
      if (!this.#sorted.isShown(record)) continue;
      if (records.length === count) return { records, next: at };
      records.push(record);
    }
  }

  /** The position just before a place: behind the record that precedes it. */
  positionBefore(place: number): Position | null {
    const record = place === this.first ? undefined : this.#sorted.ascending[place - this.#step];
    return record ? { id: record.id, value: valueOf(record, this.#sorted.sortBy) } : null;
  }

  #compare(record: StoredRecord, position: Position): number {
    const byValue = compareValues(valueOf(record, this.#sorted.sortBy), position.value);
    if (byValue !== 0) return byValue;
    return record.id === position.id ? 0 : record.id < position.id ? -1 : 1;
  }
}

function valueOf(record: StoredRecord, sortBy: string): Position['value'] {
  return sortBy === 'id' ? null : (record.values[sortBy] ?? null);
}
