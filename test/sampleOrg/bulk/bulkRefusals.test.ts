import assert from 'node:assert/strict';

import type { RunningSampleOrg } from '../../../src/sampleOrg/start.ts';
import { startSampleOrg } from '../../../src/sampleOrg/start.ts';
import { SampleClient } from './sampleClient.ts';

const readPath = '/crm/bulk/v8/read';
const leads = { module: { api_name: 'Leads' } };
const test = (field: string, comparator: string, value: unknown) => ({
  field: { api_name: field },
  comparator,
  value,
});
const withCriteria = (criteria: unknown) => ({ query: { ...leads, criteria } });
const grouped = (...group: unknown[]) => withCriteria({ group_operator: 'and', group });

/** What is asked, the code that refuses it, and some of the details. */
const refusals: readonly (readonly [name: string, body: unknown, code: string, details?: Record<string, unknown>])[] = [
  ['no body', '', 'REQUEST_BODY_IS_EMPTY'],
  ['broken JSON', '{"query":', 'REQUEST_BODY_NOT_READABLE'],
  ['a list', [], 'REQUEST_BODY_NOT_SUPPORTED'],
  ['no query', {}, 'QUERY_NOT_SUPPORTED'],
  ['the module as text, as in v2', { query: { module: 'Leads' } }, 'MODULE_NOT_AVAILABLE'],
  ['an unknown module', { query: { module: { api_name: 'Nope' } } }, 'MODULE_NOT_AVAILABLE', { api_name: 'Nope' }],
  ['notes', { query: { module: { api_name: 'Notes' } } }, 'MODULE_NOT_SUPPORTED', { api_name: 'Notes' }],
  ['attachments', { query: { module: { api_name: 'Attachments' } } }, 'MODULE_NOT_SUPPORTED'],
  ['an unknown field', { query: { ...leads, fields: ['Nope'] } }, 'FIELD_NOT_AVAILABLE', { api_name: 'Nope' }],
  ['a field beyond a text', { query: { ...leads, fields: ['Email.x'] } }, 'FIELD_NOT_AVAILABLE'],
  ['a compound field', { query: { ...leads, fields: ['Record_Image'] } }, 'FIELD_NOT_SUPPORTED'],
  ['fields that are no texts', { query: { ...leads, fields: [1] } }, 'INVALID_DATA'],
  ['a negative page', { query: { ...leads, page: -1 } }, 'PAGE_NOT_SUPPORTED'],
  ['page 501', { query: { ...leads, page: 501 } }, 'PAGE_RANGE_EXCEEDED', { max_limit: 500 }],
  ['an unknown view', { query: { ...leads, cvid: '1' } }, 'CVID_NOT_SUPPORTED'],
  ['an unknown token', { query: { page_token: 'x' } }, 'INVALID_DATA', { param_name: 'page_token' }],
  ['an unknown file type', { query: leads, file_type: 'xml' }, 'INVALID_DATA', { supported_values: ['ics', 'csv'] }],
  ['leads as calendar', { query: leads, file_type: 'ics' }, 'MODULE_NOT_SUPPORTED'],
  [
    'a calendar with fields',
    { query: { module: { api_name: 'Events' }, fields: ['Event_Title'] }, file_type: 'ics' },
    'QUERY_NOT_SUPPORTED',
  ],
  [
    'a foreign callback',
    { query: leads, callback: { url: 'https://example.com/', method: 'post' } },
    'INVALID_CALLBACK_URL',
  ],
  [
    'a callback by name',
    { query: leads, callback: { url: 'http://127.0.0.1.example.com/', method: 'post' } },
    'INVALID_CALLBACK_URL',
  ],
  [
    'a callback by GET',
    { query: leads, callback: { url: 'http://127.0.0.1:1/', method: 'get' } },
    'INVALID_CALLBACK_METHOD',
  ],
  ['criteria that are a text', withCriteria('Email:equals:x'), 'INVALID_CRITERIA'],
  ['an empty group', grouped(), 'INVALID_CRITERIA'],
  ['no value', grouped({ field: { api_name: 'Email' }, comparator: 'equal' }), 'INVALID_CRITERIA'],
  ['a test that is a group', withCriteria({ ...test('Email', 'equal', 'x'), group: [] }), 'AMBIGUOUS_CRITERIA'],
  ['the same inside', grouped({ ...test('Email', 'equal', 'x'), group: [] }), 'AMBIGUOUS_GROUP_IN_CRITERIA'],
  [
    'xor',
    withCriteria({ group_operator: 'xor', group: [] }),
    'GROUP_OPERATOR_NOT_SUPPORTED',
    { supported: ['and', 'or'] },
  ],
  [
    '26 criteria',
    grouped(...Array.from({ length: 26 }, () => test('Email', 'equal', 'x'))),
    'CRITERIA_LIMIT_EXCEEDED',
    { max_limit: 25 },
  ],
  [
    '201 values',
    grouped(
      test(
        'Email',
        'in',
        Array.from({ length: 201 }, () => 'x'),
      ),
    ),
    'VALUE_LIMIT_EXCEEDED_IN_CRITERIA',
    { max_limit: 200 },
  ],
  ['an unknown field in criteria', grouped(test('Nope', 'equal', 1)), 'FIELD_IN_CRITERIA_NOT_AVAILABLE'],
  ['a picture in criteria', grouped(test('Record_Image', 'equal', 'x')), 'FIELD_IN_CRITERIA_NOT_SUPPORTED'],
  ['an unknown comparator', grouped(test('Email', 'like', 'x')), 'FIELD_COMPARATOR_IN_CRITERIA_NOT_SUPPORTED'],
  [
    'order of texts',
    grouped(test('Email', 'less_than', 'x')),
    'FIELD_AND_COMPARATOR_IN_CRITERIA_NOT_COMPATIBLE',
    { api_name: 'Email', comparator: 'less_than' },
  ],
  [
    'a range of numbers',
    grouped(test('Annual_Revenue', 'between', [1, 2])),
    'FIELD_AND_COMPARATOR_IN_CRITERIA_NOT_COMPATIBLE',
  ],
  ['a list for equal', grouped(test('Email', 'equal', ['x'])), 'COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE'],
  ['one value for in', grouped(test('Email', 'in', 'x')), 'COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE'],
  [
    'half a range',
    grouped(test('Created_Time', 'between', ['2024-01-01T00:00:00Z'])),
    'COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE',
  ],
  ['an object as value', grouped(test('Owner', 'equal', { id: '1' })), 'VALUE_TYPE_NOT_SUPPORTED'],
  [
    'a datetime without offset',
    grouped(test('Created_Time', 'greater_than', '2024-01-01T00:00:00')),
    'FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE',
    { api_name: 'Created_Time', expected_data_type: 'datetime' },
  ],
  [
    'milliseconds',
    grouped(test('Created_Time', 'greater_than', '2024-01-01T00:00:00.000Z')),
    'FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE',
  ],
  [
    'a word for a number',
    grouped(test('Annual_Revenue', 'equal', 'many')),
    'FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE',
  ],
];

