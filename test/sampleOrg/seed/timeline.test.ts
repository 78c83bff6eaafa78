import assert from 'node:assert/strict';

import { IdSequence } from '../../../src/sampleOrg/ids.ts';
import { Dice } from '../../../src/sampleOrg/seed/dice.ts';
import { planRecords, recordBefore, seedSpanMs } from '../../../src/sampleOrg/seed/timeline.ts';

const end = Date.parse('2026-03-08T09:59:00Z');
const ask = (module: string, count: number, fixedTimes: readonly number[] = []) => ({
  module,
  count,
  deletedCount: 0,
  fixedTimes,
});

describe('planning when records were made', () => {
  it('keeps the times that must occur', () => {
    const time = end - 86_400_000;
    const plan = planRecords([ask('Leads', 3, [time])], 1, end, new IdSequence(554_023)).get('Leads');
    assert.equal(plan?.live.length, 3);
    assert.ok(plan.live.some((record) => record.createdAt === time));
  });

  it('leaves out times that are not past yet, and never makes more records than wanted', () => {
    const plans = planRecords(
      [ask('Leads', 2, [end + 1000]), ask('Contacts', 1, [end - 5000, end - 4000, end - 3000])],
      1,
      end,
      new IdSequence(554_023),
    );
    assert.ok(plans.get('Leads')?.live.every((record) => record.createdAt < end));
    assert.equal(plans.get('Leads')?.live.length, 2);
    assert.equal(plans.get('Contacts')?.live.length, 1);
  });

  it('begins with accounts, so that contacts find one', () => {
    const plans = planRecords([ask('Contacts', 1), ask('Accounts', 1)], 1, end, new IdSequence(554_023));
    assert.equal(plans.get('Accounts')?.live[0]?.createdAt, end - seedSpanMs);
    assert.ok((plans.get('Contacts')?.live[0]?.createdAt ?? 0) > end - seedSpanMs);
  });
});

describe('choosing a record that was there before', () => {
  const plan = planRecords([ask('Accounts', 50)], 1, end, new IdSequence(554_023)).get('Accounts');
  const dice = new Dice(1, 'test');

  it('never chooses a later one', () => {
    const middle = plan?.live[25]?.createdAt ?? 0;
    for (let roll = 0; roll < 200; roll++) {
      assert.ok((recordBefore(plan, middle, dice)?.createdAt ?? Infinity) <= middle);
    }
  });

  it('takes the first one when there was none, and nothing from an empty module', () => {
    assert.equal(recordBefore(plan, 0, dice), plan?.live[0]);
    assert.equal(recordBefore(undefined, end, dice), undefined);
  });
});

describe('dice', () => {
  it('roll the same again for the same seed and topic, and otherwise for another topic', () => {
    const rolls = (topic: string): number[] => {
      const dice = new Dice(7, topic);
      return Array.from({ length: 5 }, () => dice.whole(1, 1000));
    };
    assert.deepEqual(rolls('a'), rolls('a'));
    assert.notDeepEqual(rolls('a'), rolls('b'));
  });

  it('stay within their bounds, and refuse to choose from nothing', () => {
    const dice = new Dice(7, 'bounds');
    const rolls = new Set(Array.from({ length: 300 }, () => dice.whole(2, 4)));
    assert.deepEqual([...rolls].sort(), [2, 3, 4]);
    assert.throws(() => dice.pick([]), RangeError);
  });
});
