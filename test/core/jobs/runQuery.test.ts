import assert from 'node:assert/strict';

import { parseDocument } from '../../../src/core/coql/parse.ts';
import type { CrmRecords } from '../../../src/core/crm/crmRecords.ts';
import { InputError, QueryRefusedError, RetriableError } from '../../../src/core/errors.ts';
import type { QueryBatch, QueryContext, QueryRequest } from '../../../src/core/jobs/querying/queryRequest.ts';
import { countQuery, planQuery, runQuery } from '../../../src/core/jobs/runQuery.ts';
import type { Field } from '../../../src/core/model/metadata.ts';
import type { CrmRecord } from '../../../src/core/model/record.ts';
import type { RunningSampleOrg } from '../../../src/sampleOrg/start.ts';
import { startSampleOrg } from '../../../src/sampleOrg/start.ts';
import { collect } from '../collect.ts';
import { crmPartsFor } from '../crmParts.ts';
import { exampleConnection } from '../exampleConnection.ts';

const never = new AbortController().signal;
const leadCount = 300;
/** So that 300 rows are far more than one call gives, and three times what OFFSET reaches. */
const context: QueryContext = { signal: never, limits: { firstRows: 7, rows: 40, reach: 100 }, firstPauseMs: 1 };

describe('running a query', () => {
  let sampleOrg: RunningSampleOrg;
  let records: CrmRecords;
  let fields: readonly Field[];
  let close = (): Promise<void> => Promise.resolve();

  before(async () => {
    sampleOrg = await startSampleOrg({ records: new Map([['Leads', leadCount]]) });
    const { crm, store } = crmPartsFor(sampleOrg);
    const { clientId, clientSecret, refreshToken } = sampleOrg.info;
    const connection = exampleConnection({ dataCenter: 'sample', clientId });
    await store.save(connection, { clientSecret, refreshToken });
    records = crm.recordsFor(connection);
    fields = await crm.clientFor(connection).fields('Leads', never);
    close = () => crm.close();
  });
  after(async () => {
    await close();
    await sampleOrg.stop();
  });
  afterEach(() => control('PUT', 'faults', { rules: [] }));

  async function control<T>(method: string, path: string, body?: unknown): Promise<T> {
    const init = { method, ...(body === undefined ? {} : { body: JSON.stringify(body) }) };
    const answer = await fetch(`${sampleOrg.info.origin}/__sample/${path}`, init);
    if (!answer.ok) throw new Error(await answer.text());
    return (await answer.json()) as T;
  }

  async function run(text: string, parts: Partial<QueryRequest> = {}, where = context): Promise<readonly QueryBatch[]> {
    return collect(runQuery(records, { ...requestOf(text), fields, ...parts }, where));
  }

  /** What the sample organization says to the same question in one call. */
  async function atOnce(text: string): Promise<readonly CrmRecord[]> {
    return (await records.query(`${text} limit 2000`, never)).records;
  }

  it('gives all rows, each once, a few at first and in the order of their ids', async () => {
    const text = 'select Last_Name, Owner from Leads where id is not null';
    const batches = await run(text);
    assert.deepEqual(rowsOf(batches), await atOnce(text));
    assert.deepEqual(
      batches.map((each) => each.records.length),
      [7, 40, 40, 40, 40, 40, 40, 40, 13],
    );
    assert.equal(batches.at(-1)?.received, leadCount);
    assert.equal(batches.at(-1)?.callsMade, 9);
    assert.ok(batches.every((each) => !each.reachedLimit));
  });

  it('finds none where there are none', async () => {
    const batches = await run("select id from Leads where Created_Time < '1970-01-02T00:00:00Z'");
    assert.deepEqual(rowsOf(batches), []);
  });

  const orders = [
    'id desc',
    'Modified_Time',
    'Created_Time desc, id desc',
    'Next_Contact_Date',
    'Next_Contact_Date desc',
    'Annual_Revenue desc',
    'No_of_Employees asc, id desc',
    'Latitude',
  ];
  for (const order of orders) {
    it(`goes beyond what OFFSET reaches in the order by ${order}, wherever empty values stand`, async () => {
      const [column = ''] = order.split(/[ ,]/);
      for (const select of [`Last_Name, ${column}`, 'Last_Name', `Last_Name, ${column} as 'c'`]) {
        const text = `select ${select} from Leads where id is not null order by ${order}`;
        assert.deepEqual(rowsOf(await run(text)), await atOnce(text), text);
      }
    });
  }

  it('orders by an alias', async () => {
    const text = "select Annual_Revenue as 'revenue' from Leads where id is not null order by revenue desc";
    assert.deepEqual(rowsOf(await run(text)), await atOnce(text));
  });

  it('keeps brackets, texts and comments of the condition what they are', async () => {
    const condition = "(Last_Name != 'it''s -- ; (' or Company is null) and Email_Opt_Out = false";
    for (const where of [condition, `(${condition})`, "Last_Name != 'limit 3'"]) {
      const text = `-- first\nselect /* a */ Company from Leads -- b\nwhere ${where}`;
      const found = rowsOf(await run(text));
      assert.ok(found.length > 100);
      assert.deepEqual(found, await atOnce(`select Company from Leads where ${where}`), where);
    }
  });

  it('obeys LIMIT and OFFSET of the query, in total', async () => {
    const all = await atOnce('select id from Leads where id is not null order by Modified_Time');
    for (const [limit, offset] of [
      [3, 0],
      [150, 0],
      [150, 60],
      [1000, 90],
    ] as const) {
      const text = `select id from Leads where id is not null order by Modified_Time limit ${limit} offset ${offset}`;
      assert.deepEqual(rowsOf(await run(text)), all.slice(offset, offset + limit), text);
    }
  });

  it('stops at the row limit, says whether there is more, and can go on', async () => {
    const text = 'select id from Leads where id is not null';
    const batches = await run(text, { rowLimit: 50 });
    assert.deepEqual([batches.at(-1)?.received, batches.at(-1)?.reachedLimit], [50, true]);
    assert.equal((await run(text, { rowLimit: leadCount })).at(-1)?.reachedLimit, false);
    for (const limit of [10, 50]) {
      assert.equal((await run(`${text} limit ${limit}`, { rowLimit: 50 })).at(-1)?.reachedLimit, false);
    }
    const walk = runQuery(records, requestOf(text), context);
    await walk.next();
    const made = await callsToQuery(() => walk.next());
    assert.equal(made, 1, 'asks for a page only when it is wanted');
    await walk.return(undefined);
  });

  it('reads groups by OFFSET', async () => {
    const text =
      'select Lead_Source, Industry, COUNT(id) from Leads where id is not null group by Lead_Source, Industry';
    const groups = rowsOf(await run(text, {}, { ...context, limits: { firstRows: 7, rows: 40, reach: 1000 } }));
    assert.ok(groups.length > 47);
    assert.deepEqual(groups, await atOnce(text));
    await assert.rejects(run(text, {}, { ...context, limits: { firstRows: 7, rows: 20, reach: 27 } }), InputError);
  });

  it('says before it reads that an order has an end, and what to do', async () => {
    const text = 'select id from Leads where id is not null order by Last_Name';
    const made = await callsToQuery(() =>
      assert.rejects(run(text), (error) => {
        assert.ok(error instanceof InputError);
        assert.match(error.message, /finds 300 records.*at most 100 rows in the order by Last_Name\. Order by id/);
        return true;
      }),
    );
    assert.equal(made, 1, 'counts');
    assert.deepEqual(rowsOf(await run(`${text} limit 90`)), (await atOnce(text)).slice(0, 90));
    await assert.rejects(run(`${text} offset 100`), InputError);
  });

  it('sends what it does not understand as it is, once', async () => {
    await assert.rejects(run('select id from Leads'), (error) => {
      return error instanceof QueryRefusedError && error.place.clause === 'where';
    });
    const found = rowsOf(await run('select id from Leads where id is not null limit 5, 3'));
    assert.deepEqual(found, (await atOnce('select id from Leads where id is not null')).slice(5, 8));
  });

  it('names the place of a refusal as in the query that was written', async () => {
    const text = 'select Last_Name from Leads where id is not null and No_Such = 1 group 1 order by Annual_Revenue';
    const refused = await run(text).catch((error: unknown) => error);
    assert.ok(refused instanceof QueryRefusedError);
    assert.equal(text.indexOf('group 1') + 1 <= (refused.place.column ?? 0), true);
    const hidden = 'select Last_Name from Leads where id ~ 1 order by Annual_Revenue';
    const error = await run(hidden).catch((each: unknown) => each);
    assert.ok(error instanceof QueryRefusedError && error.place.column === hidden.indexOf('~') + 1);
  });

  it('tries again after refusals for now, and counts those calls', async () => {
    const text = 'select id from Leads where id is not null';
    for (const effect of [{ kind: 'answer', status: 429 }, { kind: 'drop', when: 'before' }, { kind: 'expireToken' }]) {
      await control('PUT', 'faults', { rules: [{ path: '/crm/v8/coql', everyNth: 3, times: 3, effect }] });
      const batches = await run(text);
      assert.equal(rowsOf(batches).length, leadCount);
      assert.equal(batches.at(-1)?.callsMade, effect.kind === 'expireToken' ? 9 : 12);
    }
  });

  it('gives up when it does not get better, or at once when told to come back much later', async () => {
    const text = 'select id from Leads where id is not null';
    await control('PUT', 'faults', { rules: [{ path: '/crm/v8/coql', effect: { kind: 'answer', status: 503 } }] });
    assert.equal(await callsToQuery(() => assert.rejects(run(text), RetriableError)), 6);
    const headers = { 'X-API-CREDITS-REMAINING': '0' };
    const effect = { kind: 'answer', status: 429, headers };
    await control('PUT', 'faults', { rules: [{ path: '/crm/v8/coql', effect }] });
    assert.equal(await callsToQuery(() => assert.rejects(run(text), RetriableError)), 1);
  });

  it('stops within a page, also while it waits for another try', async () => {
    await control('PUT', 'faults', {
      rules: [{ path: '/crm/v8/coql', fromNth: 2, effect: { kind: 'answer', status: 429 } }],
    });
    const controller = new AbortController();
    const stopping = { ...context, signal: controller.signal, firstPauseMs: 100_000 };
    const walk = runQuery(records, requestOf('select id from Leads where id is not null'), stopping);
    const first = await walk.next();
    assert.ok(first.done !== true && first.value.received === 7);
    const reason = new Error('enough');
    setTimeout(() => {
      controller.abort(reason);
    }, 20);
    await assert.rejects(walk.next(), (error) => error === reason);
  });

  it('counts what a query finds without its LIMIT', async () => {
    const count = (text: string) => countQuery(records, requestOf(text), context);
    assert.equal(await count('select Last_Name from Leads where id is not null order by Last_Name limit 5'), leadCount);
    const rated = "select id from Leads where Rating = 'Active'";
    assert.equal(await count(rated), (await atOnce(rated)).length);
    assert.equal(await count('select COUNT(id) from Leads where id is not null group by Rating'), undefined);
    assert.equal(await count('select id from Leads'), undefined);
  });

  it('foretells what a query costs', async () => {
    const limits = await records.readLimits(never);
    const texts = [
      '',
      ' limit 250',
      ' order by Last_Name',
      ' limit 1200 offset 20',
      ' order by Annual_Revenue limit 3',
    ];
    for (const tail of texts) {
      const request = { ...requestOf(`select id from Leads where id is not null${tail}`), fields };
      const plan = planQuery(request, limits, leadCount);
      const batches = await collect(runQuery(records, request, { signal: never }));
      const { callsMade = 0, creditsSpent = 0 } = batches.at(-1) ?? {};
      assert.deepEqual([plan.calls, plan.credits], [callsMade, creditsSpent], tail);
    }
    const unknown = planQuery(requestOf('select id from Leads where id is not null'), limits, undefined);
    assert.deepEqual([unknown.calls, unknown.creditsOfFirstCall, unknown.paging], [undefined, 1, 'byKey']);
  });

  /** How often the organization was asked meanwhile. */
  async function callsToQuery(work: () => Promise<unknown>): Promise<number> {
    await control('DELETE', 'requests');
    await work();
    const { requests } = await control<{ requests: { path: string; count: number }[] }>('GET', 'requests');
    return requests.find((each) => each.path === '/crm/v8/coql')?.count ?? 0;
  }
});

function requestOf(text: string): QueryRequest {
  const document = parseDocument(text);
  const [query] = document.queries;
  assert.ok(query, text);
  return { document, query };
}

function rowsOf(batches: readonly QueryBatch[]): readonly CrmRecord[] {
  return batches.flatMap((each) => each.records);
}
