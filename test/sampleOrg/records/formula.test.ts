import assert from 'node:assert/strict';

import { parseFormula } from '../../../src/sampleOrg/records/formula.ts';
import { rounded } from '../../../src/sampleOrg/records/rounded.ts';
import type { StoredValue } from '../../../src/sampleOrg/records/store.ts';

describe('a formula', () => {
  const compute = (expression: string, values: Readonly<Record<string, StoredValue>> = {}): StoredValue =>
    parseFormula(expression)({
      value: (name) => values[name] ?? null,
      rows: (_subform, name) => [1, 2, null].map((each) => (name === 'Amount' ? each : null)),
    });

  const cases: readonly (readonly [string, StoredValue])[] = [
    ['1 + 2 * 3', 7],
    ['(1 + 2) * 3', 9],
    ['10 - 4 - 3', 3],
    ['${A} / ${B}', 2.5],
    ['${A} / ${Zero}', null],
    ['${A} * ${Missing}', null],
    ['${A} + ${Missing}', 5],
    ['${Missing} + ${Missing}', null],
    ['${A} > 4', true],
    ['${A} <= 4', false],
    ['${Missing} > 4', false],
    ["Concat(${Name}, ' / ', ${A})", 'Deal / 5'],
    ["If(${A} > 4, 'big', 'small')", 'big'],
    ["Adddate(${Day}, 30, 'DAY')", '2024-03-30'],
    ["Adddate(${Missing}, 30, 'DAY')", null],
    ['Sum(${Lines.Amount})', 3],
  ];
  for (const [expression, expected] of cases) {
    it(`${expression} is ${JSON.stringify(expected)}`, () => {
      assert.deepEqual(compute(expression, { A: 5, B: 2, Zero: 0, Name: 'Deal', Day: '2024-02-29' }), expected);
    });
  }

  for (const expression of ['1 +', 'Nothing(1)', '(1', '1 2', '']) {
    it(`is refused as ${JSON.stringify(expression)}`, () => {
      assert.throws(() => parseFormula(expression), SyntaxError);
    });
  }

  it('rounds half away from zero in decimal', () => {
    assert.deepEqual(
      [rounded(1.005, 2), rounded(-1.005, 2), rounded(2.5, 0), rounded(1e21, 2), rounded(1e-9, 2)],
      [1.01, -1.01, 3, 1e21, 0],
    );
  });
});
