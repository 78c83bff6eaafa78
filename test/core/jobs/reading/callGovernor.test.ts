import assert from 'node:assert/strict';

import { FatalError, RetriableError } from '../../../../src/core/errors.ts';
import { CallGovernor } from '../../../../src/core/jobs/reading/callGovernor.ts';
import { CreditBudget } from '../../../../src/core/jobs/reading/creditBudget.ts';

const never = new AbortController().signal;

describe('calls of all lanes together', () => {
  it('are never more than allowed, and heavy ones fewer', async () => {
    const governor = new CallGovernor({ calls: 5, heavyCalls: 2 });
    const [most, mostHeavy, now] = [{ n: 0 }, { n: 0 }, { all: 0, heavy: 0 }];
    const call = (weight: 'light' | 'heavy') =>
      governor.run(
        weight,
        async () => {
          now.all += 1;
          if (weight === 'heavy') now.heavy += 1;
          most.n = Math.max(most.n, now.all);
          mostHeavy.n = Math.max(mostHeavy.n, now.heavy);
          await new Promise((resolve) => setImmediate(resolve));
          now.all -= 1;
          if (weight === 'heavy') now.heavy -= 1;
        },
        never,
      );
    await Promise.all(Array.from({ length: 40 }, (_, index) => call(index % 2 === 0 ? 'heavy' : 'light')));
    assert.deepEqual([most.n, mostHeavy.n], [5, 2]);
  });

  it('are halved once by refusals that come together, and come back one by one', async () => {
    const governor = new CallGovernor({ calls: 8, heavyCalls: 8 });
    let refusals = 8;
    const call = () => (refusals-- > 0 ? Promise.reject(new RetriableError('not now')) : Promise.resolve('done'));
    const answers = await Promise.all(Array.from({ length: 8 }, () => governor.run('light', call, never)));
    assert.deepEqual(new Set(answers), new Set(['done']));
    assert.ok(governor.allowed >= 4 && governor.allowed < 8);
    for (let count = 0; count < 40; count++) await governor.run('light', call, never);
    assert.equal(governor.allowed, 8);
  });

  it('are not tried again where that is in vain, or would take long', async () => {
    const governor = new CallGovernor({ calls: 2, heavyCalls: 2 });
    for (const error of [new FatalError('no'), new RetriableError('in an hour', 3_600_000)]) {
      let calls = 0;
      const call = (): Promise<never> => {
        calls += 1;
        return Promise.reject(error);
      };
      await assert.rejects(governor.run('light', call, never), error);
      assert.equal(calls, 1);
    }
  });

  it('end with the reason they were given', async () => {
    const governor = new CallGovernor({ calls: 1, heavyCalls: 1 });
    const controller = new AbortController();
    const { promise, resolve } = Promise.withResolvers<string>();
    const first = governor.run('light', () => promise, never);
    const second = governor.run('light', () => Promise.resolve(''), controller.signal);
    controller.abort(new Error('enough'));
    await assert.rejects(second, /enough/);
    resolve('first');
    assert.equal(await first, 'first');
    assert.equal(await governor.run('light', () => Promise.resolve('third'), never), 'third');
  });
});

describe('a credit budget', () => {
  const budget = (parts: { share: number; spent?: number; left?: number; aDay?: number }): CreditBudget =>
    new CreditBudget({
      share: parts.share,
      aDay: parts.aDay ?? 1_000,
      spent: () => parts.spent ?? 0,
      creditsLeft: () => parts.left,
    });

  it('stops a job at its share of the day, what is under way included', () => {
    const half = budget({ share: 0.5, spent: 490 });
    const release = half.admit(10);
    assert.throws(() => half.admit(1), /50 %/);
    release();
    half.admit(10);
  });

  it('leaves the others’ share, whoever spent the rest', () => {
    assert.throws(() => budget({ share: 0.8, left: 200 }).admit(1));
    budget({ share: 0.8, left: 203 }).admit(3);
    assert.throws(() => budget({ share: 1, left: 0 }).admit(1));
  });
});
