import type { Field } from '../../../src/core/model/metadata.ts';
import type { CrmRecord } from '../../../src/core/model/record.ts';
import type { ModulePlan } from '../../../src/core/targets/tablePlan.ts';
import { field, idOf, planOf } from '../../conformance/targets/exampleModule.ts';

const texts = ['Name', 'First_Name', 'Last_Name', 'Title', 'Company', 'Street', 'City', 'State', 'Zip', 'Country'];
const words = ['Source', 'Status', 'Industry', 'Rating', 'Segment', 'Language'];

/** With the ids and names of the lookups, 33 columns. */
const fields: readonly Field[] = [
  ...texts.map((name, index) => field(name, 'text', `1${index}`)),
  ...words.map((name, index) => field(name, 'pickList', `2${index}`)),
  ...['Email', 'Second_Email'].map((name, index) => field(name, 'email', `3${index}`)),
  ...['Phone', 'Mobile'].map((name, index) => field(name, 'phone', `4${index}`)),
  field('Revenue', 'currency', '50'),
  field('Chance', 'percent', '51'),
  field('Employees', 'integer', '52'),
  field('Opted_Out', 'boolean', '53'),
  field('Locked', 'boolean', '54'),
  field('Next_Contact', 'date', '55'),
  field('Created_Time', 'dateTime', '56'),
  field('Modified_Time', 'dateTime', '57'),
  field('Last_Activity_Time', 'dateTime', '58'),
  field('Colors', 'multiPickList', '59', { isMultiValued: true }),
  field('Account', 'lookup', '60', { lookupModules: ['Accounts'] }),
];

export const sinkPlan: ModulePlan = planOf(fields);

/** Records as a client gets them; in a later version, each has another revenue and a later time of change. */
export function sinkRecords(count: number, version: 1 | 2): readonly CrmRecord[] {
  return Array.from({ length: count }, (_, index) => recordAt(index, version));
}

function recordAt(index: number, version: 1 | 2): CrmRecord {
  const record: Record<string, CrmRecord[string]> & { id: string } = { id: idOf(index) };
  for (const name of texts) record[name] = index % 7 === 0 ? null : `${name} of ${index}, a “text”`;
  for (const name of words) record[name] = `${name} ${index % 9}`;
  record['Email'] = `person.${index}@example.com`;
  record['Second_Email'] = null;
  record['Phone'] = `+1 555 ${String(index).padStart(7, '0')}`;
  record['Mobile'] = index % 3 === 0 ? null : `+44 20 ${String(index).padStart(8, '0')}`;
  record['Revenue'] = index * 1.25 + version;
  record['Chance'] = (index % 1000) / 10;
  record['Employees'] = index % 5000;
  record['Opted_Out'] = index % 2 === 0;
  record['Locked'] = false;
  record['Next_Contact'] = `2026-${two(1 + (index % 12))}-${two(1 + (index % 28))}`;
  record['Created_Time'] = `2025-${two(1 + (index % 12))}-${two(1 + (index % 28))}T${two(index % 24)}:15:00+05:30`;
  record['Modified_Time'] =
    `2026-${two(version)}-${two(1 + (index % 28))}T${two(index % 24)}:30:${two(index % 60)}+05:30`;
  record['Last_Activity_Time'] = record['Modified_Time'];
  record['Colors'] = index % 4 === 0 ? null : ['red', 'green'];
  record['Account'] = { id: idOf(index % 1000), name: `Account ${index % 1000}` };
  return record;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
