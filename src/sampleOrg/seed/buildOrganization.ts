import type { Environment } from '../accounts/caller.ts';
import type { SampleClock } from '../clock.ts';
import { IdSequence } from '../ids.ts';
import type { SampleOrgOptions } from '../options.ts';
import type { OrgState, StoredFile } from '../orgState.ts';
import { computeAll } from '../records/computed.ts';
import { RecordStore } from '../records/store.ts';
import { buildSchema } from '../schema/buildSchema.ts';
import type { Organization } from '../schema/organization.ts';
import type { Seeding } from './draft.ts';
import { writeDealHistory } from './dealHistory.ts';
import { Families } from './families.ts';
import { fillModule } from './fillModule.ts';
import { makePools } from './pools.ts';
import { recordCounts } from './recordCounts.ts';
import { attachmentValues, fileFieldValue } from './seedFiles.ts';
import { clockChanges, specialRecords } from './specialRecords.ts';
import type { ModulePlan } from './timeline.ts';
import { planRecords, seedSpanMs } from './timeline.ts';
import { makeUsers } from './users.ts';

/** What Zoho would give each environment when it is set up: none of these numbers is shared. */
const identities = {
  production: { idPrefix: 554_023, zgid: '808232144', companyName: 'Zylker Corp' },
  sandbox: { idPrefix: 671_450, zgid: '812907731', companyName: 'Zylker Corp Sandbox' },
  developer: { idPrefix: 690_118, zgid: '815440296', companyName: 'Zylker Corp Developer' },
} as const;

/** No record of the seed was made or changed within the last hour before the clock's start. */
const quietMs = 3_600_000;

/**
 * An organization full of records, as it stands when the clock starts: the same options give the same data. Takes a few
 * hundred milliseconds, and some ten microseconds for each record beyond the usual. Throws UsageError for numbers of
 * records in modules that do not exist.
 */
export function buildOrganization(options: SampleOrgOptions, environment: Environment, clock: SampleClock): OrgState {
  const identity = identities[environment];
  const end = Math.floor((clock.now() - quietMs) / 1000) * 1000;
  const foundedAt = end - seedSpanMs - 30 * 86_400_000;
  const ids = new IdSequence(identity.idPrefix);
  const schema = buildSchema(ids, foundedAt);
  const users = makeUsers(ids, options.userTimeZone, foundedAt);
  const organization: Organization = {
    id: ids.next(),
    zgid: identity.zgid,
    domainName: `org${identity.zgid}`,
    companyName: identity.companyName,
    edition: options.edition,
    usersLicensed: 500,
    timeZone: options.orgTimeZone,
    type: environment,
    createdAt: foundedAt,
  };
  const plans = makePlans(recordCounts(schema, options.records, environment), options.seed, end, ids);
  const families = new Families(plans, options.seed);
  const seeding = { seed: options.seed, schema, users, pools: makePools(options.seed), plans, families, end };
  const org = { options, environment, clock, ids, organization, users, schema, ...writeRecords(seeding, ids) };
  computeAll(org);
  return org;
}

function makePlans(
  counts: ReadonlyMap<string, number>,
  seed: number,
  end: number,
  ids: IdSequence,
): ReadonlyMap<string, ModulePlan> {
  const requests = [...counts].map(([module, count]) => ({
    module,
    count,
    // A module of a hundred has lost ten; one that was asked to be empty never had any.
    deletedCount: count === 0 ? 0 : Math.min(Math.ceil(count / 10) + 2, 500),
    fixedTimes: module === 'Leads' ? clockChanges : [],
  }));
  return planRecords(requests, seed, end, ids);
}

function writeRecords(seeding: Seeding, ids: IdSequence): { records: RecordStore; files: Map<string, StoredFile> } {
  const records = new RecordStore();
  const files = new Map<string, StoredFile>();
  for (const module of seeding.schema.modules) {
    const specials =
      module.apiName === 'Attachments' ? attachmentValues(seeding, files) : specialRecords(seeding, module);
    fillModule(seeding, module, specials, records, ids);
  }
  addFilesToNewestLead(seeding, ids, records, files);
  writeDealHistory(seeding, records, ids);
  return { records, files };
}

function addFilesToNewestLead(
  seeding: Seeding,
  ids: IdSequence,
  records: RecordStore,
  files: Map<string, StoredFile>,
): void {
  const leads = seeding.schema.module('Leads');
  const newest = records.table('Leads').ascending().at(-1);
  if (!leads || !newest) return;
  const values = { ...newest.values };
  for (const field of leads.fields) {
    if (field.type !== 'fileupload' && field.type !== 'imageupload') continue;
    values[field.apiName] = fileFieldValue(seeding, ids, files, `${field.apiName}.png`);
  }
  records.table('Leads').replace({ id: newest.id, values });
}
