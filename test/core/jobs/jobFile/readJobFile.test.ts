import assert from 'node:assert/strict';

import type { JobFileProblem } from '../../../../src/core/jobs/jobFile/readJobFile.ts';
import { readJobFile } from '../../../../src/core/jobs/jobFile/readJobFile.ts';

const good = { version: 1, kind: 'export', connection: 'Acme', modules: [{ module: 'Leads' }], to: { file: 'a.csv' } };

describe('a job file', () => {
  it('fills in what it leaves out', () => {
    const { job } = readJobFile(JSON.stringify(good));
    assert.equal(job?.kind, 'export');
    assert.deepEqual(
      [job.to.separator, job.to.lineEnd, job.to.encoding, job.to.neutralizeFormulas, job.creditShare, job.deletions],
      [',', 'crlf', 'utf-8', false, 0.5, 'none'],
    );
  });

  it('may have comments and trailing commas', () => {
    const text = `// weekly\n${JSON.stringify(good).slice(0, -1)},}`;
    assert.equal(readJobFile(text).job?.connection, 'Acme');
  });

  it('names what is missing, at the object that lacks it', () => {
    const text = '{ "version": 1, "kind": "export", "modules": [{ "module": "Leads" }], "to": {} }';
    assert.deepEqual(said(text), ['connection: is missing.', 'to.file: is missing.']);
    const [, file] = problemsOf(text);
    assert.equal(text.slice(file?.start, file?.end), '{');
  });

  it('points to the value that is wrong and says what it may be', () => {
    const text = JSON.stringify({ ...good, to: { file: 'a.csv', lineEnd: 'cr', byteOrderMark: 'yes' } });
    assert.deepEqual(said(text), ['to.lineEnd: must be "crlf" or "lf".', 'to.byteOrderMark: must be true or false.']);
    const [lineEnd] = problemsOf(text);
    assert.equal(text.slice(lineEnd?.start, lineEnd?.end), '"cr"');
  });

  it('shows how a module is named where there is only its name', () => {
    assert.deepEqual(said(JSON.stringify({ ...good, modules: ['Leads'] })), [
      'modules[0]: must be an object: { "module": "Leads" }.',
    ]);
  });

  it('refuses keys that it does not know, each at its place', () => {
    assert.deepEqual(said(JSON.stringify({ ...good, password: 'x', to: { file: 'a', colour: 1 } })), [
      'to.colour: there is no such key here.',
      'password: there is no such key here.',
    ]);
  });

  it('refuses kinds that it does not know', () => {
    assert.deepEqual(said('{ "version": 1, "kind": "import" }'), ['kind: must be "export" or "replicate".']);
  });

  it('says in words where the JSON breaks', () => {
    assert.deepEqual(said('{ "version": 1'), ['This is not valid JSON here: a closing } is missing.']);
    assert.deepEqual(said(''), ['The file is empty.']);
  });

  it('refuses a condition that is none', () => {
    const [message] = said(JSON.stringify({ ...good, modules: [{ module: 'Leads', where: 'City = ' }] }));
    assert.match(message ?? '', /^modules\[0\]\.where: is no COQL condition: /);
  });

  it('refuses more than a condition', () => {
    const modules = [{ module: 'Leads', where: "City = 'Rome' limit 5" }];
    assert.deepEqual(said(JSON.stringify({ ...good, modules })), [
      'modules[0].where: is to hold a condition alone: nothing after it.',
    ]);
  });

  it('wants one file for each of several modules', () => {
    const modules = [{ module: 'Leads' }, { module: 'Deals' }];
    assert.match(said(JSON.stringify({ ...good, modules })).join(), /must contain \{module\}/);
    assert.notEqual(readJobFile(JSON.stringify({ ...good, modules, to: { file: '{module}.csv' } })).job, undefined);
  });

  it('refuses a module twice', () => {
    const modules = [{ module: 'Leads' }, { module: 'Leads' }];
    assert.deepEqual(said(JSON.stringify({ ...good, modules, to: { file: '{module}.csv' } })), [
      'modules[1].module: "Leads" is there already.',
    ]);
  });

  it('tells deletions only of changes', () => {
    assert.match(said(JSON.stringify({ ...good, deletions: 'column' })).join(), /^deletions: takes "changes"/);
  });

  it('wants the same file every time where it exports changes', () => {
    const job = { ...good, changes: 'sinceLastRun', to: { file: 'leads-{date}.csv' } };
    assert.match(said(JSON.stringify(job)).join(), /^to\.file: must stay the same/);
  });

  it('replicates into one database', () => {
    const job = { version: 1, kind: 'replicate', connection: 'Acme', modules: [{ module: 'Leads' }], to: {} };
    assert.deepEqual(said(JSON.stringify(job)), ['to: needs either "database" or "sqlite".']);
    assert.equal(readJobFile(JSON.stringify({ ...job, to: { sqlite: 'crm.db' } })).job?.kind, 'replicate');
  });
});

function problemsOf(text: string): readonly JobFileProblem[] {
  const file = readJobFile(text);
  return file.job ? [] : file.problems;
}

function said(text: string): readonly string[] {
  return problemsOf(text).map((each) => each.message);
}
