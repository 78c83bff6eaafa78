import assert from 'node:assert/strict';

const all = 'where id is not null';

/** Lookups of deals, each leading somewhere else. */
const lookups = ['Account_Name', 'Contact_Name', 'Campaign_Source', 'Owner', 'Created_By', 'Modified_By'];

/** Each limit and error of zoho-api.md section 4.11: what is taken, and what is refused, in that order. */
export const coqlPairs: readonly [name: string, taken: string, refused: string][] = [
  ['50 columns', `select ${columns(50)} from Deals ${all}`, `select ${columns(51)} from Deals ${all}`],
  ['25 conditions', `select id from Leads where ${conditions(25)}`, `select id from Leads where ${conditions(26)}`],
  [
    '50 values after IN',
    `select id from Leads where id in (${numbers(50)})`,
    `select id from Leads where id in (${numbers(51)})`,
  ],
  ['2,000 rows', `select id from Leads ${all} limit 2000`, `select id from Leads ${all} limit 2001`],
  [
    '100,000 rows of reach',
    `select id from Leads ${all} limit 2000 offset 98000`,
    `select id from Leads ${all} limit 2000 offset 98001`,
  ],
  [
    '200 rows where no limit is written',
    `select id from Leads ${all} offset 99800`,
    `select id from Leads ${all} offset 99801`,
  ],
  ['more than no rows', `select id from Leads ${all} limit 1`, `select id from Leads ${all} limit 0`],
  [
    '10 columns to order by',
    `select id from Deals ${all} order by ${columns(10)}`,
    `select id from Deals ${all} order by ${columns(11)}`,
  ],
  [
    '4 columns to group by',
    `select COUNT(id) from Deals ${all} group by ${columns(4)}`,
    `select COUNT(id) from Deals ${all} group by ${columns(5)}`,
  ],
  [
    '5 aggregates',
    `select COUNT(id), SUM(Amount), MIN(Amount), MAX(Amount), AVG(Amount) from Deals ${all}`,
    `select COUNT(id), SUM(Amount), MIN(Amount), MAX(Amount), AVG(Amount), MAX(id) from Deals ${all}`,
  ],
  [
    'two relations',
    `select Account_Name.Parent_Account.Industry from Contacts ${all}`,
    `select Account_Name.Parent_Account.Parent_Account.Industry from Contacts ${all}`,
  ],
  [
    '5 joins outside of the selected columns',
    `select id from Deals where ${joined(5)}`,
    `select id from Deals where ${joined(6)}`,
  ],
  [
    '15 joins in the selected columns',
    `select ${related(15)} from Deals ${all}`,
    `select ${related(16)} from Deals ${all}`,
  ],
  ['WHERE', `select id from Leads ${all}`, 'select id from Leads'],
  ['FROM', `select id from Leads ${all}`, `select id ${all}`],
  ['named columns', `select id from Leads ${all}`, `select * from Leads ${all}`],
  [
    'pairs in brackets',
    'select id from Leads where (id > 1 and id > 2) and id > 3',
    'select id from Leads where id > 1 and id > 2 and id > 3',
  ],
  ['brackets that close', 'select id from Leads where (id > 1)', 'select id from Leads where (id > 1'],
  [
    'encrypted fields',
    "select Passport_Number from Contacts where (Passport_Number = 'C7000001' or Passport_Number is null)",
    "select id from Contacts where Passport_Number != 'C7000001'",
  ],
  ['a known module', `select id from Leads ${all}`, `select id from leads ${all}`],
  ['a module with an API', `select id from Leads ${all}`, `select id from WebTab1 ${all}`],
  ['a known field', `select Last_Name from Leads ${all}`, `select Lastname from Leads ${all}`],
  ['a lookup before a dot', `select Account_Name.id from Contacts ${all}`, `select Email.id from Contacts ${all}`],
  [
    'a module of the lookup after an arrow',
    `select What_Id->Deals.id from Tasks ${all}`,
    `select What_Id->Users.id from Tasks ${all}`,
  ],
  [
    'an arrow where there are several modules',
    `select What_Id->Deals.Amount from Tasks ${all}`,
    `select What_Id.Amount from Tasks ${all}`,
  ],
  ['columns that differ', `select id, Email from Leads ${all}`, `select id, id from Leads ${all}`],
  [
    'sort keys that differ',
    `select id from Leads ${all} order by id, Email`,
    `select id from Leads ${all} order by id, id`,
  ],
  [
    'group keys that differ',
    `select COUNT(id) from Leads ${all} group by Owner`,
    `select COUNT(id) from Leads ${all} group by Owner, Owner`,
  ],
  ['aggregates that differ', `select MIN(id), MAX(id) from Leads ${all}`, `select MAX(id), MAX(id) from Leads ${all}`],
  [
    'aliases that differ',
    `select Email as 'a', Phone as 'b' from Leads ${all}`,
    `select Email as 'a', Phone as 'a' from Leads ${all}`,
  ],
  [
    'aliases that are no columns',
    `select Email as 'Mail', Phone from Leads ${all}`,
    `select Email as 'Phone', Phone from Leads ${all}`,
  ],
  ['aliases of some length', `select Email as 'a' from Leads ${all}`, `select Email as '' from Leads ${all}`],
  [
    'aliases outside of the condition',
    `select Email as 'a' from Leads ${all} order by a`,
    "select Email as 'a' from Leads where a = 'x'",
  ],
  ['functions in capital letters', `select COUNT(id) from Leads ${all}`, `select count(id) from Leads ${all}`],
  [
    'functions that exist',
    `select AVG(Annual_Revenue) from Leads ${all}`,
    `select MEDIAN(Annual_Revenue) from Leads ${all}`,
  ],
  [
    'COUNT of pick lists, not of texts',
    `select COUNT(Lead_Source) from Leads ${all}`,
    `select COUNT(Email) from Leads ${all}`,
  ],
  ['SUM of numbers', `select SUM(Annual_Revenue) from Leads ${all}`, `select SUM(Owner) from Leads ${all}`],
  ['MAX of what has an order', `select MAX(Created_Time) from Leads ${all}`, `select MAX(Email) from Leads ${all}`],
  [
    'grouping by what is shown',
    `select Owner, COUNT(id) from Leads ${all} group by Owner`,
    `select Owner, COUNT(id) from Leads ${all}`,
  ],
  [
    'order by what is shown',
    `select COUNT(id) from Leads ${all} order by COUNT(id)`,
    `select COUNT(id) from Leads ${all} order by Owner`,
  ],
  [
    'groups by fields',
    `select COUNT(id) from Leads ${all} group by Owner`,
    `select COUNT(id) from Leads ${all} group by COUNT(id)`,
  ],
  ['no rows of subforms as a column', `select Subject from Quotes ${all}`, `select Quoted_Items from Quotes ${all}`],
  [
    'long texts outside of conditions',
    `select Description from Leads ${all}`,
    "select id from Leads where Description = 'x'",
  ],
  ['operators that fit', "select id from Leads where Company like 'A%'", "select id from Leads where Company > 'A'"],
  [
    'equality of checkboxes',
    'select id from Leads where Email_Opt_Out = false',
    'select id from Leads where Email_Opt_Out != true',
  ],
  [
    'numbers for numbers',
    "select id from Leads where Annual_Revenue > '5'",
    "select id from Leads where Annual_Revenue > 'x'",
  ],
  [
    'ids for lookups',
    "select id from Contacts where Account_Name = '5'",
    "select id from Contacts where Account_Name = 'x'",
  ],
  [
    'days that exist',
    "select id from Deals where Closing_Date = '2024-02-29'",
    "select id from Deals where Closing_Date = '2023-02-29'",
  ],
  [
    'instants with an offset',
    "select id from Leads where Created_Time > '2026-01-01T00:00:00+05:30'",
    "select id from Leads where Created_Time > '2026-01-01T00:00:00'",
  ],
  [
    'instants without fractions',
    "select id from Leads where Created_Time > '2026-01-01T00:00:00Z'",
    "select id from Leads where Created_Time > '2026-01-01T00:00:00.000Z'",
  ],
  [
    'LIKE with its sign at an end',
    "select id from Leads where Company like '%a'",
    "select id from Leads where Company like 'a%b'",
  ],
  [
    'NOT LIKE with signs at both ends',
    "select id from Leads where Company not like '%a%'",
    "select id from Leads where Company not like 'a%'",
  ],
  ['emptiness by IS NULL', 'select id from Leads where Email is null', 'select id from Leads where Email = null'],
  ['texts in quotes that close', "select id from Leads where Email = 'x'", "select id from Leads where Email = 'x"],
  [
    'double quotes like single ones',
    'select "Email" from Leads where Company = "it\'s ""x"""',
    'select id from Leads where Company = "x',
  ],
  ['operators of COQL', "select id from Leads where Email != 'x'", "select id from Leads where Email <> 'x'"],
  ['no tuples', 'select id from Leads where (id = 1 and id = 2)', 'select id from Leads where (id, id) = (1, 2)'],
  [
    'no sub-queries',
    'select id from Leads where id in (1)',
    'select id from Leads where id in (select id from Leads where id > 1)',
  ],
  ['SELECT only', `select id from Leads ${all}`, "update Leads set Email = 'x'"],
  [
    'clauses in their order',
    `select id from Leads ${all} order by id limit 1`,
    `select id from Leads ${all} limit 1 order by id`,
  ],
  ['BY', `select id from Leads ${all} order by id`, `select id from Leads ${all} order id`],
  ['commas between columns', `select id, Email from Leads ${all}`, `select id Email from Leads ${all}`],
  ['no comma at the end', `select id from Leads ${all}`, `select id, from Leads ${all}`],
  ['whole numbers of rows', `select id from Leads ${all} limit 5`, `select id from Leads ${all} limit 5.5`],
  ['offsets from 0 on', `select id from Leads ${all} offset 0`, `select id from Leads ${all} offset -1`],
  ['ids of custom views', `select id from Leads ${all}`, `select id from Leads#mine ${all}`],
];

