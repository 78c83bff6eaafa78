import type { StoredValue } from '../records/store.ts';
import type { Draft, Seeding, ValueMaker } from './draft.ts';
import type { KnownValues } from './knownValues.ts';
import { dateOf } from './valuesByType.ts';

const dayMs = 86_400_000;

/** Values that are objects or lists, whatever metadata calls them (zoho-api.md sections 4.20 and 4.21). */
export function compoundValues(seeding: Seeding): KnownValues {
  return {
    Participants: participants(seeding),
    Pricing_Details: () => [
      { from_range: 1, to_range: 10, discount: 0 },
      { from_range: 11, to_range: 100, discount: 5 },
      { from_range: 101, to_range: 1000, discount: 12.5 },
    ],
  };
}

/** The reminder of a task: the day before, at nine. */
export const taskAlarm: ValueMaker = () => ({ ALARM: 'ACTION=EMAIL;TRIGGER=-P1D;TRIGGER_TIME=09:00' });

export const eventReminders: ValueMaker = () => [{ unit: 15, period: 'minutes' }];

/** Every week, ten times. */
export const weekly: ValueMaker = ({ record }) => {
  const [start, until] = [record.createdAt, record.createdAt + 70 * dayMs].map(dateOf);
  return { RRULE: `FREQ=WEEKLY;INTERVAL=1;DTSTART=${start};UNTIL=${until}` };
};

/** The contact that the meeting is about, the one who called it, and somebody without a record. */
function participants(seeding: Seeding): ValueMaker {
  return (draft, dice): StoredValue => {
    const owner = seeding.users.find((user) => user.id === draft.ownerId);
    const guest = `guest${dice.whole(1, 99)}@${draft.company.domain}`;
    return [
      ...contactOf(draft),
      { type: 'user', participant: draft.ownerId, Email: owner?.email ?? null, invited: true, status: 'accepted' },
      { type: 'email', participant: guest, Email: guest, invited: false, status: 'not_known' },
    ];
  };
}

function contactOf({ family }: Draft): StoredValue[] {
  if (!family.contact) return [];
  return [{ type: 'contact', participant: family.contact.id, invited: true, status: 'not_known' }];
}
