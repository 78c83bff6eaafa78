import type { DeletedRecord, StoredRecord } from '../records/store.ts';
import { displayName } from '../records/render.ts';
import type { ModuleDefinition } from '../schema/module.ts';
import { Dice } from './dice.ts';
import type { Seeding } from './draft.ts';

const dayMs = 86_400_000;
/** How long the recycle bin and the list of permanent deletions remember, in days (zoho-api.md section 4.14). */
const rememberedDays = { recycle: 60, permanent: 120 } as const;

/** No deletion that the organization still lists is older. */
export const longestMemoryMs = rememberedDays.permanent * dayMs;

/**
 * What becomes of records that were deleted, in the order of deletion: two of three wait in the recycle bin, the others are
 * gone for good.
 */
export function asDeleted(
  seeding: Seeding,
  module: ModuleDefinition,
  records: readonly StoredRecord[],
): readonly DeletedRecord[] {
  const dice = new Dice(seeding.seed, `deletions in ${module.apiName}`);
  const deleted = records.map((record, number): DeletedRecord => {
    const type = number % 3 === 2 ? 'permanent' : 'recycle';
    const age = rememberedDays[type] * dayMs * 0.95 * dice.fraction();
    const createdBy = record.values['Created_By'];
    return {
      id: record.id,
      displayName: displayName(module, record),
      deletedAt: Math.floor((seeding.end - age) / 1000) * 1000,
      deletedBy: dice.pick(seeding.users).id,
      createdBy: typeof createdBy === 'string' ? createdBy : null,
      type,
      record,
    };
  });
  return deleted.sort((a, b) => a.deletedAt - b.deletedAt);
}
