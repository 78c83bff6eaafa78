import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { RunningSampleOrg } from '../../../src/sampleOrg/start.ts';
import { startSampleOrg } from '../../../src/sampleOrg/start.ts';
import { SampleClient, onlyFile } from './sampleClient.ts';

const readPath = '/crm/bulk/v8/read';
const leads = { module: { api_name: 'Leads' } };
const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

describe('bulk read', () => {
  const failures: unknown[] = [];
  let sample: RunningSampleOrg;
  let client: SampleClient;

  before(async () => {
    const records = new Map([['Leads', 40]]);
    sample = await startSampleOrg({ bulkStepMs: 10, records }, (error) => failures.push(error));
    client = new SampleClient(sample);
  });
  after(() => sample.stop());
  // The next test may download again.
  afterEach(() => {
    sample.clock.advance(minuteMs);
    assert.deepEqual(failures, []);
  });

  it('answers a new job as Zoho does', async () => {
    const { status, json } = await client.ask('POST', readPath, { query: leads });
    assert.equal(status, 201);
    const { data, info } = json as { data: [Record<string, unknown>]; info: unknown };
    const { details, ...others } = data[0];
    assert.deepEqual(others, { status: 'success', code: 'ADDED_SUCCESSFULLY', message: 'Added successfully.' });
    const { id, created_by: creator, created_time: createdAt, ...rest } = details as Record<string, unknown>;
    assert.deepEqual(rest, { operation: 'read', state: 'ADDED' });
    assert.match(String(id), /^\d{18}$/);
    assert.equal((creator as { name: string }).name, 'Patricia Boyle');
    assert.match(String(createdAt), /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d-0[78]:00$/);
    assert.deepEqual(info, {});
  });

  it('exports all columns with Id first when no fields are named', async () => {
    const { header, rows } = await client.exportTable({ query: leads });
    assert.equal(rows.length, 40);
    assert.equal(header[0], 'Id');
    assert.ok(header.length > 30);
    assert.ok(!header.includes('id') && !header.includes('Layout') && !header.includes('Record_Image'));
    assert.ok(rows.every((row) => row.length === header.length));
  });

  it('keeps the order of the fields asked for and adds Id once', async () => {
    const { header } = await client.exportTable({ query: { ...leads, fields: ['Owner', 'id', 'Email', 'Owner'] } });
    assert.deepEqual(header, ['Id', 'Owner', 'Email']);
  });

  it('exports everything when more than 200 names are given', async () => {
    const fields = Array.from({ length: 201 }, (_, number) => `No_Such_Field_${number}`);
    const { header } = await client.exportTable({ query: { ...leads, fields } });
    assert.ok(header.length > 30 && !header.includes('No_Such_Field_0'));
  });

  it('writes lookups as bare ids and reads other fields through them', async () => {
    const fields = ['Last_Name', 'Account_Name', 'Account_Name.Account_Name', 'Owner', 'Owner.email'];
    const rows = await client.exportRows({ query: { module: { api_name: 'Contacts' }, fields } });
    const withAccount = rows.filter((row) => row['Account_Name'] !== '');
    assert.ok(withAccount.length > 0);
    for (const row of withAccount) assert.match(row['Account_Name'] ?? '', /^\d+$/);
    // A lookup to a deleted record keeps its id and leads to nothing.
    assert.ok(withAccount.some((row) => /[a-z]/i.test(row['Account_Name.Account_Name'] ?? '')));
    for (const row of rows) assert.match(row['Owner.email'] ?? '', /@zylker\.example$/);
  });

  it('writes the values that the records API shows', async () => {
    const fields = ['Last_Name', 'Company', 'Description', 'Email_Opt_Out', 'Created_Time', 'Annual_Revenue'];
    const rows = await client.exportRows({ query: { ...leads, fields } });
    const row = rows.find((each) => /["\n]/.test(each['Company'] ?? '')) ?? rows[0];
    const { json } = await client.ask('GET', `/crm/v8/Leads/${row?.['Id'] ?? ''}`);
    const record = (json as { data: [Record<string, string | number | boolean | null>] }).data[0];
    for (const field of fields) assert.equal(row?.[field], String(record[field] ?? ''), field);
  });

  it('goes through the states by the clock', async () => {
    const slow = await startSampleOrg({ bulkStepMs: 600_000 });
    const slowClient = new SampleClient(slow);
    try {
      const id = await slowClient.createJob({ query: leads });
      const states: string[] = [];
      for (let step = 0; step < 4; step++) {
        states.push((await slowClient.job(id)).state);
        slow.clock.advance(600_000);
      }
      assert.deepEqual(states, ['ADDED', 'QUEUED', 'IN PROGRESS', 'COMPLETED']);
    } finally {
      await slow.stop();
    }
  });

  it('exports the records as they are when the job starts to run', async () => {
    const slow = await startSampleOrg({ bulkStepMs: 600_000 });
    const slowClient = new SampleClient(slow);
    const insert = (name: string) => slowClient.ask('POST', '/crm/v8/Leads', { data: [{ Last_Name: name }] });
    try {
      const id = await slowClient.createJob({ query: { ...leads, fields: ['Last_Name'] } });
      await insert('Early');
      slow.clock.advance(1_200_000);
      assert.equal((await slowClient.job(id)).state, 'IN PROGRESS');
      await insert('Late');
      slow.clock.advance(600_000);
      assert.equal((await slowClient.job(id)).state, 'COMPLETED');
      const { bytes } = await slowClient.ask('GET', `${readPath}/${id}/result`);
      const text = onlyFile(bytes, `${id}.csv`);
      assert.match(text, /,Early\n/);
      assert.doesNotMatch(text, /,Late\n/);
    } finally {
      await slow.stop();
    }
  });

  it('has no file before the job is completed', async () => {
    const id = await client.createJob({ query: leads });
    const early = await client.ask('GET', `${readPath}/${id}/result`);
    assert.equal(early.status, 404);
    assert.equal((early.json as { code: string }).code, 'RESOURCE_NOT_FOUND');
    const { result } = await client.finishedJob(id);
    assert.equal(result?.['download_url'], `${readPath}/${id}/result`);
    const file = await client.ask('GET', `${readPath}/${id}/result`);
    assert.equal(file.headers.get('content-type'), 'application/zip');
    assert.equal(file.headers.get('content-disposition'), `attachment; filename=${id}.zip`);
  });

  it('keeps the file for a day', async () => {
    const lasting = await startSampleOrg({ bulkStepMs: 0, tokenLifetimeSeconds: 200_000 });
    const lastingClient = new SampleClient(lasting);
    try {
      const id = await lastingClient.createJob({ query: leads });
      await lastingClient.finishedJob(id);
      lasting.clock.advance(dayMs - minuteMs);
      assert.equal((await lastingClient.ask('GET', `${readPath}/${id}/result`)).status, 200);
      lasting.clock.advance(minuteMs);
      assert.equal((await lastingClient.ask('GET', `${readPath}/${id}/result`)).status, 404);
    } finally {
      await lasting.stop();
    }
  });

  it('allows ten downloads a minute', async () => {
    const id = await client.createJob({ query: { ...leads, fields: ['Email'] } });
    await client.finishedJob(id);
    const statuses: number[] = [];
    for (let number = 0; number < 11; number++) {
      statuses.push((await client.ask('GET', `${readPath}/${id}/result`)).status);
    }
    assert.deepEqual(statuses, [...Array.from({ length: 10 }, () => 200), 429]);
    sample.clock.advance(minuteMs);
    assert.equal((await client.ask('GET', `${readPath}/${id}/result`)).status, 200);
  });

  it('writes datetimes in the zone that the option says', async () => {
    for (const [csvTimeZone, offset] of [
      ['user', /[+]05:30$/],
      ['organization', /[+]09:00$/],
    ] as const) {
      const zoned = await startSampleOrg({
        csvTimeZone,
        userTimeZone: 'Asia/Calcutta',
        orgTimeZone: 'Asia/Tokyo',
        bulkStepMs: 0,
      });
      try {
        const rows = await new SampleClient(zoned).exportRows({ query: { ...leads, fields: ['Created_Time'] } });
        assert.ok(rows.length > 0);
        for (const row of rows) assert.match(row['Created_Time'] ?? '', offset);
      } finally {
        await zoned.stop();
      }
    }
  });

  it('exports only what meets the criteria and shows them with the job', async () => {
    const [first] = await client.exportRows({ query: { ...leads, fields: ['Email', 'Created_Time'] } });
    const criteria = {
      group_operator: 'and',
      group: [
        { field: { api_name: 'Created_Time' }, comparator: 'greater_equal', value: '2001-01-01T00:00:00Z' },
        { field: { api_name: 'id' }, comparator: 'in', value: [first?.['Id']] },
      ],
    };
    const id = await client.createJob({ query: { ...leads, criteria, fields: ['Email'] } });
    const status = await client.finishedJob(id);
    assert.equal(status.result?.['count'], 1);
    assert.deepEqual(status.query['criteria'], criteria);
    assert.equal((status.query['module'] as { api_name: string }).api_name, 'Leads');
  });

  it('exports a custom view', async () => {
    const { json } = await client.ask('GET', '/crm/v8/settings/custom_views?module=Leads');
    const views = (json as { custom_views: { id: string; system_name: string | null }[] }).custom_views;
    const counts = new Set<unknown>();
    for (const { id } of views) {
      const status = await client.finishedJob(await client.createJob({ query: { ...leads, cvid: id } }));
      assert.equal(status.query['cvid'], id);
      counts.add(status.result?.['count']);
    }
    assert.ok(counts.size > 1, 'no view chooses some of the records');
  });

  it('completes with no rows beyond the last page', async () => {
    const { result } = await client.finishedJob(await client.createJob({ query: { ...leads, page: 2 } }));
    assert.deepEqual(
      { page: result?.['page'], count: result?.['count'], more: result?.['more_records'] },
      { page: 2, count: 0, more: false },
    );
  });

  it('exports events as a calendar', async () => {
    const id = await client.createJob({ query: { module: { api_name: 'Events' } }, file_type: 'ics' });
    const { result } = await client.finishedJob(id);
    assert.equal(result?.['per_page'], 20_000);
    const { bytes } = await client.ask('GET', `${readPath}/${id}/result`);
    const text = onlyFile(bytes, `${id}.ics`);
    assert.match(text, /^BEGIN:VCALENDAR\r\n/);
    assert.equal(text.match(/^BEGIN:VEVENT\r$/gm)?.length, result['count']);
    assert.ok(text.split('\r\n').every((line) => Buffer.byteLength(line) <= 75));
  });

  it('calls back when the job is over, without being asked', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/done`;
    const called = new Promise<unknown>((resolve) => {
      server.on('request', (incoming: IncomingMessage, outgoing) => {
        let text = '';
        incoming.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
        incoming.on('end', () => {
          outgoing.end();
          resolve(JSON.parse(text));
        });
      });
    });
    const id = await client.createJob({ query: leads, callback: { url, method: 'post' } });
    const body = (await called) as { data: [{ id: string; state: string }] };
    assert.equal(body.data[0].id, id);
    assert.equal(body.data[0].state, 'COMPLETED');
    server.close();
  });

  it('ends with FAILURE when a field is gone before the job runs', async () => {
    const slow = await startSampleOrg({ bulkStepMs: 600_000 });
    const slowClient = new SampleClient(slow);
    try {
      const field = { api_name: 'Region_Test', data_type: 'text' };
      const added = { change: 'addField', module: 'Leads', field };
      assert.equal((await slowClient.ask('POST', '/__sample/schema', added)).status, 200);
      const id = await slowClient.createJob({ query: { ...leads, fields: ['Region_Test'] } });
      const removed = { change: 'removeField', module: 'Leads', field: 'Region_Test' };
      assert.equal((await slowClient.ask('POST', '/__sample/schema', removed)).status, 200);
      slow.clock.advance(1_800_000);
      const { state, result } = await slowClient.job(id);
      assert.equal(state, 'FAILURE');
      assert.equal((result?.['error_message'] as { code: string }).code, 'FIELD_NOT_AVAILABLE');
    } finally {
      await slow.stop();
    }
  });

  it('ends with FAILURE when the control endpoint says so', async () => {
    await client.ask('POST', '/__sample/bulk-reads', { failNext: 1 });
    const failed = await client.finishedJob(await client.createJob({ query: leads }));
    assert.equal(failed.state, 'FAILURE');
    const next = await client.finishedJob(await client.createJob({ query: leads }));
    assert.equal(next.state, 'COMPLETED');
  });
});
