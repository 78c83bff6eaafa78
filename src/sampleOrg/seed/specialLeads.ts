import type { Seeding } from './draft.ts';
import type { SpecialValues } from './specialRecords.ts';
import { longestText, specialTexts } from './specialTexts.ts';

/** One lead for each kind of value that has broken a client before (zoho-api.md section 9). */
export function specialLeads({ pools }: Seeding): readonly SpecialValues[] {
  return [
    named('Zoë', specialTexts.umlauts, {
      Company: 'Gebrüder Weiß & Söhne',
      Street: 'Große Meißner Straße 5',
      City: 'Dresden',
      State: 'Sachsen',
      Zip_Code: '01067',
      Country: 'Deutschland',
    }),
    named('小明', '王', { Company: specialTexts.chinese, City: '北京市', State: null, Country: '中国' }),
    named('ليلى', 'الحربي', {
      Company: specialTexts.arabic,
      City: 'الدمام',
      State: null,
      Country: 'المملكة العربية السعودية',
    }),
    named(null, specialTexts.emoji, { Company: specialTexts.emoji }),
    named('Joe', specialTexts.quotes, { Company: specialTexts.quotes, Street: specialTexts.quotes }),
    named('Bobby', specialTexts.markup, { Company: specialTexts.markup, Description: specialTexts.markup }),
    named('Sum', specialTexts.formula, { Company: '@SUM(A1:A9)', Phone: '+1-415-555-0100', Fax: '-1' }),
    named('Line', 'Breaks', { Description: specialTexts.lineBreaks, Street: '1 First Street\n2nd Floor' }),
    named('Long', 'Text', { Description: longestText(pools.paragraphs[0] ?? 'Text.') }),
    named('Leading', 'Zeros', { Zip_Code: '00501', External_ID: '000123', Legacy_Number: '0012345600012' }),
    named('José', specialTexts.normalForms, { Company: specialTexts.blanks }),
    named(null, specialTexts.looksLikeNull, { Company: specialTexts.looksLikeNumber, External_Id: '2024-02-30' }),
    named('Largest', 'Numbers', {
      Annual_Revenue: 9_999_999_999_999.99,
      No_of_Employees: 999_999_999,
      Legacy_Number: '999999999999999999',
      Win_Chance: 99.99,
      Latitude: 48.137154,
    }),
    named('Negative', 'Numbers', { Annual_Revenue: -1234.56, No_of_Employees: -1, Win_Chance: -0.5 }),
    named('Empty', 'Text', { Description: '', Languages: [], Tag: [] }),
    named(null, 'Nothing', { ...nothingOptional, Languages: null }),
    named('Renamed', 'Options', {
      Lead_Status: 'In Contact',
      Lead_Source: 'Live Chat',
      Languages: ['German', 'Hindi'],
    }),
  ].map((values, index) => ({ Email: `special-${index + 1}@zylker.example`, ...values }));
}

function named(firstName: string | null, lastName: string, more: SpecialValues): SpecialValues {
  const fullName = firstName === null ? lastName : `${firstName} ${lastName}`;
  return { Website: null, First_Name: firstName, Last_Name: lastName, Full_Name: fullName, ...more, ...notConverted };
}

/** Converted leads vanish from lists; these are to be seen. */
export const notConverted: SpecialValues = {
  Converted__s: false,
  Converted_Date_Time: null,
  Converted_Account: null,
  Converted_Contact: null,
  Converted_Deal: null,
  Lead_Conversion_Time: null,
};

const optional = [
  ...['Company', 'Designation', 'Email', 'Secondary_Email', 'Phone', 'Mobile', 'Fax', 'Website', 'Lead_Source'],
  ...['Lead_Status', 'Industry', 'Rating', 'No_of_Employees', 'Annual_Revenue', 'Skype_ID', 'Twitter', 'Salutation'],
  ...['Street', 'City', 'State', 'Zip_Code', 'Country', 'Description', 'External_ID', 'Legacy_Number', 'Win_Chance'],
];

const nothingOptional: SpecialValues = Object.fromEntries(optional.map((name) => [name, null]));
