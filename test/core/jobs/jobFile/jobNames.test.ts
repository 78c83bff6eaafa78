import assert from 'node:assert/strict';

import type { KnownMetadata } from '../../../../src/core/coql/knownMetadata.ts';
import { jobCompletions, jobNameProblems } from '../../../../src/core/jobs/jobFile/jobNames.ts';
import { exampleField, exampleModule } from '../../../extension/exampleMetadata.ts';

const fields = {
  Leads: [
    exampleField({ apiName: 'Email', label: 'Email' }),
    exampleField({ id: 'f2', apiName: 'Last_Name', label: 'Last Name', type: 'text' }),
  ],
  Contacts: [exampleField({ apiName: 'Account_Name', label: 'Account', type: 'lookup', lookupModules: ['Accounts'] })],
  Accounts: [exampleField({ apiName: 'Phone', label: 'Phone', type: 'phone' })],
};
const metadata: KnownMetadata = {
  modules: () => Object.keys(fields).map((apiName) => exampleModule({ apiName, label: apiName })),
  fields: (module) => Object.entries(fields).find(([apiName]) => apiName === module)?.[1],
};
const names = { connections: ['Acme EU'], databases: ['Warehouse'], metadata };
const utc = { now: 0, offsetMinutesAt: () => 0 };

describe('names in job files', () => {
  it('marks modules and fields that the organization does not have, with what may be meant', () => {
    const text = jobText({ module: 'Leads', fields: ['Emial', 'Last_Name'], orderBy: { field: 'Lst_Name' } });
    assert.deepEqual(marked(text), [
      ['Emial', 'error', ['Email']],
      ['Lst_Name', 'error', ['Last_Name']],
    ]);
    assert.deepEqual(marked(jobText({ module: 'Leeds' })), [['Leeds', 'error', ['Leads']]]);
  });

  it('follows lookups along a path', () => {
    const text = jobText({ module: 'Contacts', fields: ['Account_Name.Phone', 'Account_Name.Phne'] });
    assert.deepEqual(marked(text), [['Phne', 'error', ['Phone']]]);
  });

  it('marks the field inside a condition', () => {
    const text = jobText({ module: 'Leads', where: "Emal = 'a@example.com'" });
    assert.deepEqual(marked(text), [['Emal', 'error', ['Email']]]);
  });

  it('warns of connections that this computer does not have', () => {
    const text = JSON.stringify({ connection: 'Acme US', to: { database: 'Warehous' } });
    assert.deepEqual(marked(text), [
      ['Acme US', 'warning', ['Acme EU']],
      ['Warehous', 'warning', ['Warehouse']],
    ]);
  });

  it('marks schedules that no clock could follow', () => {
    const text = JSON.stringify({ schedule: { cron: '61 6 * * *', timeZone: 'Europe/Berln' } });
    assert.deepEqual(
      marked(text).map(([what]) => what),
      ['61 6 * * *', 'Europe/Berln'],
    );
  });

  it('calls nothing wrong while nothing is known', () => {
    const unknown = { ...names, metadata: { modules: () => undefined, fields: () => undefined } };
    assert.deepEqual(jobNameProblems(jobText({ module: 'Leeds', fields: ['Emial'] }), unknown), []);
  });

  it('completes modules, fields and paths, and replaces what stands in the string', () => {
    assert.deepEqual(completed('{ "modules": [{ "module": "Le|" }] }').includes('Leads'), true);
    const inFields = '{ "modules": [{ "module": "Leads", "fields": ["Em|"] }] }';
    assert.ok(completed(inFields).includes('Email') && completed(inFields).includes('Last_Name'));
    const inPath = '{ "modules": [{ "module": "Contacts", "fields": ["Account_Name.|"] }] }';
    assert.ok(completed(inPath).includes('Phone'));
    const [first] = jobCompletions(inFields.replace('|', ''), inFields.indexOf('|'), names, utc);
    assert.ok(first);
    assert.equal(inFields.replace('|', '').slice(first.span.start, first.span.end), 'Em');
  });

  it('completes conditions as queries do', () => {
    assert.ok(completed(`{ "modules": [{ "module": "Leads", "where": "Ema|" }] }`).includes('Email'));
  });

  it('completes nothing outside of names', () => {
    assert.deepEqual(completed('{ "kind": "ex|port" }'), []);
  });
});

function jobText(module: object): string {
  return JSON.stringify({
    version: 1,
    kind: 'export',
    connection: 'Acme EU',
    modules: [module],
    to: { file: 'a.csv' },
  });
}

function marked(text: string): readonly (readonly unknown[])[] {
  return jobNameProblems(text, names).map(({ start, end, severity, replacements }) => [
    text.slice(start, end),
    severity,
    replacements.slice(0, 1),
  ]);
}

/** The labels at the bar. */
function completed(text: string): readonly string[] {
  const found = jobCompletions(text.replace('|', ''), text.indexOf('|'), names, utc);
  return found.map(({ text: inserted }) => inserted);
}
