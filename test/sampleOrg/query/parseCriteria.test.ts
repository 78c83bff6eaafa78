import assert from 'node:assert/strict';

import { parseCriteria } from '../../../src/sampleOrg/query/parseCriteria.ts';
import type { Criterion } from '../../../src/sampleOrg/schema/module.ts';

function show(criterion: Criterion): string {
  if (criterion.kind !== 'test') {
    return `(${criterion.of.map(show).join(criterion.kind === 'all' ? ' & ' : ' | ')})`;
  }
  return [criterion.path.join('.'), criterion.comparator, JSON.stringify(criterion.values)].join(' ');
}

describe('search criteria', () => {
  const accepted: readonly [text: string, expected: string][] = [
    ['(Last_Name:equals:Smith)', 'Last_Name equal ["Smith"]'],
    ['Campaign_Name:equals:CRM', 'Campaign_Name equal ["CRM"]'],
    ['((A:equals:1)and(B:not_equal:2))', '(A equal ["1"] & B not_equal ["2"])'],
    ['(A:equals:1)or(B:equals:2)', '(A equal ["1"] | B equal ["2"])'],
    ['((A:equals:1) AND (B:equals:2) and (C:equals:3))', '(A equal ["1"] & B equal ["2"] & C equal ["3"])'],
    ['(((A:equals:1)and(B:equals:2))or(C:equals:3))', '((A equal ["1"] & B equal ["2"]) | C equal ["3"])'],
    ['(Owner.id:in:1,2, 3)', 'Owner.id in ["1","2","3"]'],
    ['(N:between:1,5)', 'N between ["1","5"]'],
    ['(T:greater_equal:2024-01-01T00:00:00+05:30)', 'T greater_equal ["2024-01-01T00:00:00+05:30"]'],
    ['(Last_Name:equals:Burns\\,B)', 'Last_Name equal ["Burns,B"]'],
    ['(Last_Name:equals:Burns,B)', 'Last_Name equal ["Burns,B"]'],
    ['(Last_Name:in:Burns\\,B,K)', 'Last_Name in ["Burns,B","K"]'],
    ['(Last_Name:equals:a\\(b\\)c)', 'Last_Name equal ["a(b)c"]'],
    ['(Last_Name:equals:K\\\\)', 'Last_Name equal ["K\\\\"]'],
    ['(Last_Name:equals:this and that)', 'Last_Name equal ["this and that"]'],
    ['(Last_Name:starts_with:Ö)', 'Last_Name starts_with ["Ö"]'],
    ['(Last_Name:equals:)', 'Last_Name equal [""]'],
  ];
  for (const [text, expected] of accepted) {
    it(`read ${text}`, () => {
      assert.equal(show(parseCriteria(text)), expected);
    });
  }

  const refused: readonly [text: string, details: Record<string, unknown>][] = [
    ['()', { reason: 'invalid query formed', param_name: 'criteria' }],
    ['Last_Name', { reason: 'invalid query formed', param_name: 'criteria' }],
    ['(Last_Name:equals)', { reason: 'invalid query formed', param_name: 'criteria' }],
    ['(Last_Name:equals:a', { reason: 'invalid query formed', param_name: 'criteria' }],
    ['(Last_Name:equals:a))', { reason: 'invalid query formed', param_name: 'criteria' }],
    ['((A:equals:1)(B:equals:2))', { reason: 'invalid query formed', param_name: 'criteria' }],
    ['((A:equals:1)and)', { reason: 'invalid query formed', param_name: 'criteria' }],
    ['((A:equals:1)and(B:equals:2)or(C:equals:3))', { reason: 'invalid query formed', param_name: 'criteria' }],
    ['(A:equals:f(x))', { reason: 'special characters are not allowed', param_name: 'criteria' }],
    ['(A:like:x)', { reason: 'invalid operator found', operator: 'like', api_name: 'A' }],
    ['(A:toString:x)', { reason: 'invalid operator found', operator: 'toString', api_name: 'A' }],
    ['('.repeat(9000), { reason: 'invalid query formed', param_name: 'criteria' }],
  ];
  for (const [text, details] of refused) {
    it(`refuse ${text.slice(0, 60)}`, () => {
      assert.throws(() => parseCriteria(text), { code: 'INVALID_QUERY', details });
    });
  }
});
