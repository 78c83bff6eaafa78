import assert from 'node:assert/strict';

import { readField, readRelatedList } from '../../../../src/core/crm/zoho/readField.ts';
import { readModule } from '../../../../src/core/crm/zoho/readMetadata.ts';
import { FatalError } from '../../../../src/core/errors.ts';

const plain = { id: '1', api_name: 'City', field_label: 'City', data_type: 'text', length: 100 };

describe('Zoho’s description of a field', () => {
  it('is read with what a field does not have as {}, null, [] or missing', () => {
    const absences = { lookup: {}, unique: {}, decimal_place: null, associated_module: null, pick_list_values: [] };
    const field = readField({ ...plain, ...absences, multi_module_lookup: {}, multiselectlookup: {} });
    assert.deepEqual(field, readField(plain));
    assert.deepEqual(field, {
      ...{ id: '1', apiName: 'City', label: 'City', type: 'text', crmType: 'text', length: 100 },
      ...{ isMandatory: false, isUnique: false, isReadOnly: false, isCustom: false },
      ...{ isMultiValued: false, isComputed: false, lookupModules: [], pickList: [] },
    });
  });

  it('says read-only for the system’s, the profile’s and the API’s reasons', () => {
    assert.equal(readField({ ...plain, read_only: true }).isReadOnly, true);
    assert.equal(readField({ ...plain, field_read_only: true }).isReadOnly, true);
    assert.equal(readField({ ...plain, operation_type: { api_create: false, api_update: false } }).isReadOnly, true);
    assert.equal(readField({ ...plain, operation_type: { api_create: true, api_update: false } }).isReadOnly, false);
  });

  it('says that a field is encrypted', () => {
    assert.equal(readField({ ...plain, crypt: { mode: 'encryption', status: 1 } }).isEncrypted, true);
    assert.equal(readField({ ...plain, crypt: null }).isEncrypted, undefined);
  });

  it('takes null for not mandatory', () => {
    assert.equal(readField({ ...plain, system_mandatory: null }).isMandatory, false);
    assert.equal(readField({ ...plain, system_mandatory: true }).isMandatory, true);
  });

  it('names what lookups point to, one module, several, or through a linking module', () => {
    const module = (apiName: string): object => ({ module: { api_name: apiName, id: '1' } });
    assert.deepEqual(readField({ ...plain, data_type: 'lookup', lookup: module('Accounts') }).lookupModules, [
      'Accounts',
    ]);
    const several = { modules: [{ api_name: 'Leads' }, { api_name: 'Contacts' }] };
    const multi = readField({ ...plain, data_type: 'multi_module_lookup', multi_module_lookup: several });
    assert.deepEqual([multi.type, multi.lookupModules], ['lookup', ['Leads', 'Contacts']]);
    const linking = { connected_details: module('Contacts'), linking_details: module('Link') };
    const paired = readField({ ...plain, data_type: 'multiselectlookup', multiselectlookup: linking });
    assert.deepEqual([paired.type, paired.lookupModules, paired.isMultiValued], ['multiLookup', ['Contacts'], true]);
  });

  it('keeps display and actual value of a pick list, and which are still offered', () => {
    const values = [
      { id: '7', display_value: 'Hot', actual_value: 'Warm', type: 'used' },
      { id: '8', display_value: 'Cold', actual_value: 'Cold', type: 'unused' },
    ];
    assert.deepEqual(readField({ ...plain, data_type: 'picklist', pick_list_values: values }).pickList, [
      { id: '7', display: 'Hot', actual: 'Warm', isUsed: true },
      { id: '8', display: 'Cold', actual: 'Cold', isUsed: false },
    ]);
  });

  it('says what a formula or a roll-up results in, in our words', () => {
    const result = (type: string, key: string, word: string) =>
      readField({ ...plain, data_type: type, [key]: { return_type: word } }).resultType;
    assert.equal(result('formula', 'formula', 'string'), 'text');
    assert.equal(result('formula', 'formula', 'datetime'), 'dateTime');
    assert.equal(result('rollup_summary', 'rollup_summary', 'currency'), 'currency');
    assert.equal(result('formula', 'formula', 'hologram'), 'other');
    assert.ok(!('resultType' in readField(plain)));
  });

  it('names the module of a subform’s rows, by either key', () => {
    for (const key of ['associated_module', 'subform']) {
      const reference = { module: 'Rooms', id: '5' };
      assert.equal(readField({ ...plain, data_type: 'subform', [key]: reference }).subformModule, 'Rooms', key);
    }
    assert.ok(!('subformModule' in readField({ ...plain, associated_module: { module: 'Rooms' } })));
  });

  it('says which texts are rich, and which field names the record', () => {
    const textarea = { ...plain, data_type: 'textarea' };
    assert.equal(readField({ ...textarea, textarea: { type: 'rich_text' } }).isRichText, true);
    assert.ok(!('isRichText' in readField({ ...textarea, textarea: { type: 'small' } })));
    assert.equal(readField({ ...plain, display_field: true }).namesRecord, true);
    assert.ok(!('namesRecord' in readField({ ...plain, display_field: false })));
  });

  it('names the linking module of pairs, and its two lookups, or nothing of it', () => {
    const linking_details = {
      module: { api_name: 'Leads_X_Users', id: '6' },
      lookup_field: { api_name: 'Lead' },
      connected_lookup_field: { api_name: 'Member' },
    };
    for (const type of ['multiselectlookup', 'multiuserlookup']) {
      const paired = readField({ ...plain, data_type: type, [type]: { linking_details } });
      assert.deepEqual(paired.linking, { module: 'Leads_X_Users', ownField: 'Lead', otherField: 'Member' });
      const half = { linking_details: { ...linking_details, lookup_field: null } };
      assert.ok(!('linking' in readField({ ...plain, data_type: type, [type]: half })));
    }
  });

  it('may be of a type that nobody has heard of', () => {
    const { type, crmType } = readField({ ...plain, data_type: 'hologram' });
    assert.deepEqual([type, crmType], ['other', 'hologram']);
  });

  it('is refused without a name', () => {
    assert.throws(() => readField({ id: '1' }), FatalError);
  });
});

