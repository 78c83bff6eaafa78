import { completionsAt } from '../../src/core/coql/complete.ts';
import type { KnownMetadata } from '../../src/core/coql/knownMetadata.ts';
import { parseDocument } from '../../src/core/coql/parse.ts';
import type { Field, Module } from '../../src/core/model/metadata.ts';
import { exampleField, exampleModule } from '../core/metadata/exampleMetadata.ts';
import type { BenchRow } from './table.ts';
import { withinMs } from './table.ts';

const moduleCount = 600;
const fieldCount = 500;
const targetMs = 30;

/** The last one stands behind fifty other queries. */
export const completionRows = [
  'completion-columns',
  'completion-lookup',
  'completion-modules',
  'completion-condition',
] as const;

/** One answer as somebody types: the document is parsed anew, all that can stand there is told. */
export function benchCompletion(): Promise<readonly BenchRow[]> {
  const metadata = largeOrganization();
  const places: Readonly<Record<(typeof completionRows)[number], string>> = {
    'completion-columns': 'select Field_1| from Module_300 where id is not null',
    'completion-lookup': 'select Owner_0.Owner_0.Fie| from Module_300 where id is not null',
    'completion-modules': 'select id from Mod|',
    'completion-condition': `${'select id from Module_7 where Field_3 = 4;\n'.repeat(50)}select id from Module_300 where (Field_7 = 'x' and Fie|`,
  };
  const rows = completionRows.map((name) => measure(name, places[name], metadata));
  return Promise.resolve(rows);
}

function measure(name: (typeof completionRows)[number], marked: string, metadata: KnownMetadata): BenchRow {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const context = { metadata, now: Date.UTC(2026, 10, 22), offsetMinutesAt: () => 60 };
  const times: number[] = [];
  let found = 0;
  for (let round = 0; round < 31; round++) {
    const startedAt = performance.now();
    found = completionsAt(parseDocument(text), offset, context).length;
    times.push(performance.now() - startedAt);
  }
  const what = `${found} answers, ${moduleCount} modules with ${fieldCount} fields each`;
  return withinMs(name, what, times, { limitMs: targetMs, digits: 2 });
}

function largeOrganization(): KnownMetadata {
  const modules: readonly Module[] = Array.from({ length: moduleCount }, (_, index) =>
    exampleModule({ id: String(index), apiName: `Module_${index}`, label: `Modules ${index}` }),
  );
  const fields = new Map(modules.map(({ apiName }, index) => [apiName, fieldsOf(index)]));
  return { modules: () => modules, fields: (apiName) => fields.get(apiName) };
}

/** Every tenth is a lookup to the next module. */
function fieldsOf(module: number): readonly Field[] {
  const next = `Module_${(module + 1) % moduleCount}`;
  return Array.from({ length: fieldCount }, (_, index) =>
    index % 10 === 0
      ? exampleField({ apiName: `Owner_${index}`, label: `Owner ${index}`, type: 'lookup', lookupModules: [next] })
      : exampleField({ apiName: `Field_${index}`, label: `Field ${index}`, type: 'text' }),
  );
}
