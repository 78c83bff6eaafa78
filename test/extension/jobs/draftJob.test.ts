import assert from 'node:assert/strict';

import { readJobFile } from '../../../src/core/jobs/jobFile/readJobFile.ts';
import { withSchedule } from '../../../src/core/jobs/jobFile/withSchedule.ts';
import { jobText, suggestedFile, suggestedJobName } from '../../../src/extension/jobs/draftJob.ts';

describe('a job made by questions', () => {
  it('is a job file that can be run, with the defaults for what was not asked', () => {
    const text = jobText({
      ...{ kind: 'export', connection: 'Acme EU', changes: 'sinceLastRun', file: 'Leads.csv' },
      modules: [{ module: 'Leads', fields: ['id', 'Email'], where: 'Email is not null' }],
    });
    const { job } = readJobFile(text);
    assert.ok(job?.kind === 'export');
    assert.deepEqual(job.modules[0]?.fields, ['id', 'Email']);
    assert.deepEqual([job.changes, job.to.file, job.to.separator], ['sinceLastRun', 'Leads.csv', ',']);
  });

  it('may replicate several modules into a SQLite file', () => {
    const modules = [{ module: 'Leads' }, { module: 'Deals' }];
    const text = jobText({ kind: 'replicate', connection: 'Acme EU', modules, to: { sqlite: 'zoho-crm.sqlite' } });
    const { job } = readJobFile(text);
    assert.ok(job?.kind === 'replicate');
    assert.equal(job.to.sqlite, 'zoho-crm.sqlite');
    assert.equal(job.modules.length, 2);
  });

  it('is named after what it does, and writes a file for each module', () => {
    assert.equal(suggestedJobName('export', ['Leads']), 'export-Leads');
    assert.equal(suggestedJobName('replicate', ['Leads', 'Deals']), 'replicate-2-modules');
    assert.deepEqual([suggestedFile(['Leads']), suggestedFile(['Leads', 'Deals'])], ['Leads.csv', '{module}.csv']);
  });

  it('gets its times without losing its comments', () => {
    const text = '{\n  // for the warehouse\n  "version": 1\n}\n';
    const scheduled = withSchedule(text, { cron: '0 6 * * *' });
    assert.ok(scheduled.includes('// for the warehouse'));
    assert.match(scheduled, /"schedule": \{\s+"cron": "0 6 \* \* \*"\s+\}/);
  });
});
