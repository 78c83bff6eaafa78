import assert from 'node:assert/strict';

import { ProgressMeter } from '../../../src/core/jobs/progressMeter.ts';
import type { RunProgress } from '../../../src/core/model/run.ts';

describe('ProgressMeter', () => {
  let now: number;
  let told: RunProgress[];
  let meter: ProgressMeter;
  beforeEach(() => {
    now = 1_000_000;
    told = [];
    const report = (progress: RunProgress): void => {
      told.push(progress);
    };
    meter = new ProgressMeter({ clock: { now: () => now }, report, modulesTotal: 2, creditsSpent: () => 7 });
  });

  it('tells the rate, what remains and what it cost, five times a second at most', () => {
    meter.enter('planning', 'Leads');
    meter.expect(1_000);
    meter.enter('reading');
    for (let at = 0; at < 100; at++) {
      now += 20;
      meter.add(5);
    }
    assert.ok(told.length <= 2 + 10, String(told.length));
    assert.deepEqual(told.at(-1), {
      ...{ phase: 'reading', module: 'Leads', modulesDone: 0, modulesTotal: 2, creditsSpent: 7 },
      ...{ recordsDone: 500, recordsTotal: 1_000, recordsPerSecond: 250, remainingSeconds: 2 },
    });
  });

  it('counts what an earlier run did as done, but not as speed', () => {
    meter.resume(900);
    meter.expect(1_000);
    now += 1_000;
    meter.add(50);
    assert.deepEqual([told[0]?.recordsDone, told[0]?.recordsPerSecond, told[0]?.remainingSeconds], [950, 50, 1]);
  });

  it('tells no total where one is not known, and none that is exceeded', () => {
    meter.expect(10);
    now += 1_000;
    meter.add(12);
    assert.equal(told.at(-1)?.recordsTotal, 12);
    meter.expect(undefined);
    meter.expect(5);
    meter.moduleDone();
    assert.deepEqual([told.at(-1)?.recordsTotal, told.at(-1)?.remainingSeconds], [undefined, undefined]);
  });
});
