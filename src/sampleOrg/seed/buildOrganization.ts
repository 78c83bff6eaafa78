import type { Environment } from '../accounts/caller.ts';
import type { SampleClock } from '../clock.ts';
import { IdSequence } from '../ids.ts';
import type { SampleOrgOptions } from '../options.ts';
import type { OrgState } from '../orgState.ts';
import { RecordStore } from '../records/store.ts';
import { buildSchema } from '../schema/buildSchema.ts';
import type { User } from '../schema/organization.ts';

// Scaffolding until the seed is written: one administrator and `--records Leads=N` bare leads (default 10).
export function buildOrganization(options: SampleOrgOptions, environment: Environment, clock: SampleClock): OrgState {
  const ids = new IdSequence(554_023);
  const at = Math.floor(clock.now() / 1000) * 1000;
  const schema = buildSchema(ids, at);
  const admin: User = {
    id: ids.next(),
    zuid: '694579958',
    email: 'patricia.boyle@zylker.example',
    firstName: 'Patricia',
    lastName: 'Boyle',
    role: 'CEO',
    profile: 'Administrator',
    status: 'active',
    confirmed: true,
    timeZone: options.userTimeZone,
    locale: 'en_US',
    countryLocale: 'en_US',
    createdAt: at,
    modifiedAt: at,
  };
  const records = new RecordStore();
  for (let number = 0; number < (options.records.get('Leads') ?? 10); number++) {
    const system = {
      Owner: admin.id,
      Created_By: admin.id,
      Modified_By: admin.id,
      Created_Time: at,
      Modified_Time: at,
    };
    records
      .table('Leads')
      .insert({
        id: ids.next(),
        values: { ...system, Last_Name: `Lead ${number}`, Email: `lead${number}@example.com` },
      });
  }
  const organization = {
    id: ids.next(),
    zgid: '808232144',
    domainName: 'org808232144',
    companyName: 'Zylker Corp',
    edition: options.edition,
    usersLicensed: 100,
    timeZone: options.orgTimeZone,
    type: environment,
    createdAt: at,
  };
  return { options, environment, clock, ids, organization, users: [admin], schema, records, files: new Map() };
}
