import assert from 'node:assert/strict';

import { organizationGraph, unreadModules } from '../../../src/core/metadata/organizationGraph.ts';
import type { Field, ModuleKind, RelatedList } from '../../../src/core/model/metadata.ts';
import { exampleField, exampleModule } from '../../extension/exampleMetadata.ts';

describe('the graph of an organization', () => {
  it('has a link for each lookup, and one for several fields between the same modules', () => {
    const { edges } = graphOf([
      known('Deals', [lookup('Account_Name', 'Accounts'), lookup('Billed_To', 'Accounts')]),
      known('Accounts', [lookup('Parent_Account', 'Accounts')]),
    ]);
    assert.deepEqual(edges.map(inShort), [
      'lookup Deals → Accounts: Account_Name, Billed_To',
      'lookup Accounts → Accounts: Parent_Account',
    ]);
  });

  it('tells links that every module has from those that say something', () => {
    const { edges, nodes } = graphOf([
      known('Inspections', [
        exampleField({ apiName: 'Owner', type: 'userLookup' }),
        exampleField({ apiName: 'Inspector', type: 'userLookup', isCustom: true }),
      ]),
    ]);
    assert.deepEqual(
      edges.map(({ to, isSystem, fields }) => [to, isSystem, fields[0]?.apiName]),
      [
        ['Users', true, 'Owner'],
        ['Users', false, 'Inspector'],
      ],
    );
    assert.deepEqual(nodes.at(-1), {
      ...{ apiName: 'Users', label: 'People', group: 'users', isReadable: false, fieldCount: undefined },
    });
  });

  it('takes a lookup of the CRM that may point to anything for one that says nothing', () => {
    const targets = Array.from({ length: 12 }, (_, index) => `M${index}`);
    const parent = exampleField({ apiName: 'Parent_Id', type: 'lookup', lookupModules: targets });
    const { edges } = graphOf([known('Notes', [parent]), ...targets.map((each) => known(each, []))]);
    assert.equal(edges.length, 12);
    assert.ok(edges.every((each) => each.isSystem));
  });

  it('draws rows as part of their record, without their way back', () => {
    const items = known('Quoted_Items', [lookup('Parent_Id', 'Quotes'), lookup('Product_Name', 'Products')], 'subform');
    const { edges } = graphOf([
      known('Quotes', [exampleField({ apiName: 'Quoted_Items', type: 'subform', subformModule: 'Quoted_Items' })]),
      { ...items, module: { ...items.module, parentModule: 'Quotes' } },
      known('Products', []),
    ]);
    assert.deepEqual(edges.map(inShort), [
      'subform Quotes → Quoted_Items: Quoted_Items',
      'lookup Quoted_Items → Products: Product_Name',
    ]);
  });

  it('knows a many-to-many link from both of its sides once, with the module that pairs them', () => {
    const linking = known('Leads_X_Campaigns', undefined, 'linking');
    const { edges, nodes } = graphOf([
      known('Leads', [], 'standard', [list('Campaigns', 'Campaigns', 'Leads_X_Campaigns')]),
      known('Campaigns', [], 'standard', [list('Leads', 'Leads', 'Leads_X_Campaigns')]),
      { ...linking, module: { ...linking.module, isReadable: false, unreadableBecause: 'notSupported' } },
    ]);
    assert.deepEqual(edges.map(inShort), ['manyToMany Leads → Campaigns via Leads_X_Campaigns: Campaigns']);
    assert.deepEqual(
      nodes.map((each) => each.apiName),
      ['Leads', 'Campaigns', 'Leads_X_Campaigns'],
    );
  });

  it('finds the module that pairs the two sides of a multi-select lookup', () => {
    const linking = { module: 'Homes_X_Contacts', ownField: 'Home', otherField: 'Visitor' };
    const several = exampleField({ apiName: 'Visitors', type: 'multiLookup', lookupModules: ['Contacts'], linking });
    const { edges } = graphOf([
      known('Homes', [several]),
      known('Contacts', [], 'standard', [list('Homes_Seen', 'Homes', 'Homes_X_Contacts')]),
      known('Homes_X_Contacts', [lookup('Home', 'Homes'), lookup('Visitor', 'Contacts')], 'linking'),
    ]);
    assert.deepEqual(edges.filter((each) => each.kind === 'manyToMany').map(inShort), [
      'manyToMany Contacts → Homes via Homes_X_Contacts: Homes_Seen',
    ]);
  });

  it('leaves out what cannot be read and is linked to nothing, and what is not listed', () => {
    const tab = known('WebTab1', undefined);
    const { edges, nodes } = graphOf([
      { ...tab, module: { ...tab.module, isReadable: false, unreadableBecause: 'notSupported' } },
      known('Deals', [lookup('Territory', 'Territories')]),
    ]);
    assert.deepEqual(edges, []);
    assert.deepEqual(
      nodes.map((each) => each.apiName),
      ['Deals'],
    );
  });

  it('says of which modules the links are not known yet', () => {
    assert.deepEqual(unreadModules([known('Deals', undefined), known('Leads', [])]), ['Deals']);
  });
});

function graphOf(modules: Parameters<typeof organizationGraph>[0]) {
  return organizationGraph(modules, 'People');
}

function known(
  apiName: string,
  fields: readonly Field[] | undefined,
  kind: ModuleKind = 'standard',
  relatedLists: readonly RelatedList[] = [],
) {
  const module = exampleModule({ id: apiName, apiName, label: apiName, kind });
  return { module, details: fields && { fields, relatedLists } };
}

function lookup(apiName: string, to: string): Field {
  return exampleField({ apiName, label: apiName, type: 'lookup', lookupModules: [to] });
}

function list(apiName: string, module: string, linkingModule: string): RelatedList {
  return { id: apiName, apiName, label: apiName, module, linkingModule };
}

function inShort({ kind, from, to, via, fields }: ReturnType<typeof organizationGraph>['edges'][number]): string {
  const pairing = via === undefined ? '' : ` via ${via}`;
  return `${kind} ${from} → ${to}${pairing}: ${fields.map((each) => each.apiName).join(', ')}`;
}
