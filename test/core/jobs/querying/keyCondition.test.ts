import assert from 'node:assert/strict';

import { keyCondition } from '../../../../src/core/jobs/querying/keyCondition.ts';
import type { KeyColumn, PageKey } from '../../../../src/core/jobs/querying/queryPaging.ts';
import type { CrmValue } from '../../../../src/core/model/record.ts';

interface Row {
  readonly id: number;
  readonly Amount: number | null;
}

const amount: KeyColumn = {
  apiName: 'Amount',
  isDescending: false,
  rowName: 'Amount',
  isHidden: false,
  isAlwaysSet: false,
};

describe('the condition for what is behind a row', () => {
  const rows = [null, 3, 1, null, 3, 2, null, 1, 3].map((value, index): Row => ({ id: 101 + index, Amount: value }));

  for (const emptyPlace of ['first', 'last'] as const) {
    for (const isDescending of [false, true]) {
      for (const isIdDescending of [false, true]) {
        const key = { column: { ...amount, isDescending }, isIdDescending };
        const direction = `${isDescending ? 'descending' : 'ascending'}, ids ${isIdDescending ? 'descending' : 'ascending'}`;
        it(`holds for the rest and nothing else where empty values stand ${emptyPlace} (${direction})`, () => {
          const ordered = rows.toSorted((a, b) => compare(a, b, key, emptyPlace));
          for (const [index, last] of ordered.entries()) {
            const position = { lastId: String(last.id), lastValue: last.Amount, firstValue: ordered[0]?.Amount };
            const condition = keyCondition(key, position);
            const behind = ordered.filter((row) => holds(condition, row));
            // Empty values that may yet come are asked for until the rows have shown that there are none.
            assert.deepEqual(behind, ordered.slice(index + 1), `${condition} behind ${JSON.stringify(last)}`);
          }
        });
      }
    }
  }

  it('writes ids and numbers bare, and texts between quotes', () => {
    const key = (parts: Partial<KeyColumn>): PageKey => ({ column: { ...amount, ...parts }, isIdDescending: false });
    const condition = (lastValue: CrmValue) =>
      keyCondition(key({ isAlwaysSet: true }), { lastId: '55', lastValue, firstValue: 1 });
    assert.equal(
      keyCondition(
        { column: undefined, isIdDescending: false },
        { lastId: '55', lastValue: undefined, firstValue: undefined },
      ),
      'id > 55',
    );
    assert.equal(condition(0.0000002), '(Amount > 0.000000200 or (Amount = 0.000000200 and id > 55))');
    assert.equal(condition('2026-01-01'), "(Amount > '2026-01-01' or (Amount = '2026-01-01' and id > 55))");
    assert.equal(condition('12345678901234567890.5').slice(0, 33), '(Amount > 12345678901234567890.5 ');
  });
});

function compare(a: Row, b: Row, { column, isIdDescending }: PageKey, emptyPlace: 'first' | 'last'): number {
  const byId = isIdDescending ? b.id - a.id : a.id - b.id;
  if (a.Amount === null || b.Amount === null) {
    if (a.Amount === b.Amount) return byId;
    return (a.Amount === null) === (emptyPlace === 'first') ? -1 : 1;
  }
  const byAmount = column?.isDescending === true ? b.Amount - a.Amount : a.Amount - b.Amount;
  return byAmount === 0 ? byId : byAmount;
}

/** Reads a condition of comparisons with numbers as SQL does: an empty value is neither less nor more nor the same. */
function holds(condition: string, row: Row): boolean {
  const truth = condition
    .replaceAll(/(\w+) is not null/g, (_all, name: keyof Row) => word(row[name] !== null))
    .replaceAll(/(\w+) is null/g, (_all, name: keyof Row) => word(row[name] === null))
    .replaceAll(/(\w+) ([<>=]) (\d+)/g, (_all, name: keyof Row, operator: string, value: string) =>
      word(row[name] !== null && holdsFor(row[name], operator, Number(value))),
    );
  return evaluate(truth);
}

function word(isTrue: boolean): string {
  return isTrue ? 'T' : 'F';
}

function holdsFor(left: number, operator: string, right: number): boolean {
  return operator === '<' ? left < right : operator === '>' ? left > right : left === right;
}

/** `((T or F) and T)` */
function evaluate(truth: string): boolean {
  for (let text = truth; ;) {
    const next = text
      .replaceAll(/\(([TF])\)/g, '$1')
      .replaceAll(/\(([TF]) and ([TF])\)/g, (_all, a: string, b: string) => word(a === 'T' && b === 'T'))
      .replaceAll(/\(([TF]) or ([TF])\)/g, (_all, a: string, b: string) => word(a === 'T' || b === 'T'));
    if (next === text) {
      assert.match(text, /^[TF]$/, `${truth} is not in pairs of brackets`);
      return text === 'T';
    }
    text = next;
  }
}
