import type { StoredValue } from '../records/store.ts';
import type { ModuleDefinition, Schema } from '../schema/module.ts';
import type { User } from '../schema/organization.ts';
import { Dice, hashOf } from './dice.ts';
import type { Families, Family } from './families.ts';
import type { Address, Company, Person, Pools } from './pools.ts';
import type { ModulePlan, PlannedRecord } from './timeline.ts';

/** What is known before the first value is made. */
export interface Seeding {
  readonly seed: number;
  readonly schema: Schema;
  /** The first one is the administrator. */
  readonly users: readonly User[];
  readonly pools: Pools;
  readonly plans: ReadonlyMap<string, ModulePlan>;
  readonly families: Families;
  /** Epoch milliseconds; no record was changed after it. */
  readonly end: number;
}

/** What one record is about; its values are made from it, so that they fit together. */
export interface Draft {
  readonly record: PlannedRecord;
  readonly person: Person;
  /** Different for each record of the module, as long as it has fewer than some millions. */
  readonly mailbox: string;
  readonly company: Company;
  readonly address: Address;
  readonly family: Family;
  readonly ownerId: string;
  /** Epoch milliseconds, whole seconds. */
  readonly modifiedAt: number;
  /** In [0, 1): for values that depend on each other, such as a stage and its probability. */
  readonly luck: number;
  /** Two decimals, above zero. */
  readonly amount: number;
}

/** Makes one value of one record. */
export type ValueMaker = (draft: Draft, dice: Dice) => StoredValue;

/** Returns a function that drafts records of a module. */
export function drafter(seeding: Seeding, module: ModuleDefinition): (record: PlannedRecord, dice: Dice) => Draft {
  const { pools, families, end } = seeding;
  const offset = hashOf(module.apiName) % 1000;
  const owners = seeding.users.filter((user) => user.status !== 'deleted').map((user) => user.id);
  const bulkUpdate = bulkUpdateOf(seeding, module);
  return (record, dice) => {
    const family = families.familyOf(module.apiName, record, dice);
    const round = Math.floor(record.index / pools.persons.length);
    const person = cyclic(pools.persons, record.index + offset);
    return {
      record,
      person,
      mailbox: round === 0 ? person.mailbox : `${person.mailbox}${round + 1}`,
      company: cyclic(
        pools.companies,
        family.account && module.apiName !== 'Leads' ? family.account.index : record.index,
      ),
      address: dice.pick(pools.addresses),
      family,
      ownerId: dice.pick(owners),
      modifiedAt: bulkUpdate(record) ?? modifiedAfter(record.createdAt, end, dice),
      luck: dice.fraction(),
      amount: Math.round(10 ** (2 + dice.fraction() * 3.5) * 100) / 100,
    };
  };
}

/**
 * Somebody changed a part of the module with one mass update: records in the middle of it share their Modified_Time to the
 * second, more of them than fit on a page when the module is large.
 */
function bulkUpdateOf(seeding: Seeding, module: ModuleDefinition): (record: PlannedRecord) => number | undefined {
  const count = seeding.plans.get(module.apiName)?.live.length ?? 0;
  const first = Math.floor(count * 0.4);
  const after = first + Math.max(3, Math.floor(count * 0.03));
  const at = seeding.end - 90 * 86_400_000;
  return ({ index, createdAt }) => (index >= first && index < after && createdAt <= at ? at : undefined);
}

/** A third was never changed; the others some time within a year after they were made. */
function modifiedAfter(createdAt: number, end: number, dice: Dice): number {
  if (dice.chance(1 / 3)) return createdAt;
  const room = Math.min(end - createdAt, 365 * 86_400_000);
  return Math.floor((createdAt + dice.fraction() ** 2 * room) / 1000) * 1000;
}

function cyclic<T>(items: readonly T[], index: number): T {
  const item = items[index % items.length];
  if (item === undefined) throw new RangeError('Nothing to choose from');
  return item;
}
