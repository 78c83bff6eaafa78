import assert from 'node:assert/strict';

import { formatDocument } from '../../../src/core/coql/format.ts';
import { parseDocument } from '../../../src/core/coql/parse.ts';
import { Chance, QueryGenerator } from '../../conformance/coqlQueries.ts';
import { exampleOrganization } from './exampleOrganization.ts';

function format(text: string): string {
  return formatDocument(parseDocument(text));
}

/** All that is written, keywords without case. */
function contents(text: string): string {
  return parseDocument(text)
    .tokens.map((token) => token.text.trimEnd().toLowerCase())
    .join('\n');
}

describe('A formatted document', () => {
  const cases: readonly [name: string, text: string, expected: string][] = [
    ['is empty when it was', ' \n', ''],
    [
      'has one line for each clause and keywords in lower case',
      'SELECT  a ,COUNT( id ) AS "n" FROM Leads#12 WHERE(a=1 AND b IN(1,2))GROUP   BY a ORDER BY n DESC LIMIT 5 OFFSET 7 ;',
      'select a, COUNT(id) as "n"\nfrom Leads#12\nwhere (a = 1 and b in (1, 2))\ngroup by a\norder by n desc\nlimit 5\noffset 7;\n',
    ],
    [
      'leaves names and values alone that look like keywords',
      'select A.From, Limit from X where b = TRUE',
      'select A.From, Limit\nfrom X\nwhere b = TRUE\n',
    ],
    [
      'has an empty line between queries and keeps comments where they belong',
      '-- top\nselect a -- why\n,b from X where a is null; -- trailing\n-- next\n\nselect c from Y where /* here */ d is null',
      '-- top\nselect a -- why\n  , b\nfrom X\nwhere a is null; -- trailing\n\n-- next\n\nselect c\nfrom Y\nwhere /* here */ d is null\n',
    ],
    [
      'leaves a query alone that cannot be read',
      'SELECT a  FROM X where (a = 1;SELECT  b from Y where c is NULL',
      'SELECT a  FROM X where (a = 1;\n\nselect b\nfrom Y\nwhere c is null\n',
    ],
  ];
  for (const [name, text, expected] of cases) {
    it(name, () => {
      assert.equal(format(text), expected);
    });
  }

  it('has lines of at most 100 characters, broken after columns and before "and" and "or"', () => {
    const columns = Array.from({ length: 20 }, (_, index) => `Column_${index}`).join(', ');
    const where = Array.from(
      { length: 4 },
      (_, index) => `(Some_Field_${index} between 1 and 2 or Other is null)`,
    ).join(' and ');
    const text = format(`select ${columns} from X where ${where}`);
    assert.ok(text.split('\n').every((line) => line.length <= 100));
    assert.match(text, /,\n {2}Column_\d+/);
    assert.match(text, /\n {2}(and|or) /);
  });

  it('says the same, and is what formatting it again gives', () => {
    const chance = new Chance(11);
    const modules = ['Leads', 'Accounts', 'Calls'].map((module) => ({
      module,
      fields: exampleOrganization.fields(module) ?? [],
    }));
    const generator = new QueryGenerator(chance, modules);
    const comments = ['-- note\n', '\n-- own line\n', '/* b */', '\n/* m\n */\n', '\n\n/* z */ '];
    for (let count = 0; count < 1000; count++) {
      const query = chance.percent(85) ? generator.query() : generator.broken();
      const tokens = parseDocument(query).tokens.map(
        ({ text }) => (chance.percent(8) ? chance.of(comments) : '') + text,
      );
      const text = [...tokens, chance.of([';', '\n;\n', '; -- t\n', ';;', '']), generator.query()]
        .join(' ')
        .replaceAll(/ (->|\.) /g, '$1');
      const formatted = format(text);
      assert.equal(contents(formatted), contents(text));
      assert.equal(format(formatted), formatted);
    }
  });
});
