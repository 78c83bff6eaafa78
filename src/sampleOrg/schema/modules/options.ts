import type { OptionSpec } from '../fieldSpec.ts';

/** Pick lists that several modules share. */
export const leadSources: readonly OptionSpec[] = [
  'Advertisement',
  'Cold Call',
  'Employee Referral',
  'External Referral',
  'Online Store',
  'Partner',
  'Public Relations',
  'Trade Show',
  'Web Download',
  'Web Research',
  // Renamed after records had it: the stored value stays.
  { display: 'Live Chat', actual: 'Chat' },
];

export const industries: readonly OptionSpec[] = [
  'ASP (Application Service Provider)',
  'Data/Telecom OEM',
  'ERP (Enterprise Resource Planning)',
  'Government/Military',
  'Large Enterprise',
  'ManagementISV',
  'Real Estate',
  'Small/Medium Enterprise',
  'Storage Equipment',
];

export const ratings: readonly OptionSpec[] = ['Acquired', 'Active', 'Market Failed', 'Project Cancelled', 'Shut Down'];

export const priorities: readonly OptionSpec[] = ['High', 'Highest', 'Low', 'Lowest', 'Normal'];

export const carriers: readonly OptionSpec[] = ['FedEX', 'UPS', 'USPS', 'DHL', 'BlueDart'];
