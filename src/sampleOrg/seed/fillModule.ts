import type { IdSequence } from '../ids.ts';
import type { RecordStore, StoredRecord, StoredValue } from '../records/store.ts';
import type { ModuleDefinition } from '../schema/module.ts';
import { asDeleted, longestMemoryMs } from './deletions.ts';
import { Dice } from './dice.ts';
import type { Seeding } from './draft.ts';
import { drafter } from './draft.ts';
import { valuesFiller } from './fillValues.ts';
import type { SpecialValues } from './specialRecords.ts';
import { rowWriter } from './subformRows.ts';
import type { PlannedRecord } from './timeline.ts';

/** What a special record holds instead of the generated values, by record id. */
export type Overrides = ReadonlyMap<string, SpecialValues>;

/** Writes the planned records of a module, the rows of its subforms, and what was deleted. Some microseconds for each record. */
export function fillModule(
  seeding: Seeding,
  module: ModuleDefinition,
  overrides: Overrides,
  store: RecordStore,
  ids: IdSequence,
): void {
  const plan = seeding.plans.get(module.apiName);
  if (!plan) return;
  const dice = new Dice(seeding.seed, `values of ${module.apiName}`);
  const draft = drafter(seeding, module);
  const values = valuesFiller(seeding, module);
  const writeRows = rowWriter(seeding, module, store, ids);
  const newPair = pairFilter(module);
  const table = store.table(module.apiName);
  for (const record of plan.live) {
    const own = draft(record, dice);
    const made = module.generatedType === 'linking' ? newPair(() => values(own, dice)) : values(own, dice);
    if (!made) continue;
    writeRows(own);
    table.insert({ id: record.id, values: Object.assign(made, overrides.get(record.id)) });
  }
  // Nobody changes what is deleted: the last change is older than the oldest deletion that is remembered.
  const untouchedSince = seeding.end - longestMemoryMs;
  const write = (record: PlannedRecord): StoredRecord => {
    const own = draft(record, dice);
    return { id: record.id, values: values({ ...own, modifiedAt: Math.min(own.modifiedAt, untouchedSince) }, dice) };
  };
  table.deleted.push(...asDeleted(seeding, module, plan.deleted.map(write)));
}

/** Tries until a pair comes up that is not linked yet; gives up when there seem to be no more (zoho-api.md section 4.19). */
function pairFilter(
  module: ModuleDefinition,
): (make: () => Record<string, StoredValue>) => Record<string, StoredValue> | undefined {
  const ends = module.fields.filter(({ type, writable }) => writable && (type === 'lookup' || type === 'userlookup'));
  const known = new Set<string>();
  return (make) => {
    for (let attempt = 0; attempt < 20; attempt++) {
      const values = make();
      const pair = JSON.stringify(ends.map((field) => values[field.apiName]));
      if (known.has(pair)) continue;
      known.add(pair);
      return values;
    }
    return undefined;
  };
}
