import { Dice } from './dice.ts';
import type { ModulePlan, PlannedRecord } from './timeline.ts';
import { recordBefore } from './timeline.ts';

/** Who belongs together: a contact's account, a deal's account and contact. */
export interface Family {
  readonly account: PlannedRecord | undefined;
  readonly contact: PlannedRecord | undefined;
  readonly deal: PlannedRecord | undefined;
}

/** Decides the families before any record is filled, so that a quote for a deal names the deal's contact and account. */
export class Families {
  readonly #plans: ReadonlyMap<string, ModulePlan>;
  readonly #byContact = new Map<string, Family>();
  readonly #byDeal = new Map<string, Family>();

  constructor(plans: ReadonlyMap<string, ModulePlan>, seed: number) {
    this.#plans = plans;
    const dice = new Dice(seed, 'families');
    for (const contact of everyRecord(plans.get('Contacts'))) {
      // One in ten belongs to nobody.
      const account = dice.chance(0.9) ? recordBefore(plans.get('Accounts'), contact.createdAt, dice) : undefined;
      this.#byContact.set(contact.id, { account, contact, deal: undefined });
    }
    for (const deal of everyRecord(plans.get('Deals'))) {
      const { account, contact } = this.#ofSomeContact(deal.createdAt, dice);
      // Somebody must pay, also where the contact belongs to nobody.
      const payer = account ?? recordBefore(plans.get('Accounts'), deal.createdAt, dice);
      this.#byDeal.set(deal.id, { account: payer, contact, deal });
    }
  }

  /** The family of a contact, an account or a deal itself, or one that another record made at that time could join. */
  familyOf(module: string, record: PlannedRecord, dice: Dice): Family {
    if (module === 'Contacts') return this.#byContact.get(record.id) ?? nobody;
    if (module === 'Deals') return this.#byDeal.get(record.id) ?? nobody;
    if (module === 'Accounts') return { ...nobody, account: record };
    const deal = dice.chance(0.7) ? recordBefore(this.#plans.get('Deals'), record.createdAt, dice) : undefined;
    const ofDeal = deal && this.#byDeal.get(deal.id);
    return ofDeal ?? this.#ofSomeContact(record.createdAt, dice);
  }

  #ofSomeContact(time: number, dice: Dice): Family {
    const contact = recordBefore(this.#plans.get('Contacts'), time, dice);
    if (contact) return this.#byContact.get(contact.id) ?? nobody;
    return { ...nobody, account: recordBefore(this.#plans.get('Accounts'), time, dice) };
  }
}

const nobody: Family = { account: undefined, contact: undefined, deal: undefined };

function everyRecord(plan: ModulePlan | undefined): readonly PlannedRecord[] {
  return plan ? [...plan.live, ...plan.deleted] : [];
}
