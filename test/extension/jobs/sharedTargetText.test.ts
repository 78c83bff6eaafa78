import assert from 'node:assert/strict';

import { sharedDetail, sharedQuestion } from '../../../src/extension/jobs/sharedTargetText.ts';
import { plainL10n } from '../plainL10n.ts';

describe('words for jobs that write in one place', () => {
  it('name the file and the other job', () => {
    const shared = [{ other: { name: 'leads', job: { kind: 'export' as const } }, places: [{ name: 'Leads.csv' }] }];
    assert.equal(sharedQuestion('copy', shared, plainL10n), '"copy" writes the same file as "leads": Leads.csv.');
    assert.match(sharedDetail('export', plainL10n), /Change "file" in one of the job files/);
  });

  it('name a few of many tables and jobs, each once', () => {
    const places = ['Leads', 'Deals', 'Tasks', 'Calls'].map((name) => ({ name }));
    const shared = ['a', 'b', 'c', 'd'].map((name) => ({
      other: { name, job: { kind: 'replicate' as const } },
      places,
    }));
    assert.equal(
      sharedQuestion('copy', shared, plainL10n),
      '"copy" writes the same tables as "a", "b", "c", …: those of Leads, Deals, Tasks, ….',
    );
    assert.match(sharedDetail('replicate', plainL10n), /Change the prefix or the database/);
  });
});
