import type { StoredValue } from '../records/store.ts';
import type { FieldDefinition, ModuleDefinition } from '../schema/module.ts';
import type { Draft, Seeding, ValueMaker } from './draft.ts';
import type { PlannedRecord } from './timeline.ts';
import { recordBefore } from './timeline.ts';

/** Lookups that name the one account, contact or deal that a record is about. Others point to any record that was there before. */
const familyFields = new Set(['Account_Name', 'Contact_Name', 'Deal_Name', 'Potential_Name', 'Who_Id']);

/** One lead of so many was converted. */
const leadsPerConverted = 12;

/** Whether a lead was converted. */
export function isConverted(draft: Draft): boolean {
  return draft.record.index % leadsPerConverted === 5;
}

/** The maker for a field of type lookup. */
export function lookupMaker(seeding: Seeding, module: ModuleDefinition, field: FieldDefinition): ValueMaker {
  const target = field.lookup?.module;
  if (target === undefined) return () => null;
  if (target === 'users') return (draft) => draft.ownerId;
  if (module.apiName === 'Leads' && field.apiName.startsWith('Converted_')) {
    return (draft) => (isConverted(draft) ? (memberOf(draft, target)?.id ?? null) : null);
  }
  const plan = seeding.plans.get(target);
  if (familyFields.has(field.apiName)) {
    return (draft, dice) => {
      const member = memberOf(draft, target);
      if (member || !field.mandatory) return member?.id ?? null;
      return recordBefore(plan, draft.record.createdAt, dice)?.id ?? null;
    };
  }
  const isNeeded = field.mandatory || module.generatedType === 'linking' || module.generatedType === 'subform';
  const share = isNeeded ? 1 : target === module.apiName ? 0.15 : 0.6;
  return (draft, dice) =>
    dice.chance(share) ? otherThan(draft, recordBefore(plan, draft.record.createdAt, dice)) : null;
}

/** The maker for a field that may point to several modules, kept as `{ module, id }`. */
export function moduleLookupMaker(seeding: Seeding, field: FieldDefinition): ValueMaker {
  const targets = (field.lookupModules ?? []).filter((module) => (seeding.plans.get(module)?.live.length ?? 0) > 0);
  const isNeeded = field.mandatory || field.apiName === 'Parent_Id';
  return (draft, dice) => {
    if (targets.length === 0 || !(isNeeded || dice.chance(0.8))) return null;
    const module = dice.pick(targets);
    const member = memberOf(draft, module) ?? recordBefore(seeding.plans.get(module), draft.record.createdAt, dice);
    return member ? { module, id: member.id } : null;
  };
}

function memberOf(draft: Draft, module: string): PlannedRecord | undefined {
  switch (module) {
    case 'Accounts':
      return draft.family.account;
    case 'Contacts':
      return draft.family.contact;
    case 'Deals':
      return draft.family.deal;
    default:
      return undefined;
  }
}

function otherThan(draft: Draft, found: PlannedRecord | undefined): StoredValue {
  return found && found.id !== draft.record.id ? found.id : null;
}
