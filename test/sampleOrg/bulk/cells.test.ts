import assert from 'node:assert/strict';

import { cellFormat } from '../../../src/sampleOrg/bulk/cells.ts';
import { SampleClock } from '../../../src/sampleOrg/clock.ts';
import { defaultOptions } from '../../../src/sampleOrg/options.ts';
import type { StoredValue } from '../../../src/sampleOrg/records/store.ts';
import { field } from '../../../src/sampleOrg/schema/fieldSpec.ts';
import type { FieldType } from '../../../src/sampleOrg/schema/module.ts';
import { buildOrganization } from '../../../src/sampleOrg/seed/buildOrganization.ts';

describe('a cell of a bulk-read file', () => {
  const org = buildOrganization(defaultOptions, 'production', new SampleClock());
  const cell = (type: FieldType, value: StoredValue, apiName = 'X'): string =>
    cellFormat(org, { ...field(type, apiName), id: '1' }, 'America/Los_Angeles')(value);

  const cases: readonly (readonly [FieldType, StoredValue, string])[] = [
    ['text', 'a,"b"\n', 'a,"b"\n'],
    ['text', null, ''],
    ['boolean', true, 'true'],
    ['boolean', null, 'false'],
    ['double', 1234.5, '1234.5'],
    ['double', 1e-7, '0.0000001'],
    ['currency', 1e21, '1000000000000000000000'],
    ['bigint', '123456789012345678', '123456789012345678'],
    ['date', '2024-03-10', '2024-03-10'],
    ['datetime', Date.UTC(2024, 10, 3, 8, 30), '2024-11-03T01:30:00-07:00'],
    ['datetime', Date.UTC(2024, 10, 3, 9, 30), '2024-11-03T01:30:00-08:00'],
    ['datetime', null, ''],
    ['lookup', '554023000000000001', '554023000000000001'],
    ['multi_module_lookup', { module: 'Leads', id: '554023000000000001' }, '554023000000000001'],
    ['multiselectpicklist', ['English', 'German'], 'English;German'],
    ['multiselectpicklist', null, ''],
    ['RRULE', { RRULE: 'FREQ=DAILY;INTERVAL=1' }, 'FREQ=DAILY;INTERVAL=1'],
  ];
  for (const [type, value, expected] of cases) {
    it(`of type ${type} shows ${JSON.stringify(value)} as ${JSON.stringify(expected)}`, () => {
      assert.equal(cell(type, value), expected);
    });
  }

  it('joins the names of tags with commas', () => {
    assert.equal(cell('text', ['hot', 'new'], 'Tag'), 'hot,new');
  });
});
