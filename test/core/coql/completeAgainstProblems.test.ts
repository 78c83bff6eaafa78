import assert from 'node:assert/strict';

import { completionsAt } from '../../../src/core/coql/complete.ts';
import type { Completion } from '../../../src/core/coql/completion.ts';
import type { KnownMetadata } from '../../../src/core/coql/knownMetadata.ts';
import { parseDocument } from '../../../src/core/coql/parse.ts';
import { findProblems } from '../../../src/core/coql/problems.ts';
import type { Field, FieldType } from '../../../src/core/model/metadata.ts';
import { fieldTypes } from '../../../src/core/model/metadata.ts';
import { exampleField, exampleModule } from '../metadata/exampleMetadata.ts';

/** What is offered must not be called an error afterwards: both read the same rules, but not from the same lines. */
describe('completion and diagnostics of COQL', () => {
  it('agree about columns', () => {
    assertAllFine('select | from Things where id is not null', 'field');
    assertAllFine('select COUNT(id) from Things where id is not null order by |', 'field', ['notGrouped']);
  });

  it('agree about what aggregates take', () => {
    for (const name of ['COUNT', 'SUM', 'AVG', 'MIN', 'MAX']) {
      assertAllFine(`select ${name}(|) from Things where id is not null`, 'field');
    }
  });

  it('agree about what can be compared', () => {
    assertAllFine('select id from Things where | is not null', 'field', ['wrongOperator']);
  });

  it('agree about operators and values of every type', () => {
    for (const type of comparable()) {
      for (const operator of complete(`select id from Things where ${type} |`)) {
        const text = operator.text.replace('${1}', '|').replace('$0', '|');
        const place = text.includes('|') ? text : `${text}|`;
        for (const value of valuesAfter(`select id from Things where ${type} ${place}`, type)) assertFine(value);
      }
    }
  });
});

/** One field of each type, named after it. */
const things: readonly Field[] = fieldTypes.map((type) =>
  exampleField({
    ...{ id: type, apiName: type, label: type, type, crmType: type },
    ...(type === 'lookup' ? { lookupModules: ['Things'] } : {}),
    ...(type === 'pickList' || type === 'multiPickList'
      ? { pickList: [{ id: '1', display: "It's", actual: "It's", isUsed: true }] }
      : {}),
  }),
);

const metadata: KnownMetadata = {
  modules: () => modules,
  fields: (apiName) => (apiName === 'Things' ? things : undefined),
};
const modules = [exampleModule({ apiName: 'Things', label: 'Things' })];

function comparable(): readonly FieldType[] {
  const names = complete('select id from Things where |').map((each) => each.label);
  return fieldTypes.filter((type) => names.includes(type));
}

/** The query with each value that is offered, or with one that fits the type where none is. */
function valuesAfter(marked: string, type: FieldType): readonly string[] {
  const [before = '', after = ''] = marked.split('|');
  const isInQuotes = before.endsWith('%');
  if (marked.includes('null') || isInQuotes) return [isInQuotes ? `${before}a${after}` : before];
  const offered = complete(marked).filter((each) => !each.isSnippet);
  const values = offered.length > 0 ? offered.map((each) => each.text) : [samples[type] ?? "'a'"];
  return values.map((value) => `${before}${value}${after.replace('${2}', value)}`);
}

const samples: Readonly<Partial<Record<FieldType, string>>> = {
  ...{ integer: '1', bigInteger: '1', decimal: '1.5', currency: '1.5', percent: '5', formula: '1', rollup: '1' },
  ...{ lookup: "'5540000000001'", userLookup: "'5540000000001'" },
};

function assertAllFine(marked: string, kind: Completion['kind'], besides: readonly string[] = []): void {
  const offered = complete(marked).filter((each) => each.kind === kind);
  assert.ok(offered.length > 0, marked);
  for (const { text } of offered) assertFine(marked.replace('|', text), besides);
}

function assertFine(query: string, besides: readonly string[] = []): void {
  const problems = findProblems(parseDocument(query), metadata).filter(
    ({ severity, kind }) => severity === 'error' && !besides.includes(kind),
  );
  assert.deepEqual(
    problems.map(({ message }) => message),
    [],
    query,
  );
}

function complete(marked: string): readonly Completion[] {
  const offset = marked.indexOf('|');
  const context = { metadata, now: Date.UTC(2026, 10, 22), offsetMinutesAt: () => 60 };
  return completionsAt(parseDocument(marked.replace('|', '')), offset, context);
}
