import type { IdSequence } from '../ids.ts';
import type { User } from '../schema/organization.ts';

type UserSpec = readonly [
  name: `${string} ${string}`,
  role: string,
  timeZone: string,
  locale: string,
  more?: Partial<Pick<User, 'profile' | 'status' | 'confirmed'>>,
];

const standard = { profile: 'Standard' } as const;

/** Zones on purpose: deprecated names, halves of an hour, both ends of the day (zoho-api.md section 6.3). */
const colleagues: readonly UserSpec[] = [
  ['Jürgen Müßig', 'Manager', 'Europe/Berlin', 'de_DE'],
  ['Ananya Iyer', 'Manager', 'Asia/Calcutta', 'en_IN', standard],
  ['Sefo Tuilagi', 'Sales Representative', 'US/Samoa', 'en_US', standard],
  ['Robin Baker', 'Sales Representative', 'Etc/GMT+12', 'en_US', standard],
  ['Chloé O’Brien', 'Sales Representative', 'Europe/London', 'en_GB', standard],
  ['明 王', 'Sales Representative', 'Asia/Shanghai', 'zh_CN', standard],
  ['ليلى الحربي', 'Sales Representative', 'Asia/Dubai', 'ar_EG', standard],
  ['Pemba Sherpa', 'Sales Representative', 'Asia/Katmandu', 'en_US', standard],
  ['Mateo Fernández', 'Sales Representative', 'America/Buenos_Aires', 'es_ES', standard],
  ['Grace Murphy', 'Sales Representative', 'America/New_York', 'en_US', { ...standard, confirmed: false }],
  ['Tom Lindqvist', 'Sales Representative', 'Europe/Stockholm', 'sv_SE', { ...standard, status: 'inactive' }],
  ['Nadia Kovač', 'Sales Representative', 'Europe/Zagreb', 'en_US', { ...standard, status: 'deleted' }],
];

/** The administrator and a dozen others, all of them there since `createdAt` (epoch milliseconds). */
export function makeUsers(ids: IdSequence, administratorTimeZone: string, createdAt: number): readonly User[] {
  const administrator: UserSpec = ['Patricia Boyle', 'CEO', administratorTimeZone, 'en_US'];
  return [administrator, ...colleagues].map(([name, role, timeZone, locale, more], index): User => {
    const [firstName = '', lastName = ''] = name.split(' ');
    return {
      id: ids.next(),
      zuid: String(694_579_958 + index * 13),
      email: `${index === 0 ? 'patricia.boyle' : `user${index + 1}`}@zylker.example`,
      firstName,
      lastName,
      role,
      profile: 'Administrator',
      status: 'active',
      confirmed: true,
      timeZone,
      locale,
      countryLocale: locale,
      createdAt,
      modifiedAt: createdAt,
      ...more,
    };
  });
}
