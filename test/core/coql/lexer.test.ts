import assert from 'node:assert/strict';

import { isClosed, tokenize, unquote } from '../../../src/core/coql/lexer.ts';

function tokens(text: string): string {
  return tokenize(text)
    .map((token) => `${token.kind}:${token.text}`)
    .join(' ');
}

describe('COQL tokens', () => {
  const cases: readonly [text: string, expected: string][] = [
    ['Account_Name.Phone', 'word:Account_Name dot:. word:Phone'],
    ['What_Id->Leads.id', 'word:What_Id arrow:-> word:Leads dot:. word:id'],
    ['Leads#554023000000000001', 'word:Leads hash:# number:554023000000000001'],
    ['a>=-3.5', 'word:a operator:>= number:-3.5'],
    ['a<>b==c!=d', 'word:a operator:<> word:b operator:== word:c operator:!= word:d'],
    ["'O''Brien'", "string:'O''Brien'"],
    [`"it's"`, `string:"it's"`],
    ["''", "string:''"],
    ["'open\nb", "string:'open word:b"],
    ['2026-11-22T10:00:00Z', 'unknown:2026-11-22T10:00:00Z'],
    ['1 -- one\n2', 'number:1 comment:-- one number:2'],
    ['1--one', 'number:1 comment:--one'],
    ['a /* b; */ c', 'word:a comment:/* b; */ word:c'],
    ['a /* b', 'word:a comment:/* b'],
    ['Müller', 'unknown:Müller'],
    ['a ? b', 'word:a unknown:? word:b'],
    [' \u00a0\t\r\n', ''],
  ];
  for (const [text, expected] of cases) {
    it(`of ${JSON.stringify(text)} are ${expected || 'none'}`, () => {
      assert.equal(tokens(text), expected);
    });
  }

  it('know where they stand', () => {
    for (const { start, end, text } of tokenize("select  'a b' ,c\n-- d")) {
      assert.equal("select  'a b' ,c\n-- d".slice(start, end), text);
    }
  });

  it('are closed by an odd number of quotes, as two quotes are one that is meant', () => {
    const closed = ["''", "'a'", "'a'''", "''''", '""'].map((text) => isClosed(tokenize(text)[0] ?? assert.fail()));
    assert.deepEqual(closed, [true, true, true, true, true]);
    const open = ["'", "'''", "'a''", "'a"].map((text) => isClosed(tokenize(text)[0] ?? assert.fail()));
    assert.deepEqual(open, [false, false, false, false]);
  });

  it('say what is meant, without quotes', () => {
    const texts = ["'O''Brien'", '"say ""x"""', "'open"].map((text) => unquote(tokenize(text)[0] ?? assert.fail()));
    assert.deepEqual(texts, ["O'Brien", 'say "x"', 'open']);
  });
});
