import type { Field, FieldType } from '../../../src/core/model/metadata.ts';
import type { CrmRecord, CrmValue } from '../../../src/core/model/record.ts';
import type { ModulePlan, TableChoices } from '../../../src/core/targets/tablePlan.ts';
import { defaultTableChoices, planTables } from '../../../src/core/targets/tablePlan.ts';

/** A field with nothing special about it. */
export function field(apiName: string, type: FieldType, id: string, more: Partial<Field> = {}): Field {
  const none = { isMandatory: false, isUnique: false, isReadOnly: false, isCustom: true, isMultiValued: false };
  const plain: Field = {
    id,
    apiName,
    label: apiName.replaceAll('_', ' '),
    type,
    crmType: type,
    ...none,
    isComputed: false,
    lookupModules: [],
    pickList: [],
  };
  return { ...plain, ...more };
}

/** One field of every type; of the computed ones, one for each that they may compute. */
export const everyField: readonly Field[] = [
  field('Name', 'text', '101'),
  field('Notes', 'longText', '102'),
  field('Email', 'email', '103'),
  field('Phone', 'phone', '104'),
  field('Website', 'url', '105'),
  field('Stage', 'pickList', '106'),
  field('Colors', 'multiPickList', '107', { isMultiValued: true }),
  field('Birthday', 'date', '108'),
  field('Modified_Time', 'dateTime', '109'),
  field('Due', 'dateTime', '110'),
  field('Is_Key', 'boolean', '111'),
  field('Seats', 'integer', '112'),
  field('Big', 'bigInteger', '113'),
  field('Ratio', 'decimal', '114'),
  field('Amount', 'currency', '115'),
  field('Share', 'percent', '116'),
  field('Number', 'autoNumber', '117'),
  field('Account_Name', 'lookup', '118', { lookupModules: ['Accounts'] }),
  field('What_Id', 'lookup', '119', { lookupModules: ['Accounts', 'Deals'] }),
  field('Owner', 'userLookup', '120'),
  field('Friends', 'multiLookup', '121', { isMultiValued: true, lookupModules: ['Contacts'] }),
  field('Lines', 'subform', '122', { isMultiValued: true, subformModule: 'Lines__s' }),
  field('Files', 'file', '123', { isMultiValued: true }),
  field('Photo', 'image', '124'),
  field('Score', 'formula', '125', { isComputed: true, resultType: 'decimal' }),
  field('Ends', 'formula', '126', { isComputed: true, resultType: 'dateTime' }),
  field('Remark', 'formula', '127', { isComputed: true }),
  field('Total', 'rollup', '128', { isComputed: true, resultType: 'currency' }),
  field('Address', 'address', '129'),
  field('Tag', 'other', '130'),
];

export const lineFields: readonly Field[] = [
  field('Parent_Id', 'lookup', '201', { lookupModules: ['Things'] }),
  field('Product', 'text', '202'),
  field('Price', 'currency', '203'),
  field('Sizes', 'multiPickList', '204', { isMultiValued: true }),
];

/** The plan of a module with these fields. */
export function planOf(
  fields: readonly Field[] = everyField,
  choices: Partial<TableChoices> = {},
  apiName = 'Things',
): ModulePlan {
  const subforms = new Map([['Lines__s', lineFields]]);
  const [plan] = planTables([{ module: { apiName, label: apiName }, fields, subforms }], {
    ...defaultTableChoices,
    ...choices,
  });
  if (!plan) throw new Error('There is no plan.');
  return plan;
}

/** Ids are 18 digits long, as the CRM's are. */
export function idOf(number: number): string {
  return String(900_000_000_000_000_000n + BigInt(number));
}

export function record(number: number, values: Readonly<Record<string, CrmValue>> = {}): CrmRecord {
  return { ...values, id: idOf(number) };
}

/** A record with a value in every field, and what the main table then holds. */
export const fullRecord: CrmRecord = record(1, {
  Name: `O'Brien "quoted" \\ back\\slash\ttab\nline\r\nend`,
  Notes: `${'Grüße 你好 👩‍👩‍👧‍👦 𝄞 '.repeat(3000)}end`,
  Email: 'müller@example.com',
  Phone: '+49 (0)30 1234;ext=5',
  Website: 'https://example.com/?q=%20&a=\\N',
  Stage: '\\N',
  Colors: ['Red', 'Blue; "light"', '👍'],
  Birthday: '0001-01-01',
  Modified_Time: '2026-03-08T01:59:59-08:00',
  Due: '2026-11-01T01:30:00-07:00',
  Is_Key: true,
  Seats: -999_999_999,
  Big: '999999999999999999',
  Ratio: 0.1,
  Amount: 9_999_999_999_999.99,
  Share: -0.000001,
  Number: '00042',
  Account_Name: { id: idOf(70), name: 'Zoë & Söhne' },
  What_Id: { id: idOf(71), name: 'Deal', module: { api_name: 'Deals', id: '1' } },
  Owner: { id: idOf(72), name: 'Ann', email: 'ann@example.com' },
  Friends: [
    { id: idOf(801), Friend: { id: idOf(81), name: 'Bob' } },
    { id: idOf(802), Friend: { id: idOf(82), name: 'Eve' } },
  ],
  Lines: [
    { id: idOf(901), Parent_Id: { id: idOf(1) }, Product: 'Chair', Price: 10.5, Sizes: ['S', 'M'] },
    { id: idOf(902), Parent_Id: { id: idOf(1) }, Product: null, Price: null },
  ],
  Files: [{ id: '5', File_Name__s: 'ä.pdf', Size__s: 12 }],
  Photo: 'opaque/path',
  Score: 0.30000000000000004,
  Ends: '9999-12-31T23:59:59+00:00',
  Remark: 12.5,
  Total: 1e21,
  Address: { Street: 'Main St', City: null },
  Tag: [{ name: 'vip', id: '1', color_code: '#fff' }],
});

export const fullRow: Readonly<Record<string, string | number | boolean | null>> = {
  id: idOf(1),
  Name: `O'Brien "quoted" \\ back\\slash\ttab\nline\r\nend`,
  Notes: `${'Grüße 你好 👩‍👩‍👧‍👦 𝄞 '.repeat(3000)}end`,
  Email: 'müller@example.com',
  Phone: '+49 (0)30 1234;ext=5',
  Website: 'https://example.com/?q=%20&a=\\N',
  Stage: '\\N',
  Colors: '["Red","Blue; \\"light\\"","👍"]',
  Birthday: '0001-01-01',
  Modified_Time: '2026-03-08T09:59:59Z',
  Due: '2026-11-01T08:30:00Z',
  Is_Key: true,
  Seats: -999_999_999,
  Big: '999999999999999999',
  Ratio: '0.1',
  Amount: '9999999999999.99',
  Share: '-0.000001',
  Number: '00042',
  Account_Name_id: idOf(70),
  Account_Name_name: 'Zoë & Söhne',
  What_Id_id: idOf(71),
  What_Id_name: 'Deal',
  What_Id_module: 'Deals',
  Owner_id: idOf(72),
  Owner_name: 'Ann',
  Owner_email: 'ann@example.com',
  Files: '[{"File_Name__s":"ä.pdf","Size__s":12,"id":"5"}]',
  Photo: '"opaque/path"',
  Score: '0.30000000000000004',
  Ends: '9999-12-31T23:59:59Z',
  Remark: '12.5',
  Total: '1000000000000000000000',
  Address: '{"City":null,"Street":"Main St"}',
  Tag: '[{"color_code":"#fff","id":"1","name":"vip"}]',
};
