import type { IdSequence } from '../ids.ts';
import type { OrganizationSettings, RoleDefinition } from './settings.ts';

const rolesFromTheTop: readonly Omit<RoleDefinition, 'id'>[] = [
  { name: 'CEO' },
  { name: 'Manager', reportsTo: 'CEO' },
  { name: 'Sales Manager', reportsTo: 'CEO' },
  { name: 'Sales Representative', reportsTo: 'Sales Manager' },
  { name: 'Support Agent', reportsTo: 'Manager' },
];

const currencies = [
  { name: 'US Dollar', isoCode: 'USD', symbol: '$', exchangeRate: '1.000000000' },
  { name: 'Euro', isoCode: 'EUR', symbol: '€', exchangeRate: '0.920000000' },
  { name: 'Indian Rupee', isoCode: 'INR', symbol: '₹', exchangeRate: '83.250000000' },
] as const;

const tags: readonly (readonly [module: string, name: string, colorCode: string])[] = [
  ['Leads', 'hot', '#F17574'],
  ['Leads', 'newsletter', '#57B1FD'],
  ['Contacts', 'VIP', '#F48435'],
  ['Deals', 'at risk', '#F17574'],
  ['Properties', 'sea view', '#63E2B8'],
];

/** Profiles, roles, currencies and tags of the sample organization. `at` is in epoch milliseconds. */
export function buildSettings(ids: IdSequence, at: number): OrganizationSettings {
  return {
    profiles: (['Administrator', 'Standard'] as const).map((name) => ({ id: ids.next(), name })),
    roles: rolesFromTheTop.map((role) => ({ id: ids.next(), ...role })),
    currencies: currencies.map((currency, index) => ({
      id: ids.next(),
      ...currency,
      isBase: index === 0,
      isActive: true,
      decimalSeparator: 'Period',
      thousandSeparator: 'Comma',
      createdAt: at,
    })),
    tags: tags.map(([module, name, colorCode]) => ({ id: ids.next(), module, name, colorCode, createdAt: at })),
  };
}
