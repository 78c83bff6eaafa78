import type { FieldDefinition, ModuleDefinition } from '../schema/module.ts';
import { appointmentValues } from './appointmentValues.ts';
import { compoundValues } from './compoundValues.ts';
import type { Seeding, ValueMaker } from './draft.ts';
import { isConverted } from './lookups.ts';
import { moneyValues } from './moneyValues.ts';
import { personValues } from './personValues.ts';
import { makerByType, nothing } from './valuesByType.ts';

/** Makers by field API name. */
export type KnownValues = Readonly<Record<string, ValueMaker>>;

/** A name such as `Account_Name` is a text in one module and one of these in others; then the type decides. */
const decidedByType: ReadonlySet<string> = new Set(['lookup', 'multi_module_lookup', 'autonumber']);

/** Returns the function that chooses the maker for each field of a module: by its name where that is known, else by its type. */
export function makerChooser(seeding: Seeding, module: ModuleDefinition): (field: FieldDefinition) => ValueMaker {
  const known: KnownValues = {
    ...personValues(seeding),
    ...moneyValues(seeding, module),
    ...appointmentValues(seeding),
    ...compoundValues(seeding),
    ...systemValues(seeding, module),
  };
  return (field) => {
    const named = Object.hasOwn(known, field.apiName) ? known[field.apiName] : undefined;
    return named && !decidedByType.has(field.type) ? named : makerByType(seeding, module, field);
  };
}

/** What the system keeps for every record. */
function systemValues(seeding: Seeding, module: ModuleDefinition): KnownValues {
  const tags = seeding.schema.settings.tags.filter((tag) => tag.module === module.apiName).map((tag) => tag.name);
  const layout = module.layouts[0];
  const whenConverted =
    (make: ValueMaker): ValueMaker =>
    (draft, dice) =>
      isConverted(draft) ? make(draft, dice) : null;
  return {
    Created_By: (draft) => draft.ownerId,
    Modified_By: (_draft, dice) => dice.pick(seeding.users).id,
    Created_Time: (draft) => draft.record.createdAt,
    Modified_Time: (draft) => draft.modifiedAt,
    Change_Log_Time__s: (draft) => draft.modifiedAt,
    Last_Activity_Time: (draft) => draft.modifiedAt,
    Tag: (_draft, dice) => tags.filter(() => dice.chance(0.15)),
    Layout: () => (layout ? { id: layout.id, name: layout.name } : null),
    Locked__s: () => false,
    Record_Status__s: () => 'Available',
    Record_Image: nothing,
    Converted__s: isConverted,
    Converted_Date_Time: whenConverted((draft) => draft.modifiedAt),
    Lead_Conversion_Time: whenConverted((draft) =>
      Math.floor((draft.modifiedAt - draft.record.createdAt) / 86_400_000),
    ),
  };
}
