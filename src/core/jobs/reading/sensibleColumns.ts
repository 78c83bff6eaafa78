import type { Field, FieldType } from '../../model/metadata.ts';

const mostColumns = 12;
/** Of one type, unless they must be filled in: a row of check boxes tells little. */
const mostOfOneType = 3;

/** How much a field of a type tells about a record, from 0 to 100; types that are missing are too long, or cannot be queried. */
const worthOfType: Readonly<Partial<Record<FieldType, number>>> = {
  autoNumber: 75,
  lookup: 60,
  email: 58,
  currency: 56,
  date: 54,
  phone: 52,
  pickList: 50,
  dateTime: 45,
  text: 40,
  integer: 32,
  percent: 32,
  decimal: 30,
  userLookup: 28,
  bigInteger: 25,
  rollup: 24,
  formula: 24,
  boolean: 20,
  multiPickList: 20,
  url: 15,
};

/** What the CRM keeps for itself. */
const housekeeping: ReadonlySet<string> = new Set([
  ...['id', 'Owner', 'Modified_Time', 'Created_Time', 'Created_By', 'Modified_By', 'Last_Activity_Time'],
  ...['Tag', 'Layout', 'Currency', 'Exchange_Rate', 'Lead_Conversion_Time', 'Salutation'],
]);

/** Parts of an address and of a sum, second numbers, and what nobody looks at first. */
const minorWords =
  /Street|State|Code|City|Country|Secondary|Fax|Mobile|Opt_Out|Skype|Twitter|Discount|Tax|Duty|Adjustment|Commission/;

/**
 * The columns by which people know a module's records, at most twelve: its name first, then what must be filled in and what
 * its type promises to matter, in the CRM's order; the owner and the time of the last change at the end.
 * API names.
 */
export function sensibleColumns(fields: readonly Field[]): readonly string[] {
  const name = fields.find((field) => field.namesRecord === true && field.type in worthOfType);
  const last = ['Owner', fields.some(isNamed('Modified_Time')) ? 'Modified_Time' : 'Created_Time'];
  const ends = last.flatMap((apiName) => fields.find(isNamed(apiName)) ?? []);
  const facts = fields
    .filter((field) => field !== name && !ends.includes(field) && worthOf(field) > 0 && !isPartOf(field, name))
    .sort((a, b) => worthOf(b) - worthOf(a));
  const room = mostColumns - ends.length - (name ? 1 : 0);
  const chosen = new Set(ofManyTypes(facts).slice(0, room));
  const columns = [...(name ? [name] : []), ...fields.filter((field) => chosen.has(field)), ...ends];
  return columns.map((field) => field.apiName);
}

/** A query for all records of a module by their sensible columns, the newest change first. */
export function sensibleQuery(moduleApiName: string, fields: readonly Field[]): string {
  const names = sensibleColumns(fields);
  const columns = names.length === 0 ? 'id' : names.join(', ');
  const order = names.includes('Modified_Time') ? '\norder by Modified_Time desc' : '';
  return `select ${columns}\nfrom ${moduleApiName}\nwhere id is not null${order}\n`;
}

function worthOf(field: Field): number {
  const { apiName, type } = field;
  const worth = worthOfType[type];
  if (worth === undefined || housekeeping.has(apiName) || apiName.endsWith('__s')) return 0;
  if (field.isMandatory) return 100;
  let sum = worth + (field.isUnique ? 25 : 0) + (field.isCustom ? 5 : 0);
  if (/(^|_)(Status|Stage|Company|Grand_Total)$/.test(apiName)) sum += 35;
  if (field.isReadOnly && !field.isComputed && type !== 'autoNumber') sum -= 35;
  if (minorWords.test(apiName)) sum -= 35;
  return sum;
}

/** A name that is made of other fields says all that they say. */
function isPartOf({ apiName }: Field, name: Field | undefined): boolean {
  return name?.apiName === 'Full_Name' && (apiName === 'First_Name' || apiName === 'Last_Name');
}

/** Without those that are one too many of their type. */
function ofManyTypes(fields: readonly Field[]): readonly Field[] {
  const counts = new Map<FieldType, number>();
  return fields.filter((field) => {
    const count = (counts.get(field.type) ?? 0) + 1;
    counts.set(field.type, count);
    return field.isMandatory || count <= mostOfOneType;
  });
}

function isNamed(apiName: string): (field: Field) => boolean {
  return (field) => field.apiName === apiName;
}
