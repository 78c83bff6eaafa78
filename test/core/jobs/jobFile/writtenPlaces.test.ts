import assert from 'node:assert/strict';

import { readJobFile } from '../../../../src/core/jobs/jobFile/readJobFile.ts';
import type { WrittenPlace } from '../../../../src/core/jobs/jobFile/writtenPlaces.ts';
import { sharedPlaces, writtenPlaces } from '../../../../src/core/jobs/jobFile/writtenPlaces.ts';
import type { DatabaseConnection, ServerConnection } from '../../../../src/core/model/databaseConnection.ts';

const server: Omit<ServerConnection, 'id' | 'name' | 'user'> = {
  ...{ kind: 'postgres', host: 'db.example.com', port: 5432, database: 'crm', tls: 'verified' },
  ...{ schema: undefined, caFile: undefined },
};
const databases: readonly DatabaseConnection[] = [
  { ...server, id: 'd1', name: 'Warehouse', user: 'ann' },
  { ...server, id: 'd2', name: 'The same', user: 'ben', schema: 'public', host: 'DB.example.com' },
  { ...server, id: 'd3', name: 'Another schema', user: 'ann', schema: 'zoho' },
  { id: 'd4', name: 'Archive', kind: 'sqlite', file: '/data/crm.sqlite' },
];

describe('where a job writes', () => {
  it('is the same for two exports whose paths lead to one file', () => {
    const leads = exportTo('out/{module}.csv', ['Leads', 'Deals']);
    assert.deepEqual(namesOf(sharedPlaces(leads, exportTo('out/../out/Leads.csv', ['Leads']))), ['Leads.csv']);
    assert.deepEqual(sharedPlaces(leads, exportTo('Leads.csv', ['Leads'])), []);
    assert.deepEqual(sharedPlaces(leads, exportTo('out/Leads.csv', ['Leads'], '/elsewhere')), []);
  });

  it('is one place whatever day it is', () => {
    const daily = exportTo('{module} {date}.csv', ['Leads']);
    assert.deepEqual(namesOf(sharedPlaces(daily, exportTo('{module} {date}.csv', ['Leads']))), ['Leads *.csv']);
    assert.deepEqual(sharedPlaces(daily, exportTo('Leads.csv', ['Leads'])), []);
  });

  it('is the same for tables of one database, whoever writes them and however it is called', () => {
    const first = copyTo({ database: 'Warehouse' });
    assert.deepEqual(namesOf(sharedPlaces(first, copyTo({ database: 'The same' }))), ['Leads', 'Deals']);
    assert.deepEqual(namesOf(sharedPlaces(first, copyTo({ database: 'The same' }, ['Deals']))), ['Deals']);
    assert.deepEqual(sharedPlaces(first, copyTo({ database: 'Another schema' })), []);
    assert.deepEqual(sharedPlaces(first, copyTo({ database: 'Warehouse', prefix: 'b_' })), []);
    assert.deepEqual(sharedPlaces(first, copyTo({ database: 'Nobody knows it' })), []);
  });

  it('is the same for a SQLite file and a connection to it', () => {
    const first = copyTo({ sqlite: 'crm.sqlite' });
    assert.deepEqual(namesOf(sharedPlaces(first, copyTo({ database: 'Archive' }))), ['Leads', 'Deals']);
  });

  it('is never the same for a file and for tables', () => {
    assert.deepEqual(sharedPlaces(exportTo('crm.sqlite', ['Leads']), copyTo({ sqlite: 'crm.sqlite' })), []);
  });
});

function exportTo(file: string, modules: readonly string[], folder = '/data'): readonly WrittenPlace[] {
  return placesOf({ kind: 'export', modules: modules.map((module) => ({ module })), to: { file } }, folder);
}

function copyTo(to: object, modules: readonly string[] = ['Leads', 'Deals']): readonly WrittenPlace[] {
  return placesOf({ kind: 'replicate', modules: modules.map((module) => ({ module })), to });
}

function placesOf(file: object, folder = '/data'): readonly WrittenPlace[] {
  const { job } = readJobFile(JSON.stringify({ version: 1, connection: 'Acme EU', ...file }));
  assert.ok(job);
  return writtenPlaces(job, { folder, databaseNamed: (name) => databases.find((each) => each.name === name) });
}

function namesOf(places: readonly WrittenPlace[]): readonly string[] {
  return places.map(({ name }) => name);
}
