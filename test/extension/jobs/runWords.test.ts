import assert from 'node:assert/strict';

import type { ModuleSummary, RunProgress, RunRecord } from '../../../src/core/model/run.ts';
import { countsText, durationText, figuresText, progressText } from '../../../src/extension/jobs/runWords.ts';
import { plainL10n } from '../plainL10n.ts';

const progress: RunProgress = {
  ...{ phase: 'reading', module: 'Leads', modulesDone: 0, modulesTotal: 1, recordsDone: 400, recordsTotal: 900 },
  ...{ recordsPerSecond: 100, remainingSeconds: 65, creditsSpent: 12 },
};
const leads: ModuleSummary = { module: 'Leads', read: 9, inserted: 4, updated: 3, deleted: 2, rejected: 1 };

describe('words for runs', () => {
  it('tell records, rate, remaining time and credits of what is under way', () => {
    const text = '400 of 900 records · 100 a second · 1 min 5 s left · 12 credits';
    assert.equal(progressText(progress, plainL10n), text);
  });

  it('name the module where there are several, and the phase where nothing is read', () => {
    const planning: RunProgress = {
      ...{ phase: 'planning', module: 'Deals', modulesDone: 1, modulesTotal: 3, recordsDone: 0, recordsPerSecond: 0 },
      creditsSpent: 0,
    };
    assert.equal(progressText(planning, plainL10n), 'Deals · planning · 0 credits');
  });

  it('count lines of exports and rows of tables', () => {
    assert.equal(countsText({ jobKind: 'export', modules: [leads] }, plainL10n), '4 records, 2 deleted, 1 rejected');
    const two = countsText({ jobKind: 'replicate', modules: [leads, { ...leads, rejected: 0 }] }, plainL10n);
    assert.equal(two, '8 new, 6 changed, 4 deleted, 1 rejected');
  });

  it('sum up a run in one line', () => {
    const run: RunRecord = {
      ...{ id: 'r', jobName: 'leads', jobKind: 'export', connectionName: 'Acme', startedAt: 0, endedAt: 31_400 },
      ...{ host: 'editor', outcome: 'succeeded', modules: [leads], creditsSpent: 110, files: [] },
    };
    assert.equal(figuresText(run, plainL10n), '4 records, 2 deleted, 1 rejected · 110 credits · 31 s');
  });

  it('write durations in units that everybody knows', () => {
    assert.deepEqual([0, 59_400, 60_000, 125_000, 3_840_000].map(durationText), [
      ...['0 s', '59 s', '1 min', '2 min 5 s', '1 h 4 min'],
    ]);
  });
});
