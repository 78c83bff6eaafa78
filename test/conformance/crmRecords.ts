import assert from 'node:assert/strict';

import type { CrmRecords, RowPage } from '../../src/core/crm/crmRecords.ts';
import {
  FatalError,
  FieldRefusedError,
  InputError,
  isProductError,
  QueryRefusedError,
  RefusedError,
  RetriableError,
} from '../../src/core/errors.ts';
import { cellText } from '../../src/core/model/exportedRows.ts';
import { asText } from '../../src/core/model/parse.ts';
import type { CrmRecord } from '../../src/core/model/record.ts';
import { asReference } from '../../src/core/model/record.ts';

/** One fault of the CRM's, for all calls until it is taken back. */
export type CrmFault =
  | { readonly kind: 'answer'; readonly status: number; readonly code?: string; readonly isHtml?: boolean }
  /** The connection is cut before anything happened. */
  | { readonly kind: 'drop' }
  /** The answer ends early; `kept`: and its headers say that this is all. */
  | { readonly kind: 'truncate'; readonly promise: 'whole' | 'kept' }
  /** The next call's token, and no other's, is no longer taken. */
  | { readonly kind: 'expireToken' };

/** What the suite needs of a CRM, or its stand-in, with records to read. */
export interface RecordsUnderTest {
  readonly records: CrmRecords;
  /** A module with at least 450 and at most 2,000 records, of which some were deleted, with datetimes and an owner. */
  readonly module: string;
  /** A text field and a field that bulk exports refuse, of the module of that name. */
  readonly textField: string;
  readonly refusedInBulk: { readonly module: string; readonly field: string };
  /** A related list of the module of which at least one record has rows, and a record that has. */
  readonly relatedList: { readonly name: string; readonly field: string; readonly recordId: () => Promise<string> };
  readonly richText: { readonly module: string; readonly field: string };
  fail(fault: CrmFault | undefined): Promise<void>;
  /** Credits that the CRM has charged so far. */
  creditsCharged(): Promise<number>;
  /** Lets the CRM say that no credits are left. */
  exhaustCredits(): Promise<void>;
  /** The CRM's own clock, epoch milliseconds. */
  now(): number;
  stop(): Promise<void>;
}

const never = new AbortController().signal;

