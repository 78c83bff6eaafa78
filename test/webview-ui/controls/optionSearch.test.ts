import assert from 'node:assert/strict';

import type { SearchableOption } from '../../../webview-ui/controls/optionSearch.ts';
import { keywordFound, searchOptions } from '../../../webview-ui/controls/optionSearch.ts';

const options = [
  option('America/Los_Angeles', 'UTC-08:00', 'PST', 'US/Pacific'),
  option('America/Lima', 'UTC-05:00'),
  option('Asia/Kolkata', 'UTC+05:30', 'IST', 'Asia/Calcutta'),
  option('Europe/Berlin', 'UTC+01:00', 'CET'),
  option('Pacific/Pago_Pago', 'UTC-11:00', 'SST', 'US/Samoa'),
  option('America/São_Paulo', 'UTC-03:00'),
];

describe('searching options', () => {
  for (const [query, expected] of [
    ['ber', 'Europe/Berlin'],
    ['BERLIN', 'Europe/Berlin'],
    ['los ang', 'America/Los_Angeles'],
    ['los_angeles', 'America/Los_Angeles'],
    ['US/Samoa', 'Pacific/Pago_Pago'],
    ['samoa', 'Pacific/Pago_Pago'],
    ['calcutta', 'Asia/Kolkata'],
    ['ist', 'Asia/Kolkata'],
    ['+05:30', 'Asia/Kolkata'],
    ['−11', 'Pacific/Pago_Pago'],
    ['sao paulo', 'America/São_Paulo'],
    ['america lima', 'America/Lima'],
  ] as const) {
    it(`finds ${expected} by "${query}"`, () => {
      assert.equal(searchOptions(options, query)[0]?.value, expected);
    });
  }

  it('says by which other name an option was found, if the query is not in what is shown anyway', () => {
    const [found] = searchOptions(options, 'calcutta');
    assert.equal(found && keywordFound(found, 'calcutta'), 'Asia/Calcutta');
    assert.equal(found && keywordFound(found, 'kolkata'), undefined);
    assert.equal(found && keywordFound(found, '+05:30'), undefined);
  });

  it('finds nothing by what is nowhere', () => {
    assert.deepEqual(searchOptions(options, 'berlin zzz'), []);
  });

  it('finds all, in their order, by nothing', () => {
    assert.deepEqual(searchOptions(options, '  '), options);
  });

  it('puts what is called so before what begins so, and that before what only has it inside', () => {
    const found = searchOptions([option('x/Malima', ''), option('x/Limassol', ''), option('x/Lima', '')], 'lima');
    assert.deepEqual(
      found.map((each) => each.value),
      ['x/Lima', 'x/Limassol', 'x/Malima'],
    );
  });

  it('keeps the order of those that fit equally well', () => {
    assert.deepEqual(
      searchOptions(options, 'america').map((each) => each.value),
      ['America/Los_Angeles', 'America/Lima', 'America/São_Paulo'],
    );
  });
});

function option(value: string, detail: string, ...keywords: readonly string[]): SearchableOption {
  return { value, label: value, detail, keywords, spellings: [], group: '' };
}
