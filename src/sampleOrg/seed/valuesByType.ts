import type { StoredValue } from '../records/store.ts';
import type { FieldDefinition, FieldType, ModuleDefinition } from '../schema/module.ts';
import type { Dice } from './dice.ts';
import { eventReminders, taskAlarm, weekly } from './compoundValues.ts';
import type { Draft, Seeding, ValueMaker } from './draft.ts';
import { lookupMaker, moduleLookupMaker } from './lookups.ts';
import { phoneNumber } from './phoneNumber.ts';

const dayMs = 86_400_000;

/** Part of the records in which an optional field holds something. */
const filledShare = 0.75;

/** The maker for a field of which only the type is known. */
export function makerByType(seeding: Seeding, module: ModuleDefinition, field: FieldDefinition): ValueMaker {
  switch (field.type) {
    case 'lookup':
      return lookupMaker(seeding, module, field);
    case 'multi_module_lookup':
      return moduleLookupMaker(seeding, field);
    case 'ownerlookup':
      return (draft) => draft.ownerId;
    case 'boolean':
      return (_draft, dice) => dice.chance(0.2);
    case 'autonumber':
      return autoNumber(field);
    case 'picklist':
      return optional(field, pickListMaker(field));
    case 'text':
      // Metadata calls some lists texts; what they hold is known by name or not at all (zoho-api.md section 5).
      if (field.jsonType === 'jsonarray') return nothing;
      return optional(field, (_draft, dice) => dice.pick(seeding.pools.phrases).slice(0, field.length));
    default: {
      const maker = simpleMakers(seeding, field)[field.type];
      return maker ? optional(field, maker) : nothing;
    }
  }
}

/** For what is computed, or is kept in a module of its own (subforms, linking modules). */
export const nothing: ValueMaker = () => null;

/** A day without a zone, `yyyy-MM-dd`. */
export function dateOf(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10);
}

export function roundedTo(decimalPlaces: number, number: number): number {
  return Number(number.toFixed(decimalPlaces));
}

function optional(field: FieldDefinition, make: ValueMaker): ValueMaker {
  if (field.mandatory || field.layoutMandatory) return make;
  return (draft, dice) => (dice.chance(filledShare) ? make(draft, dice) : null);
}

function simpleMakers(seeding: Seeding, field: FieldDefinition): Partial<Record<FieldType, ValueMaker>> {
  const { pools, users } = seeding;
  const limited = (text: string): string => text.slice(0, field.length);
  const decimals = field.decimalPlaces ?? 2;
  return {
    textarea: (_draft, dice) => longText(field, dice.pick(pools.paragraphs)),
    email: (draft) => limited(`${draft.mailbox}@${draft.company.domain}`),
    phone: (_draft, dice) => phoneNumber(dice),
    website: (draft) => `https://www.${draft.company.domain}`,
    multiselectpicklist: severalOptions(field),
    date: (draft, dice) => dateOf(draft.record.createdAt + dice.whole(1, 200) * dayMs),
    datetime: (draft) => between(draft.record.createdAt, draft.modifiedAt, draft.luck),
    integer: (_draft, dice) => dice.whole(0, 10 ** Math.min(field.length, 4) - 1),
    bigint: (_draft, dice) => `${nineDigits(dice)}${nineDigits(dice)}`,
    double: (_draft, dice) => roundedTo(decimals, dice.fraction() * 1000),
    currency: (_draft, dice) => roundedTo(decimals, 10 ** (1 + dice.fraction() * 5)),
    percent: (_draft, dice) => roundedTo(decimals, dice.fraction() * 100),
    userlookup: (_draft, dice) => dice.pick(users).id,
    RRULE: (draft, dice) => (dice.chance(0.1) ? weekly(draft, dice) : null),
    ALARM: taskAlarm,
    event_reminder: eventReminders,
    multireminder: eventReminders,
  };
}

function longText(field: FieldDefinition, paragraph: string): string {
  return field.textareaKind === 'rich_text'
    ? `<div><b>Summary</b><br/>${paragraph}</div>`
    : paragraph.slice(0, field.length);
}

/** An instant in between, in whole seconds. */
function between(start: number, end: number, share: number): number {
  return start + Math.floor((share * (end - start)) / 1000) * 1000;
}

function nineDigits(dice: Dice): number {
  return dice.whole(100_000_000, 999_999_999);
}

function autoNumber(field: FieldDefinition): ValueMaker {
  const { prefix, suffix, start } = field.autoNumber ?? { prefix: '', suffix: '', start: 1 };
  return (draft: Draft) => `${prefix}${start + draft.record.index}${suffix}`;
}

/** What a list offers, in its order; the store keeps what is displayed. `-None-` is kept as null. */
export function optionsOf(field: FieldDefinition): readonly (string | null)[] {
  const used = (field.pickList ?? []).filter((value) => value.used);
  return used.map(({ displayValue }) => (displayValue === '-None-' ? null : displayValue));
}

function pickListMaker(field: FieldDefinition): ValueMaker {
  const options = optionsOf(field);
  return options.length === 0 ? nothing : (_draft, dice) => options[dice.whole(0, options.length - 1)] ?? null;
}

/** Some hold nothing, as an empty list or as null: Zoho sends both (zoho-api.md section 5). */
function severalOptions(field: FieldDefinition): ValueMaker {
  const options = optionsOf(field).filter((option) => option !== null);
  return (_draft, dice): StoredValue => {
    const wanted = dice.whole(0, 3) / Math.max(options.length, 1);
    return options.filter(() => dice.chance(wanted));
  };
}
