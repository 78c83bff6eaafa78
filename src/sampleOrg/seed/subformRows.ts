import type { IdSequence } from '../ids.ts';
import type { RecordStore } from '../records/store.ts';
import type { FieldDefinition, ModuleDefinition } from '../schema/module.ts';
import { Dice } from './dice.ts';
import type { Draft, Seeding } from './draft.ts';
import { drafter } from './draft.ts';
import { valuesFiller } from './fillValues.ts';

/** Returns a function that writes up to three rows into each subform of a record; at least one where there must be some. */
export function rowWriter(
  seeding: Seeding,
  module: ModuleDefinition,
  store: RecordStore,
  ids: IdSequence,
): (parent: Draft) => void {
  const writers = module.fields.flatMap((field) => {
    const rows = field.subformModule === undefined ? undefined : seeding.schema.module(field.subformModule);
    return rows ? [subformWriter(seeding, field, rows, store, ids)] : [];
  });
  return (parent) => {
    for (const write of writers) write(parent);
  };
}

function subformWriter(
  seeding: Seeding,
  field: FieldDefinition,
  rows: ModuleDefinition,
  store: RecordStore,
  ids: IdSequence,
): (parent: Draft) => void {
  const dice = new Dice(seeding.seed, `rows of ${rows.apiName}`);
  const draft = drafter(seeding, rows);
  const values = valuesFiller(seeding, rows);
  const hasNumber = seeding.schema.field(rows, 'Sequence_Number') !== undefined;
  const table = store.table(rows.apiName);
  return (parent) => {
    const count = dice.whole(field.mandatory ? 1 : 0, 3);
    for (let number = 1; number <= count; number++) {
      const { createdAt } = parent.record;
      const { modifiedAt, ownerId } = parent;
      const planned = { id: ids.next(), createdAt, index: table.size };
      const row = { ...draft(planned, dice), modifiedAt, ownerId };
      const place = { Parent_Id: parent.record.id, ...(hasNumber ? { Sequence_Number: number } : {}) };
      table.insert({ id: planned.id, values: { ...values(row, dice), ...place } });
    }
  };
}
