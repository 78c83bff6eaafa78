import assert from 'node:assert/strict';
import { mkdtemp, readFile, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';

import * as sdk from '@zohocrm/typescript-sdk-8.0';
import { unzipSync } from 'fflate';

import type { RunningSampleOrg } from '../../src/sampleOrg/start.ts';
import { startSampleOrg } from '../../src/sampleOrg/start.ts';

/** Zoho's own client, unchanged, against the sample organization: told of it as of one more data center. */
describe("Zoho's TypeScript SDK against the sample organization", function () {
  this.timeout(120_000);
  let sampleOrg: RunningSampleOrg;
  let folder: string;

  before(async () => {
    sampleOrg = await startSampleOrg({ records: new Map([['Leads', 5000]]), bulkStepMs: 50 });
    folder = await mkdtemp(path.join(os.tmpdir(), 'zoho-sdk-'));
    await initialize(await grantToken(sampleOrg), sampleOrg, folder);
  });
  after(async () => {
    await sampleOrg.stop();
    await rm(folder, { recursive: true, force: true });
  });

  it('exchanges a grant token and keeps what it got', async () => {
    await new sdk.Modules.ModulesOperations().getModules();
    const stored = await readFile(path.join(folder, 'tokens.txt'), 'utf8');
    assert.match(stored, /1000\.[0-9a-f]{32}\.[0-9a-f]{32}/);
  });

  it('reads modules', async () => {
    const response = await new sdk.Modules.ModulesOperations().getModules();
    const body = bodyOf(response, sdk.Modules.ResponseWrapper);
    const names = body.getModules().map((module) => module.getAPIName());
    for (const name of ['Leads', 'Contacts', 'Accounts', 'Deals', 'Tasks', 'Events', 'Invoices']) {
      assert.ok(names.includes(name), name);
    }
  });

  it('reads the fields of every module that can be read', async () => {
    const modules = bodyOf(await new sdk.Modules.ModulesOperations().getModules(), sdk.Modules.ResponseWrapper);
    for (const module of modules.getModules().filter((each) => each.getAPISupported())) {
      const parameters = new sdk.ParameterMap();
      await parameters.add(sdk.Fields.GetFieldsParam.MODULE, module.getAPIName());
      const response = await new sdk.Fields.FieldsOperations().getFields(parameters);
      if (response.getStatusCode() === 204) continue;
      assert.ok(bodyOf(response, sdk.Fields.ResponseWrapper).getFields().length > 0, module.getAPIName());
    }
  });

  it('pages through 5,000 leads by page tokens', async () => {
    const ids = new Set<bigint>();
    let token: string | null = null;
    do {
      const parameters = new sdk.ParameterMap();
      await parameters.add(sdk.Record.GetRecordsParam.FIELDS, 'Last_Name,Email,Created_Time,Owner');
      await parameters.add(sdk.Record.GetRecordsParam.CONVERTED, 'both');
      if (token !== null) await parameters.add(sdk.Record.GetRecordsParam.PAGE_TOKEN, token);
      const response = await new sdk.Record.RecordOperations('Leads').getRecords(parameters);
      const page: sdk.Record.ResponseWrapper = bodyOf(response, sdk.Record.ResponseWrapper);
      for (const record of page.getData()) ids.add(record.getId());
      token = page.getInfo().getNextPageToken();
    } while (token);
    assert.equal(ids.size, 5000);
  });

  it('reads every value of a single record', async () => {
    const parameters = new sdk.ParameterMap();
    await parameters.add(sdk.Record.GetRecordsParam.FIELDS, 'Subject');
    const listed = await new sdk.Record.RecordOperations('Quotes').getRecords(parameters);
    const [first] = bodyOf(listed, sdk.Record.ResponseWrapper).getData();
    assert.ok(first);
    const single = await new sdk.Record.RecordOperations('Quotes').getRecord(first.getId());
    const [record] = bodyOf(single, sdk.Record.ResponseWrapper).getData();
    assert.ok(Array.isArray(record?.getKeyValue('Quoted_Items')));
  });

  it('inserts, upserts, updates and deletes', async () => {
    const leads = new sdk.Record.RecordOperations('Leads');
    const inserted = await leads.createRecords(leadBody('Sdk One', 'sdk-one@example.com'));
    assert.equal(inserted.getStatusCode(), 201);
    const id = idOf(bodyOf(inserted, sdk.Record.ActionWrapper));
    const upserted = await leads.upsertRecords(leadBody('Sdk Two', 'sdk-one@example.com'));
    assert.equal(idOf(bodyOf(upserted, sdk.Record.ActionWrapper)), id);
    const updated = await leads.updateRecord(id, leadBody('Sdk Three', 'sdk-one@example.com'));
    assert.equal(updated.getStatusCode(), 200);
    const deleted = await leads.deleteRecord(id);
    assert.equal(deleted.getStatusCode(), 200);
    assert.equal((await leads.getRecord(id)).getStatusCode(), 204);
  });

  it('queries with COQL', async () => {
    const request = new sdk.Coql.BodyWrapper();
    request.setSelectQuery(
      "select Last_Name, Email from Leads where (Last_Name is not null and Created_Time > '2000-01-01T00:00:00Z') limit 3",
    );
    const response = await new sdk.Coql.CoqlOperations().getRecords(request);
    assert.equal(bodyOf(response, sdk.Coql.ResponseWrapper).getData().length, 3);
  });

  it('searches', async () => {
    const parameters = new sdk.ParameterMap();
    await parameters.add(sdk.Record.SearchRecordsParam.CRITERIA, '(Last_Name:starts_with:S)');
    const response = await new sdk.Record.RecordOperations('Leads').searchRecords(parameters);
    assert.ok(bodyOf(response, sdk.Record.ResponseWrapper).getData().length > 0);
  });

  it('runs a bulk read and downloads its file', async () => {
    const operations = new sdk.BulkRead.BulkReadOperations();
    const created = await operations.createBulkReadJob(bulkReadOf('Leads', ['Last_Name', 'Email', 'Modified_Time']));
    assert.equal(created.getStatusCode(), 201);
    const [answer] = bodyOf(created, sdk.BulkRead.ActionWrapper).getData();
    assert.ok(answer instanceof sdk.BulkRead.SuccessResponse);
    const jobId = BigInt(String(answer.getDetails().get('id')));
    const result = await completed(operations, jobId);
    assert.equal(result.getCount(), 5000);
    const file = bodyOf(await operations.downloadResult(jobId), sdk.BulkRead.FileBodyWrapper).getFile();
    const zip = unzipSync(file.getStream() as unknown as Buffer);
    const [csv] = Object.values(zip);
    assert.match(
      Buffer.from(csv ?? [])
        .toString()
        .split('\n')[0] ?? '',
      /Last_Name,Email,Modified_Time/,
    );
  });
});

async function initialize(grant: string, sampleOrg: RunningSampleOrg, folder: string): Promise<void> {
  const { apiUrl, accountsUrl, clientId, clientSecret } = sampleOrg.info;
  const environment = sdk.DataCenter.setEnvironment(apiUrl, `${accountsUrl}/oauth/v2/token`, apiUrl);
  const token = new sdk.OAuthBuilder().clientId(clientId).clientSecret(clientSecret).grantToken(grant).build();
  const logger = new sdk.LogBuilder().level(sdk.Levels.OFF).filePath(path.join(folder, 'log.txt')).build();
  const builder = new sdk.InitializeBuilder();
  await builder
    .environment(environment)
    .token(token)
    .store(new sdk.FileStore(path.join(folder, 'tokens.txt')))
    .SDKConfig(new sdk.SDKConfigBuilder().pickListValidation(false).autoRefreshFields(false).build())
    .resourcePath(folder)
    .logger(logger)
    .initialize();
  assert.ok((await readdir(folder)).length >= 0);
}

/** A grant token as the developer console's "Self Client" makes it. */
async function grantToken(sampleOrg: RunningSampleOrg): Promise<string> {
  const scope =
    'ZohoCRM.modules.ALL,ZohoCRM.settings.ALL,ZohoCRM.users.READ,ZohoCRM.org.READ,ZohoCRM.coql.READ,ZohoCRM.bulk.ALL,ZohoSearch.securesearch.READ';
  const response = await fetch(`${sampleOrg.info.accountsUrl}/self-client`, {
    method: 'POST',
    headers: { accept: 'application/json' },
    body: new URLSearchParams({ scope, minutes: '3' }),
  });
  const { code } = (await response.json()) as { readonly code: string };
  return code;
}

interface Answer {
  getStatusCode(): number;
  getObject(): unknown;
}

/** The answer's body, which must be of the class for success. */
function bodyOf<T>(answer: Answer, expected: new (...parts: never[]) => T): T {
  const body = answer.getObject();
  assert.ok(body instanceof expected, `status ${answer.getStatusCode()}, ${JSON.stringify(body, replaceBigInts)}`);
  return body;
}

function replaceBigInts(_key: string, value: unknown): unknown {
  if (value instanceof Map) return Object.fromEntries(value as Map<string, unknown>);
  return typeof value === 'bigint' ? String(value) : value;
}

function leadBody(lastName: string, email: string): sdk.Record.BodyWrapper {
  const record = new sdk.Record.Record();
  record.addFieldValue(sdk.Record.Field.Leads.LAST_NAME, lastName);
  record.addFieldValue(sdk.Record.Field.Leads.EMAIL, email);
  const body = new sdk.Record.BodyWrapper();
  body.setData([record]);
  body.setTrigger([]);
  return body;
}

function idOf(body: sdk.Record.ActionWrapper): bigint {
  const [answer] = body.getData();
  assert.ok(answer instanceof sdk.Record.SuccessResponse, JSON.stringify(answer, replaceBigInts));
  return BigInt(String(answer.getDetails().get('id')));
}

function bulkReadOf(moduleName: string, fields: string[]): sdk.BulkRead.BodyWrapper {
  const module = new sdk.Modules.MinifiedModule();
  module.setAPIName(moduleName);
  const query = new sdk.BulkRead.Query();
  query.setModule(module);
  query.setFields(fields);
  const body = new sdk.BulkRead.BodyWrapper();
  body.setQuery(query);
  body.setFileType('csv');
  return body;
}

async function completed(operations: sdk.BulkRead.BulkReadOperations, jobId: bigint): Promise<sdk.BulkRead.Result> {
  for (let attempt = 0; attempt < 100; attempt++) {
    const details = bodyOf(await operations.getBulkReadJobDetails(jobId), sdk.BulkRead.ResponseWrapper);
    const [job] = details.getData();
    if (job?.getState().getValue() === 'COMPLETED') return job.getResult();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error('The bulk-read job did not end.');
}
