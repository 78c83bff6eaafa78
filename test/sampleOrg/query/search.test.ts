import assert from 'node:assert/strict';

import type { ApiCall } from '../../../src/sampleOrg/api/route.ts';
import { ApiError } from '../../../src/sampleOrg/api/apiError.ts';
import { queryRoutes } from '../../../src/sampleOrg/query/routes.ts';
import { countRecords } from '../../../src/sampleOrg/query/count.ts';
import { searchRecords } from '../../../src/sampleOrg/query/search.ts';
import { callerOf, handmadeOrg, ids } from './handmadeOrg.ts';

const org = handmadeOrg();
const names = new Map(Object.entries(ids).map(([name, id]) => [id as string, name]));

function call(query: Readonly<Record<string, string>>, module = 'Contacts'): ApiCall {
  const request = {
    method: 'GET',
    path: `/crm/v8/${module}/search`,
    query: new URLSearchParams(query),
    headers: {},
    body: Buffer.alloc(0),
  };
  return { request, params: { module }, org, caller: callerOf(org) };
}

function found(query: Readonly<Record<string, string>>, module?: string): string {
  const reply = searchRecords(call({ fields: 'id', sort_order: 'asc', ...query }, module));
  if (reply.status === 204) return '';
  const { data } = JSON.parse(String(reply.body)) as { data: { id: string }[] };
  return data.map((row) => names.get(row.id)).join(' ');
}

function refusal(query: Readonly<Record<string, string>>, module?: string, handle = searchRecords): unknown {
  try {
    handle(call(query, module));
  } catch (error) {
    if (error instanceof ApiError) return { status: error.status, code: error.code, details: error.details };
    throw error;
  }
  throw new assert.AssertionError({ message: 'not refused' });
}

