import assert from 'node:assert/strict';

import { RefusedError, RetriableError } from '../../../../src/core/errors.ts';
import type { FieldsOf } from '../../../../src/core/jobs/reading/learnFields.ts';
import { learnFields } from '../../../../src/core/jobs/reading/learnFields.ts';
import type { Field } from '../../../../src/core/model/metadata.ts';
import { field } from '../../../conformance/targets/exampleModule.ts';
import { never } from './readingWorld.ts';

const modules: Readonly<Record<string, readonly Field[]>> = {
  Leads: [
    field('Account', 'lookup', '1', { lookupModules: ['Accounts'] }),
    field('What', 'lookup', '2', { lookupModules: ['Deals', 'Cases'] }),
    field('Owner', 'userLookup', '3', { lookupModules: ['Users'] }),
    field('Lines', 'subform', '4', { subformModule: 'Lines' }),
    field('Team', 'multiLookup', '5', {
      lookupModules: ['Members'],
      linking: { module: 'Leads_X_Members', ownField: 'Lead', otherField: 'Member' },
    }),
    field('Secret', 'lookup', '6', { lookupModules: ['Secrets'] }),
    field('Empty', 'lookup', '7', { lookupModules: ['Nothing'] }),
  ],
  Accounts: [field('Parent', 'lookup', '11', { lookupModules: ['Groups'] })],
  Groups: [field('Name', 'text', '21')],
  Deals: [field('Stage', 'pickList', '31')],
  Lines: [field('Product', 'text', '41')],
  Leads_X_Members: [field('Lead', 'lookup', '51')],
  Members: [field('Name', 'text', '61')],
  Nothing: [],
};

describe('learning the fields that a reading needs', () => {
  const asked: string[] = [];
  beforeEach(() => asked.splice(0));
  const fieldsOf: FieldsOf = (module) => {
    asked.push(module);
    const fields = modules[module];
    return fields ? Promise.resolve(fields) : Promise.reject(new RefusedError(`no ${module}`, 'noPermission'));
  };
  const learned = async (...paths: readonly string[]) => [
    ...(await learnFields('Leads', paths, fieldsOf, never)).keys(),
  ];

  it('asks for the module alone where nothing leads away from it', async () => {
    assert.deepEqual(await learned('Owner', 'What', 'Unknown'), ['Leads']);
    assert.deepEqual(asked, ['Leads']);
  });

  it('follows lookups, paths, rows of subforms and linking modules', async () => {
    assert.deepEqual(await learned('Account', 'Lines', 'Team'), [
      ...['Leads', 'Accounts', 'Lines', 'Members', 'Leads_X_Members'],
    ]);
    assert.deepEqual(await learned('Account.Parent.Name'), ['Leads', 'Accounts', 'Groups']);
  });

  it('follows a lookup into one of several modules only where the path names it', async () => {
    assert.deepEqual(await learned('What.Stage'), ['Leads']);
    assert.deepEqual(await learned('What->Deals.Stage'), ['Leads', 'Deals']);
  });

  it('asks for each module once', async () => {
    await learned('Account', 'Account.Parent', 'Account.Parent.Name');
    assert.deepEqual(asked, ['Leads', 'Accounts', 'Groups']);
  });

  it('does without modules that are refused or have no fields', async () => {
    assert.deepEqual(await learned('Secret', 'Empty', 'Account'), ['Leads', 'Accounts']);
  });

  it('fails where the module itself is refused, and where the CRM says "not now"', async () => {
    await assert.rejects(learnFields('Secrets', [], fieldsOf, never), RefusedError);
    const later: FieldsOf = (module, signal) =>
      module === 'Accounts' ? Promise.reject(new RetriableError('not now')) : fieldsOf(module, signal);
    await assert.rejects(learnFields('Leads', ['Account'], later, never), RetriableError);
  });
});