describe('bulk read refuses', () => {
  let sample: RunningSampleOrg;
  let client: SampleClient;

  before(async () => {
    sample = await startSampleOrg({ credits: 1_000_000 });
    client = new SampleClient(sample);
  });
  after(() => sample.stop());

  for (const [name, body, code, details] of refusals) {
    it(`${name}: ${code}`, async () => {
      const { status, json } = await client.ask('POST', readPath, body);
      const error = json as { code: string; status: string; message: string; details: Record<string, unknown> };
      assert.equal(error.code, code);
      assert.equal(status, 400);
      assert.equal(error.status, 'error');
      for (const [key, value] of Object.entries(details ?? {})) assert.deepEqual(error.details[key], value);
    });
  }

  it('bodies that are not called JSON', async () => {
    const { status, json } = await client.ask('POST', readPath, { query: leads }, { 'Content-Type': 'text/plain' });
    assert.equal(status, 415);
    assert.equal((json as { code: string }).code, 'MEDIA_TYPE_NOT_SUPPORTED');
  });

  it('unknown jobs', async () => {
    for (const path of [`${readPath}/554023000000000001`, `${readPath}/554023000000000001/result`]) {
      const { status, json } = await client.ask('GET', path);
      assert.equal(status, 404);
      assert.deepEqual((json as { details: unknown }).details, { resource: '554023000000000001' });
    }
  });
});