/** What every CrmRecords promises. Run it against each of them. */
export function describeCrmRecords(name: string, start: () => Promise<RecordsUnderTest>): void {
  describe(`${name} as CrmRecords`, () => {
    let crm: RecordsUnderTest;
    let ids: readonly string[];
    before(async () => {
      crm = await start();
      ids = (await all(crm)).map((each) => each.id);
    });
    after(() => crm.stop());
    afterEach(() => crm.fail(undefined));

    it('lists all records page by page, each once', async () => {
      assert.equal(new Set(ids).size, ids.length);
      assert.ok(ids.length >= 450 && ids.every((each) => /^\d+$/.test(each)));
      const found = await crm.records.query(`select COUNT(id) from ${crm.module} where id is not null`, never);
      assert.equal(Object.values(found.records[0] ?? {})[0], ids.length);
    });

    it('lists in the order asked for', async () => {
      const request = { module: crm.module, fields: ['Modified_Time'], rows: 50, sortBy: 'Modified_Time' } as const;
      const oldest = await crm.records.list({ ...request, ascending: true, converted: 'both' }, never);
      const times = oldest.records.map(modifiedAt);
      assert.equal(times.length, 50);
      assert.deepEqual(times, times.toSorted());
      const newest = await crm.records.list({ ...request, ascending: false, converted: 'both' }, never);
      assert.ok(modifiedAt(newest.records[0]) >= (times[0] ?? 0));
    });

    it('lists some records by their ids, and those modified since an instant', async () => {
      const request = { module: crm.module, fields: ['Modified_Time'], converted: 'both' } as const;
      const some = await crm.records.list({ ...request, ids: ids.slice(0, 7) }, never);
      assert.deepEqual(new Set(some.records.map((each) => each.id)), new Set(ids.slice(0, 7)));
      const newest = await crm.records.list({ ...request, rows: 1, sortBy: 'Modified_Time' }, never);
      const since = modifiedAt(newest.records[0]);
      const recent = await crm.records.list({ ...request, modifiedSinceMs: since + 999 }, never);
      assert.ok(
        recent.records.some((each) => each.id === newest.records[0]?.id),
        'the instant itself is included',
      );
      const none = await crm.records.list({ ...request, modifiedSinceMs: since + 1000 }, never);
      assert.deepEqual(none, { records: [], hasMore: false, nextPageToken: undefined });
    });

    it('reads a single record with all that it holds, and none where there is none', async () => {
      const id = ids[0] ?? '';
      const record = await crm.records.record(crm.module, id, never);
      assert.equal(record?.id, id);
      assert.ok(asReference(record['Owner'])?.name, 'the owner has a name');
      assert.equal(await crm.records.record(crm.module, id.replace(/\d{6}$/, '999999'), never), undefined);
      assert.equal(await crm.records.record(crm.module, '1234567000000000001', never), undefined);
    });

    it('queries, with an empty page where nothing is found', async () => {
      const statement = `select ${crm.textField}, Owner from ${crm.module} where id is not null limit 3`;
      const page = await crm.records.query(statement, never);
      assert.deepEqual(
        page.records.map((each) => Object.keys(each).toSorted()),
        Array<string[]>(3).fill([crm.textField, 'Owner', 'id'].toSorted()),
      );
      assert.equal(page.hasMore, true);
      assert.ok(asReference(page.records[0]?.['Owner'])?.id);
      const nothing = `select ${crm.textField} from ${crm.module} where Created_Time < '1970-01-02T00:00:00Z'`;
      assert.deepEqual(await crm.records.query(nothing, never), { records: [], hasMore: false });
    });

    it('queries rows that are the same as records, where all of them are plain', async () => {
      const statement = `select ${crm.textField} from ${crm.module} where id is not null order by id asc limit 50`;
      const { records, hasMore } = await crm.records.query(statement, never);
      const textOf = ({ rows }: RowPage): readonly string[] =>
        rows ? Array.from({ length: rows.count }, (_, row) => cellText(rows, row * rows.columns + rows.idAt)) : [];
      const plain = await crm.records.queryRows(statement, [{ path: crm.textField, kind: 'text' }], never);
      assert.deepEqual([plain.records, plain.hasMore], [[], hasMore]);
      assert.deepEqual(
        textOf(plain),
        records.map(({ id }) => id),
      );
      const others = await crm.records.queryRows(statement, [{ path: crm.textField, kind: 'number' }], never);
      assert.deepEqual(others, { records, hasMore });
    });

    it('says where in a query the mistake is', async () => {
      const refusal = async (statement: string): Promise<QueryRefusedError> => {
        const error: unknown = await crm.records.query(statement, never).catch((each: unknown) => each);
        assert.ok(error instanceof QueryRefusedError && error instanceof InputError, statement);
        assert.ok(error.code && error.message.endsWith('.'), error.message);
        return error;
      };
      const syntax = await refusal(`select ${crm.textField}\nfrom ${crm.module}\nwhere id is not null and and`);
      assert.deepEqual([syntax.code, syntax.place.line, syntax.place.near], ['SYNTAX_ERROR', 3, 'and']);
      assert.equal(syntax.place.column, 'where id is not null and '.length + 1);
      const column = await refusal(`select No_Such_Field from ${crm.module} where id is not null`);
      assert.deepEqual([column.code, column.place.columnName], ['INVALID_QUERY', 'No_Such_Field']);
      assert.match(column.message, /No_Such_Field/);
      const module = await refusal('select id from No_Such_Module where id is not null');
      assert.equal(module.place.module, 'No_Such_Module');
      const clause = await refusal(`select id from ${crm.module}`);
      assert.equal(clause.place.clause, 'where');
      const limit = await refusal(`select id from ${crm.module} where id is not null limit 9999`);
      assert.deepEqual([limit.place.clause, limit.place.limit], ['limit', 2000]);
    });

    it('counts', async () => {
      const counted = await crm.records.count(crm.module, undefined, never);
      assert.ok(counted > 0 && counted <= ids.length, String(counted));
      assert.equal(await crm.records.count(crm.module, `(Created_Time:less_than:1970-01-02T00:00:00+00:00)`, never), 0);
    });

    it('lists deletions, newest first, and only since an instant', async () => {
      const { deletions, hasMore } = await crm.records.deletions(crm.module, undefined, 1, never);
      assert.ok(deletions.length > 1 && !hasMore);
      const times = deletions.map((each) => each.deletedAt);
      assert.deepEqual(
        times,
        times.toSorted((a, b) => b - a),
      );
      assert.ok(deletions.every((each) => !ids.includes(each.id) && ['recycled', 'permanent'].includes(each.kind)));
      const [newest = 0] = times;
      const since = await crm.records.deletions(crm.module, newest, 1, never);
      assert.deepEqual(
        since.deletions.map((each) => each.deletedAt),
        times.filter((each) => each >= newest),
      );
      const none = await crm.records.deletions(crm.module, newest + 1000, 1, never);
      assert.deepEqual(none, { deletions: [], hasMore: false });
    });

    it('lists what belongs to a record', async () => {
      const { name: relatedList, field, recordId } = crm.relatedList;
      const request = { module: crm.module, recordId: await recordId(), relatedList, fields: [field] };
      const { records } = await crm.records.relatedRecords(request, never);
      assert.ok(records.length > 0 && records.every((each) => each.id && field in each));
    });

    it('gives rich texts in full', async () => {
      const { module, field } = crm.richText;
      const found = await crm.records.query(`select id from ${module} where id is not null limit 20`, never);
      const wanted = found.records.map((each) => each.id);
      const texts = await crm.records.fullTexts(module, wanted, [field], never);
      assert.deepEqual(new Set(texts.map((each) => each.id)), new Set(wanted));
      assert.ok(texts.every((each) => each[field] === null || typeof each[field] === 'string'));
    });

    it('exports in bulk: what was asked for, as a zip', async () => {
      const chosen = { kind: 'comparison', field: 'id', comparator: 'in', value: ids.slice(0, 5) } as const;
      const since = '1970-01-02T00:00:00Z';
      const old = { kind: 'comparison', field: 'Created_Time', comparator: 'greater_than', value: since } as const;
      const criteria = { kind: 'group', operator: 'and', members: [chosen, old] } as const;
      const request = { module: crm.module, fields: [crm.textField, 'Owner.last_name'], criteria };
      const jobId = await crm.records.startBulkRead(request, never);
      const state = await finished(crm, jobId);
      assert.deepEqual(state, { kind: 'done', rows: 5, nextPageToken: undefined });
      const chunks: Uint8Array[] = [];
      for await (const chunk of await crm.records.bulkReadResult(jobId, never)) chunks.push(chunk);
      assert.equal(Buffer.concat(chunks).subarray(0, 2).toString(), 'PK');
    });

    it('names the field that a bulk export refuses', async () => {
      const { module, field } = crm.refusedInBulk;
      await assert.rejects(crm.records.startBulkRead({ module, fields: [field] }, never), (error) => {
        return error instanceof FieldRefusedError && error.field === field && error.reason === 'notAvailable';
      });
    });

    it('reports a bulk export that ends early as worth another try', async () => {
      const jobId = await crm.records.startBulkRead({ module: crm.module, fields: [] }, never);
      await finished(crm, jobId);
      await crm.fail({ kind: 'truncate', promise: 'whole' });
      const read = async (): Promise<void> => {
        for await (const chunk of await crm.records.bulkReadResult(jobId, never)) assert.ok(chunk.length >= 0);
      };
      await assert.rejects(read(), RetriableError);
    });

    it('tells the limits, and asks for them once', async () => {
      const [first, second] = await Promise.all([crm.records.readLimits(never), crm.records.readLimits(never)]);
      const charged = await crm.creditsCharged();
      assert.equal(await crm.records.readLimits(never), first);
      assert.equal(first, second);
      assert.equal(await crm.creditsCharged(), charged);
      assert.ok(first.concurrentHeavyCalls >= 1 && first.concurrentHeavyCalls <= first.concurrentCalls);
      assert.ok((first.credits.aDay ?? 0) > 0 && first.credits.query(2000) >= first.credits.query(200));
    });

    it('counts its credits as the CRM does', async () => {
      const [charged, spent] = [await crm.creditsCharged(), crm.records.spent()];
      await crm.records.query(`select id from ${crm.module} where ${crm.textField} != 'limit 1' limit 2000`, never);
      await crm.records.query(`select id from ${crm.module} where id is not null limit 1000`, never);
      await crm.records.list({ module: crm.module, fields: ['id'] }, never);
      await crm.records.deletions(crm.module, undefined, 1, never);
      await finished(crm, await crm.records.startBulkRead({ module: crm.module, fields: ['id'] }, never));
      await crm.fail({ kind: 'answer', status: 429 });
      await assert.rejects(crm.records.list({ module: crm.module, fields: ['id'] }, never));
      assert.equal(crm.records.spent() - spent, (await crm.creditsCharged()) - charged);
    });

    it('tells the time of the CRM, to the second', async () => {
      const told = await crm.records.serverTime(never);
      assert.equal(told % 1000, 0);
      assert.ok(told <= crm.now() && crm.now() - told < 5000, `${told} at ${crm.now()}`);
    });

    it('replaces a token that expired, once', async () => {
      await crm.fail({ kind: 'expireToken' });
      assert.equal((await crm.records.list({ module: crm.module, fields: ['id'], rows: 3 }, never)).records.length, 3);
    });

    it('says of a disturbance that another try may help', async () => {
      const disturbances: readonly CrmFault[] = [
        { kind: 'answer', status: 429 },
        { kind: 'answer', status: 429, code: 'RATE_LIMIT_EXCEEDED' },
        { kind: 'answer', status: 500 },
        { kind: 'answer', status: 503, isHtml: true },
        { kind: 'answer', status: 200, isHtml: true },
        { kind: 'answer', status: 302, isHtml: true },
        { kind: 'drop' },
        { kind: 'truncate', promise: 'whole' },
        { kind: 'truncate', promise: 'kept' },
      ];
      for (const fault of disturbances) {
        await crm.fail(fault);
        const calls = [
          () => crm.records.list({ module: crm.module, fields: ['id'] }, never),
          () => crm.records.query(`select id from ${crm.module} where id is not null`, never),
          () => crm.records.startBulkRead({ module: crm.module, fields: [] }, never),
          () => crm.records.bulkReadResult('1', never),
        ];
        for (const call of calls) await assert.rejects(call(), RetriableError, JSON.stringify(fault));
      }
    });

    it('says of a refusal that another try will not help', async () => {
      await assert.rejects(crm.records.list({ module: 'No_Such_Module', fields: ['id'] }, never), RefusedError);
      await assert.rejects(crm.records.record(crm.module, 'no-id', never), FatalError);
      await assert.rejects(crm.records.bulkReadState('1', never), FatalError);
    });

    it('stops when told to, with the reason it was given', async () => {
      const reason = new Error('enough');
      const stopped = crm.records.list({ module: crm.module, fields: ['id'] }, AbortSignal.abort(reason));
      await assert.rejects(stopped, (error) => error === reason && !isProductError(error));
    });

    it('says that the credits are used up, and not to come back at once', async () => {
      await crm.exhaustCredits();
      await assert.rejects(crm.records.list({ module: crm.module, fields: ['id'] }, never), (error) => {
        return (
          error instanceof RetriableError && error.message.includes('credits') && (error.retryAfterMs ?? 0) > 60_000
        );
      });
      assert.equal(crm.records.creditsLeft(), 0);
    });
  });
}

function modifiedAt(record: CrmRecord | undefined): number {
  return Date.parse(asText(record?.['Modified_Time']) ?? '');
}

async function all({ records, module }: RecordsUnderTest) {
  const found = [];
  let pageToken: string | undefined;
  do {
    const next = pageToken === undefined ? {} : { pageToken };
    const page = await records.list({ module, fields: ['Modified_Time'], converted: 'both', ...next }, never);
    found.push(...page.records);
    pageToken = page.nextPageToken;
  } while (pageToken !== undefined);
  return found;
}

async function finished({ records }: RecordsUnderTest, jobId: string) {
  for (;;) {
    const state = await records.bulkReadState(jobId, never);
    if (state.kind !== 'running') return state;
  }
}
