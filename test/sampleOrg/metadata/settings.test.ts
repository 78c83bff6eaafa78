import assert from 'node:assert/strict';

import type { RunningSampleOrg } from '../../../src/sampleOrg/start.ts';
import { startSampleOrg } from '../../../src/sampleOrg/start.ts';
import type { ApiClient, Body } from './client.ts';
import { apiClient, elementWith, listIn } from './client.ts';

describe('the settings APIs', () => {
  let sampleOrg: RunningSampleOrg;
  let client: ApiClient;

  before(async () => {
    sampleOrg = await startSampleOrg({ edition: 'ultimate', records: new Map([['Leads', 1]]) });
    client = apiClient(sampleOrg);
  });
  after(() => sampleOrg.stop());

  const settings = async (path: string, key: string) => listIn(await client.get(`/settings/${path}`), key);
  const leadField = async (name: string): Promise<Body> =>
    elementWith(await settings('fields?module=Leads', 'fields'), 'api_name', name);

  describe('org', () => {
    it('answers the organization with its own zone, edition and the portal id of the ready line', async () => {
      const org = elementWith(listIn(await client.get('/org'), 'org'), 'zgid', sampleOrg.info.organizationId);
      assert.equal(org['time_zone'], 'America/New_York');
      assert.equal((org['license_details'] as Body)['paid_type'], 'ultimate');
      assert.equal(org['type'], 'Production');
    });

    it('answers currencies with rates as texts', async () => {
      const currencies = listIn(await client.get('/org/currencies'), 'currencies');
      assert.deepEqual(
        currencies.map((currency) => [currency['iso_code'], currency['exchange_rate'], currency['is_base']]),
        [
          ['USD', '1.000000000', true],
          ['EUR', '0.920000000', false],
          ['INR', '83.250000000', false],
        ],
      );
      const one = await client.get(`/org/currencies/${String(currencies[1]?.['id'])}`);
      assert.equal(listIn(one, 'currencies')[0]?.['iso_code'], 'EUR');
      assert.equal((await client.get('/org/currencies/1')).status, 204);
    });
  });

  describe('modules', () => {
    it('lists all modules at once, renamed and unusable ones included', async () => {
      const modules = await settings('modules', 'modules');
      assert.equal(elementWith(modules, 'api_name', 'Deals')['module_name'], 'Potentials');
      assert.equal(elementWith(modules, 'api_name', 'Events')['plural_label'], 'Meetings');
      assert.equal(elementWith(modules, 'api_name', 'Functions__s')['api_supported'], true);
      const history = elementWith(modules, 'api_name', 'DealHistory');
      assert.deepEqual([history['generated_type'], history['viewable']], ['field_tracker', false]);
    });

    it('names the parent of a subform, and gives others an empty object', async () => {
      const modules = await settings('modules', 'modules');
      const parent = elementWith(modules, 'api_name', 'Rooms')['parent_module'] as Body;
      assert.equal(parent['api_name'], 'Properties');
      assert.deepEqual(elementWith(modules, 'api_name', 'Leads')['parent_module'], {});
    });

    it('selects by status', async () => {
      const hidden = await settings('modules?status=system_hidden', 'modules');
      assert.ok(hidden.length > 0 && hidden.every((module) => module['visibility'] === 0));
      assert.equal((await client.get('/settings/modules?status=user_hidden')).status, 204);
      assert.equal((await client.get('/settings/modules?status=green')).status, 400);
    });

    it('answers one module by name or id, with parts on demand', async () => {
      const [leads] = await settings('modules/Leads?include=fields,layouts', 'modules');
      assert.ok((leads?.['fields'] as Body[]).length >= 60);
      assert.equal((leads?.['layouts'] as Body[]).length, 2);
      assert.equal(leads?.['related_lists'], undefined);
      const [byId] = await settings(`modules/${String(leads?.['id'])}`, 'modules');
      assert.equal(byId?.['api_name'], 'Leads');
    });

    it('answers 204 for a web tab and 400 for what is no module', async () => {
      const web = await client.get('/settings/modules/WebTab1');
      assert.deepEqual([web.status, web.text], [204, '']);
      const wrong = await client.get('/settings/modules/leads');
      assert.deepEqual([wrong.status, wrong.body['code']], [400, 'INVALID_MODULE']);
    });
  });

  describe('fields', () => {
    it('encodes what a field lacks as Zoho does: some keys empty objects, some null, pick lists empty lists', async () => {
      const name = await leadField('Last_Name');
      for (const key of ['lookup', 'multiselectlookup', 'formula', 'currency', 'auto_number', 'unique']) {
        assert.deepEqual(name[key], {}, key);
      }
      for (const key of ['external', 'private', 'crypt', 'decimal_place', 'associated_module']) {
        assert.equal(name[key], null, key);
      }
      assert.deepEqual(name['pick_list_values'], []);
    });

    it('says what belongs to the type', async () => {
      assert.deepEqual((await leadField('External_ID'))['unique'], { case_sensitive: false });
      assert.deepEqual((await leadField('Annual_Revenue'))['currency'], { rounding_option: 'normal', precision: 2 });
      const formula = (await leadField('Revenue_per_Employee'))['formula'] as Body;
      assert.equal(formula['return_type'], 'double');
      const account = (await leadField('Converted_Account'))['lookup'] as Body;
      assert.equal((account['module'] as Body)['api_name'], 'Accounts');
    });

    it('names linking module and subform module', async () => {
      const fields = await settings('fields?module=Properties', 'fields');
      const contacts = elementWith(fields, 'api_name', 'Interested_Contacts')['multiselectlookup'] as Body;
      const linking = contacts['linking_details'] as Body;
      assert.equal((linking['module'] as Body)['api_name'], 'Properties_X_Contacts');
      assert.equal((linking['connected_lookup_field'] as Body)['api_name'], 'Interested_Contact');
      const rooms = elementWith(fields, 'api_name', 'Rooms')['associated_module'] as Body;
      assert.equal(rooms['module'], 'Rooms');
    });

    it('shows values by display and actual text, with colors', async () => {
      const { id, pick_list_values: embedded } = await leadField('Lead_Status');
      const value = elementWith(embedded as Body[], 'display_value', 'Qualified');
      assert.deepEqual([value['actual_value'], value['colour_code']], ['Pre-Qualified', '#25B52A']);
      const path = `fields/${String(id)}/pick_list_values?module=Leads`;
      const own = await settings(path, 'pick_list_values');
      assert.deepEqual(
        own.map((each) => each['id']),
        (embedded as Body[]).map((each) => each['id']),
      );
      assert.ok(Array.isArray(own[0]?.['layout_associations']));
    });

    it('answers 204 for the values of a field without a list, and 400 for an unknown field', async () => {
      const { id } = await leadField('Last_Name');
      const none = await client.get(`/settings/fields/${String(id)}/pick_list_values?module=Leads`);
      assert.deepEqual([none.status, none.text], [204, '']);
      assert.equal((await client.get('/settings/fields/1/pick_list_values?module=Leads')).status, 400);
    });

    it('answers one field by id; 204 for an unknown one, unused ones, and modules without any', async () => {
      const { id } = await leadField('Email');
      const [field] = await settings(`fields/${String(id)}?module=Leads`, 'fields');
      assert.equal(field?.['api_name'], 'Email');
      for (const path of [
        'fields/1?module=Leads',
        'fields?module=Email_Analytics',
        'fields?module=Leads&type=unused',
      ]) {
        const none = await client.get(`/settings/${path}`);
        assert.deepEqual([none.status, none.text], [204, ''], path);
      }
    });
  });

  describe('layouts, lists, views, tags', () => {
    it('answers both layouts of Leads, with what is mandatory in them alone', async () => {
      const layouts = await settings('layouts?module=Leads', 'layouts');
      assert.deepEqual(
        layouts.map((layout) => layout['name']),
        ['Standard', 'Web Shop'],
      );
      const [section] = layouts[1]?.['sections'] as Body[];
      const company = elementWith(section?.['fields'] as Body[], 'api_name', 'Company');
      assert.deepEqual([company['required'], company['system_mandatory']], [true, false]);
      const path = `layouts/${String(layouts[1]?.['id'])}?module=Leads`;
      assert.equal((await settings(path, 'layouts'))[0]?.['name'], 'Web Shop');
      assert.equal((await client.get('/settings/layouts/1?module=Leads')).status, 204);
    });

    it('counts related lists in texts and says where they lead', async () => {
      const lists = await settings('related_lists?module=Accounts', 'related_lists');
      assert.equal(lists[0]?.['sequence_number'], '1');
      const deals = elementWith(lists, 'api_name', 'Deals');
      assert.equal(deals['href'], 'Accounts/{ENTITYID}/Deals');
      assert.equal((deals['module'] as Body)['api_name'], 'Deals');
      assert.equal((await client.get('/settings/related_lists?module=Rooms')).status, 204);
    });

    it('answers views with criteria, and names the default one', async () => {
      const answer = await client.get('/settings/custom_views?module=Leads');
      const views = listIn(answer, 'custom_views');
      const all = elementWith(views, 'system_name', 'ALLVIEWS');
      assert.deepEqual([all['criteria'], (answer.body['info'] as Body)['default']], [null, all['id']]);
      const web = elementWith(views, 'name', 'Leads from the Web')['criteria'] as Body;
      assert.deepEqual([web['comparator'], web['value']], ['in', ['Web Download', 'Web Research']]);
      const one = await client.get(`/settings/custom_views/${String(all['id'])}?module=Leads`);
      assert.equal(one.status, 200);
      assert.equal((await client.get('/settings/custom_views/1?module=Leads')).status, 400);
    });

    it('answers tags by module', async () => {
      const tags = await settings('tags?module=Leads', 'tags');
      assert.equal(elementWith(tags, 'name', 'hot')['color_code'], '#F17574');
      assert.equal((await client.get('/settings/tags?module=Tasks')).status, 204);
    });

    it('answers profiles and roles that users refer to', async () => {
      const [user] = listIn(await client.get('/users?type=CurrentUser'), 'users');
      const profile = user?.['profile'] as Body;
      const role = user?.['role'] as Body;
      assert.equal(elementWith(await settings('profiles', 'profiles'), 'id', profile['id'])['name'], 'Administrator');
      assert.equal(elementWith(await settings('roles', 'roles'), 'id', role['id'])['name'], 'CEO');
      assert.equal((await client.get('/settings/roles/1')).status, 204);
    });

    it('asks for the module, in the words that each API has for it', async () => {
      const details = async (path: string) => {
        const { status, body } = await client.get(`/settings/${path}`);
        assert.deepEqual([status, body['code']], [400, 'REQUIRED_PARAM_MISSING'], path);
        return body['details'];
      };
      for (const path of ['fields', 'fields/1', 'custom_views', 'custom_views/1']) {
        assert.deepEqual(await details(path), { param_name: 'module' });
      }
      for (const path of ['layouts', 'related_lists', 'tags', 'fields/1/pick_list_values']) {
        assert.deepEqual(await details(path), { param: 'module' });
      }
    });

    it('refuses a module that differs by case', async () => {
      for (const path of ['fields', 'layouts', 'related_lists', 'custom_views', 'tags']) {
        const { status, body } = await client.get(`/settings/${path}?module=leads`);
        assert.deepEqual([status, body['code']], [400, 'INVALID_MODULE'], path);
      }
    });
  });
});