function numbers(count: number): string {
  return Array.from({ length: count }, (_, index) => index).join();
}

function conditions(count: number): string {
  return Array.from({ length: count }, (_, index) => `id > ${index}`).reduce((left, right) => `(${left} and ${right})`);
}

/** Columns of deals, of their accounts, and so on. */
function columns(count: number): string {
  const own = [
    'Deal_Name',
    'Amount',
    'Closing_Date',
    'Stage',
    'Type',
    'Lead_Source',
    'Next_Step',
    'Probability',
    'Owner',
  ];
  const account = [
    'Account_Name',
    'Account_Number',
    'Account_Site',
    'Account_Type',
    'Industry',
    'Ownership',
    'Rating',
    'Phone',
    'Fax',
  ];
  const contact = [
    'Last_Name',
    'First_Name',
    'Email',
    'Phone',
    'Mobile',
    'Fax',
    'Department',
    'Title',
    'Owner',
    'Created_Time',
  ];
  const all = [
    ...['id', 'Account_Name', 'Created_Time', 'Modified_Time', ...own],
    ...account.map((name) => `Account_Name.${name}`),
    ...account.map((name) => `Account_Name.Parent_Account.${name}`),
    ...contact.map((name) => `Contact_Name.${name}`),
    ...account.map((name) => `Contact_Name.Account_Name.${name}`),
    ...['id', 'Owner', 'Created_Time'].map((name) => `Account_Name.${name}`),
  ];
  assert.ok(all.length >= count);
  return all.slice(0, count).join(', ');
}

function joined(count: number): string {
  const tests = lookups.slice(0, count).map((lookup) => `${lookup}.id > 1`);
  return tests.reduce((left, right) => `(${left} and ${right})`);
}

function related(count: number): string {
  const further = ['Owner', 'Created_By', 'Modified_By'];
  const paths = [
    ...lookups,
    ...['Account_Name', 'Contact_Name', 'Campaign_Source'].flatMap((first) =>
      further.map((next) => `${first}.${next}`),
    ),
    'Account_Name.Parent_Account',
  ];
  return paths
    .slice(0, count)
    .map((path) => `${path}.id`)
    .join(', ');
}