describe('Zoho’s description of a related list', () => {
  it('is read with or without its module', () => {
    assert.deepEqual(readRelatedList({ id: '1', api_name: 'Emails', name: 'E-Mails', module: null }), {
      ...{ id: '1', apiName: 'Emails', label: 'E-Mails' },
    });
    const linked = { id: '2', api_name: 'Owners', module: null, connectedmodule: 'Contacts', linkingmodule: 'Link' };
    const { module, linkingModule } = readRelatedList(linked);
    assert.deepEqual([module, linkingModule], ['Contacts', 'Link']);
  });
});

describe('Zoho’s description of a module', () => {
  const module = { id: '1', api_name: 'Leads', plural_label: 'Leads', generated_type: 'default', api_supported: true };

  it('says why it cannot be read', () => {
    assert.equal(readModule(module).unreadableBecause, undefined);
    assert.equal(readModule({ ...module, viewable: false }).isReadable, true);
    assert.equal(readModule({ ...module, api_supported: false }).unreadableBecause, 'notSupported');
    assert.equal(readModule({ ...module, status: 'user_hidden' }).unreadableBecause, 'hidden');
    assert.equal(readModule({ ...module, status: 'system_hidden', generated_type: 'subform' }).isReadable, true);
  });

  it('names the parent of a subform', () => {
    const subform = { ...module, generated_type: 'subform', parent_module: { api_name: 'Quotes', id: '2' } };
    assert.deepEqual([readModule(subform).kind, readModule(subform).parentModule], ['subform', 'Quotes']);
    assert.equal(readModule({ ...module, parent_module: {} }).parentModule, undefined);
  });
});