describe('search', () => {
  const cases: readonly [query: Readonly<Record<string, string>>, expected: string][] = [
    [{ criteria: '(Last_Name:equals:boyle)' }, 'cleo dora'],
    [{ criteria: '(Last_Name:in:boyle)' }, 'cleo'],
    [{ criteria: '(Last_Name:starts_with:BOYLE-)' }, 'dora'],
    [{ criteria: '(Lead_Source:equals:We)' }, ''],
    [{ criteria: '(Lead_Source:equals:web)' }, 'anna cleo'],
    [{ criteria: '((Visits:greater_than:3)and(Lead_Source:not_equal:Web))' }, 'bert'],
    [{ criteria: '(Visits:between:3,11)' }, 'anna'],
    [{ criteria: '(Modified_Time:less_than:2024-11-03T01:30:00-08:00)' }, 'anna'],
    [{ criteria: `(Owner:equals:${ids.inactive})` }, 'bert'],
    [{ criteria: '(Owner:equals:ian gone)' }, 'bert'],
    [{ criteria: `(Owner.id:in:${ids.inactive},${ids.boyle})` }, 'anna bert cleo dora'],
    [{ criteria: '(Account_Name:equals:zylker)' }, 'anna'],
    [{ criteria: '(Account_Name.Industry:equals:Banking)' }, 'bert'],
    [{ criteria: '(Languages:in:English)' }, 'anna'],
    [{ criteria: '(Email_Opt_Out:equals:true)' }, 'anna'],
    [{ criteria: '(Twice:greater_than:6)' }, 'bert'],
    [{ criteria: '(Description:starts_with:first)' }, 'anna'],
    [{ criteria: '(Email:equals:${EMPTY})' }, 'cleo dora'],
    [{ email: 'ANNA@example.COM' }, 'anna'],
    [{ email: 'example.com' }, ''],
    [{ phone: '15550104477' }, 'anna'],
    [{ word: 'smi' }, 'dora'],
    [{ word: 'trade O' }, 'bert'],
    [{ word: 'mith' }, ''],
    [{ criteria: '(Visits:equals:3)', email: 'bert@example.com', word: 'Boyle' }, 'anna'],
    [{ email: 'bert@example.com', phone: '15550104477' }, 'bert'],
    [{ word: 'boyle', per_page: '1', page: '2' }, 'dora'],
    [{ word: 'boyle', sort_order: 'desc' }, 'dora cleo'],
    [{ word: 'boyle', sort_by: 'Modified_Time', sort_order: 'desc' }, 'dora cleo'],
    [{ word: 'boyle', approved: 'false' }, ''],
    [{ word: 'boyle', approved: 'both' }, 'cleo dora'],
  ];
  for (const [query, expected] of cases) {
    it(`finds ${expected === '' ? 'nothing' : expected} with ${JSON.stringify(query)}`, () => {
      assert.equal(found(query), expected);
    });
  }

  it('tells the page and whether there is another one', () => {
    const reply = searchRecords(call({ word: 'boyle', per_page: '1', fields: 'Last_Name' }));
    assert.deepEqual(JSON.parse(String(reply.body)), {
      data: [{ Last_Name: 'Boyle-Smith', id: ids.dora }],
      info: { per_page: 1, count: 1, page: 1, more_records: true },
    });
  });

  it('shows all fields and system keys when none are chosen', () => {
    const reply = searchRecords(call({ email: 'anna@example.com' }));
    const [row] = (JSON.parse(String(reply.body)) as { data: Record<string, unknown>[] }).data;
    assert.equal(row?.['Last_Name'], 'Álvarez');
    assert.equal(row['$editable'], true);
    assert.ok(!('Addresses' in row), 'subforms are only in the single record');
  });

  const invalid = (code: string, details: Record<string, unknown>) => ({ status: 400, code, details });
  const tooMany = Array.from({ length: 16 }, () => '(Visits:equals:1)').join('and');
  const hundredAndOne = Array.from({ length: 101 }, (_, n) => n).join();
  const refusals: readonly [query: Readonly<Record<string, string>>, expected: unknown][] = [
    [{}, invalid('EXPECTED_PARAM_MISSING', { param_names: ['criteria', 'email', 'phone', 'word'] })],
    [{ criteria: '' }, invalid('EXPECTED_PARAM_MISSING', { param_names: ['criteria', 'email', 'phone', 'word'] })],
    [
      { criteria: '(Nothing:equals:1)' },
      invalid('INVALID_QUERY', { reason: 'the field is not available for search', api_name: 'Nothing' }),
    ],
    [
      { criteria: '(Addresses:equals:1)' },
      invalid('INVALID_QUERY', { reason: 'invalid operator found', operator: 'equals', api_name: 'Addresses' }),
    ],
    [
      { criteria: '(Email:greater_than:a)' },
      invalid('INVALID_QUERY', { reason: 'invalid operator found', operator: 'greater_than', api_name: 'Email' }),
    ],
    [
      { criteria: '(Lead_Source:starts_with:W)' },
      invalid('INVALID_QUERY', { reason: 'invalid operator found', operator: 'starts_with', api_name: 'Lead_Source' }),
    ],
    [
      { criteria: '(Visits:equals:x)' },
      invalid('INVALID_QUERY', {
        reason: 'invalid value for search',
        expected_data_type: 'double',
        api_name: 'Visits',
        value: 'x',
      }),
    ],
    [
      { criteria: '(Modified_Time:less_than:2024-11-03T01:30:00)' },
      invalid('INVALID_DATA', {
        expected_data_type: 'datetime',
        reason: 'invalid value for search',
        api_name: 'Modified_Time',
      }),
    ],
    [
      { criteria: '(Visits:between:1)' },
      invalid('INVALID_QUERY', { reason: 'invalid value for search', api_name: 'Visits' }),
    ],
    [{ criteria: `(${tooMany})` }, invalid('CRITERIA_LIMIT_EXCEEDED', {})],
    [{ criteria: `(Visits:in:${hundredAndOne})` }, invalid('INVALID_QUERY', { api_name: 'Visits' })],
    [{ word: 'a' }, invalid('INVALID_DATA', { param_name: 'word' })],
    [{ word: '--' }, invalid('INVALID_DATA', { param_name: 'word' })],
    [{ word: 'boyle', page: '11' }, invalid('LIMIT_REACHED', { limit: '2000' })],
    [{ word: 'boyle', page: '0' }, invalid('INVALID_DATA', { param_name: 'page', expected_data_type: 'integer' })],
    [{ word: 'boyle', per_page: '201' }, invalid('INVALID_DATA', { param_name: 'per_page', maximum_value: 200 })],
    [
      { word: 'boyle', converted: 'maybe' },
      invalid('INVALID_DATA', { param_name: 'converted', supported_values: ['false', 'true', 'both'] }),
    ],
  ];
  for (const [query, expected] of refusals) {
    it(`refuses ${JSON.stringify(query).slice(0, 90)}`, () => {
      assert.deepEqual(refusal(query), expected);
    });
  }

  it('refuses email where the module has no such field', () => {
    assert.deepEqual(refusal({ email: 'a@b.c' }, 'Tasks'), invalid('FIELD_TYPE_UNAVAILABLE', {}));
  });

  it('refuses modules that do not exist', () => {
    assert.deepEqual(refusal({ word: 'boyle' }, 'Nothing'), invalid('INVALID_MODULE', { resource_path_index: 0 }));
  });

  it('asks for the scopes of the module and of search', () => {
    for (const route of queryRoutes) {
      const scopes = route.scopes(call({}));
      assert.ok(scopes.some((each) => each.includes('ZohoCRM.modules.Contacts.READ')));
      assert.ok(scopes.some((each) => each.includes('ZohoSearch.securesearch.READ')));
    }
  });
});

describe('count', () => {
  const counted = (query: Readonly<Record<string, string>>) =>
    JSON.parse(String(countRecords(call(query)).body)) as unknown;

  const cases: readonly [query: Readonly<Record<string, string>>, expected: number][] = [
    [{}, 4],
    [{ cvid: ids.view }, 2],
    [{ criteria: '(Visits:equals:12)' }, 2],
    [{ word: 'boyle' }, 2],
    [{ email: 'nobody@example.com' }, 0],
  ];
  for (const [query, count] of cases) {
    it(`is the number ${count} with ${JSON.stringify(query)}`, () => {
      assert.deepEqual(counted(query), { count });
    });
  }

  it('does not take a view and a search together', () => {
    assert.deepEqual(refusal({ cvid: ids.view, phone: '1' }, 'Contacts', countRecords), {
      status: 400,
      code: 'AMBIGUITY_DURING_PROCESSING',
      details: { ambiguity_due_to: [{ param_name: 'cvid' }, { param_name: 'phone' }] },
    });
  });

  it('refuses an unknown view', () => {
    assert.deepEqual(refusal({ cvid: '1' }, 'Contacts', countRecords), {
      status: 400,
      code: 'INVALID_DATA',
      details: { param_name: 'cvid' },
    });
  });
});
