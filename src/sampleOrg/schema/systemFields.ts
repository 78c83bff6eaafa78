import type { FieldMore, FieldSpec } from './fieldSpec.ts';
import { field, fields, formula, pickList } from './fieldSpec.ts';

const computed: FieldMore = { writable: false };
/** Kept by the system and not shown in any layout. */
const hidden: FieldMore = { writable: false, visible: false };

export const idField: FieldSpec = field('bigint', 'id', { ...hidden, label: 'Record Id' });

export const ownerField = (label: string): FieldSpec => field('ownerlookup', 'Owner', { label });

/** Who made and changed a record, and when. */
export const auditFields: readonly FieldSpec[] = [
  ...fields('userlookup', 'Created_By Modified_By', computed),
  ...fields('datetime', 'Created_Time Modified_Time', computed),
];

/** What every record module of the user interface has besides its own fields (zoho-api.md section 5). */
export const recordFields: readonly FieldSpec[] = [
  idField,
  ...auditFields,
  field('datetime', 'Last_Activity_Time', computed),
  // Zoho's metadata calls it a text, whatever the payload is (section 5, "Metadata lies").
  field('text', 'Tag', { jsonType: 'jsonarray', length: 2000, sortable: false }),
  field('layout', 'Layout', { sortable: false, filterable: false, searchable: false, bulkReadable: false }),
  field('boolean', 'Locked__s', hidden),
  pickList('Record_Status__s', ['Available', 'Draft', 'Trash'], hidden),
  field('datetime', 'Change_Log_Time__s', hidden),
];

export const recordImage: FieldSpec = field('profileimage', 'Record_Image');

/** What website visits and mailings add to people. */
export const visitFields: readonly FieldSpec[] = [
  pickList('Unsubscribed_Mode', ['Consent form', 'Manual', 'Unsubscribe link', 'Zoho campaigns'], computed),
  ...fields('datetime', 'Unsubscribed_Time Last_Enriched_Time__s', computed),
  pickList('Enrich_Status__s', ['Available', 'Enriched', 'Data not found'], computed),
  ...fields('datetime', 'First_Visited_Time Most_Recent_Visit', hidden),
  ...fields('text', 'Referrer First_Visited_URL', hidden),
  ...fields('integer', 'Number_Of_Chats Days_Visited Visitor_Score', hidden),
  field('double', 'Average_Time_Spent_Minutes', hidden),
];

/** `Full_Name`, made from its parts. */
export const fullName: FieldSpec = field('text', 'Full_Name', { writable: false, displayField: true });

export const salutation: FieldSpec = pickList('Salutation', ['Mr.', 'Mrs.', 'Ms.', 'Dr.', 'Prof.']);

/**
 * The compound field, its parts and its coordinates; `prefix` is `Mailing`, `Billing` … Bulk read refuses the compound
 * and the coordinates (section 4.15).
 */
export function addressFields(prefix: string, codeName: string): FieldSpec[] {
  const start = prefix === '' ? '' : `${prefix}_`;
  return [
    field('address', `${start}Address`, { virtual: true }),
    ...fields('text', `${start}Street ${start}City ${start}State ${start}${codeName} ${start}Country`),
  ];
}

/** What each record with money has in an organization with several currencies. */
export const currencyFields: readonly FieldSpec[] = [
  pickList('Currency', ['USD', 'EUR', 'INR'], { length: 3 }),
  field('double', 'Exchange_Rate', { decimalPlaces: 9, length: 20 }),
];

/** Header sums of quotes, orders and invoices; computed from the rows of `lines` (section 4.20). */
export function totalFields(lines: string): FieldSpec[] {
  return [
    formula('Sub_Total', 'double', `Sum(\${${lines}.Net_Total})`),
    ...fields('currency', 'Discount Tax Adjustment'),
    formula('Grand_Total', 'double', '${Sub_Total} - ${Discount} + ${Tax} + ${Adjustment}'),
  ];
}
