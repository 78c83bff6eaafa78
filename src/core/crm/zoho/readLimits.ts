import type { JsonObject } from '../../model/parse.ts';
import { asNumber, asObject, asText } from '../../model/parse.ts';
import { queryCredits } from '../../model/queryCredits.ts';
import type { ReadLimits } from '../crmRecords.ts';

/** What an edition gives to an organization (zoho-api.md section 7.1). */
interface Edition {
  readonly concurrentCalls: number;
  readonly credits: number;
  readonly creditsPerUser: number;
  readonly mostCredits: number;
}

const free: Edition = { concurrentCalls: 5, credits: 5_000, creditsPerUser: 0, mostCredits: 5_000 };
const standard: Edition = { concurrentCalls: 10, credits: 50_000, creditsPerUser: 250, mostCredits: 100_000 };
const professional: Edition = { concurrentCalls: 15, credits: 50_000, creditsPerUser: 500, mostCredits: 3_000_000 };
const enterprise: Edition = { concurrentCalls: 20, credits: 50_000, creditsPerUser: 1_000, mostCredits: 5_000_000 };
const ultimate: Edition = { concurrentCalls: 25, credits: 50_000, creditsPerUser: 2_000, mostCredits: Infinity };

/** By `paid_type`; what the table of prices does not name counts as the smaller of its neighbors. */
const editions: ReadonlyMap<string, Edition> = new Map([
  ['free', free],
  ['standard', standard],
  ['crmplusstarter', standard],
  ['zohoonestandard', standard],
  ['professional', professional],
  ['enterprise', enterprise],
  ['zohooneenterprise', enterprise],
  ['ultimate', ultimate],
  ['crmplus', ultimate],
]);

/** Sorted lists, custom views and queries, in every edition. */
const heavyCalls = 10;

/** By what `/org` says; an edition that nobody knows, or that could not be asked for, is taken for the smallest one. */
export function readLimits(organization: JsonObject | undefined): ReadLimits {
  const license = asObject(organization?.['license_details']);
  const edition = editions.get((asText(license?.['paid_type']) ?? '').toLowerCase());
  const users = Number(asText(license?.['users_license_purchased']) ?? asNumber(license?.['users_license_purchased']));
  const { concurrentCalls } = edition ?? free;
  return {
    concurrentCalls,
    concurrentHeavyCalls: Math.min(concurrentCalls, heavyCalls),
    ...{ listRows: 200, listFields: 50, listReach: 100_000, listIds: 100 },
    ...{ queryRows: 2_000, queryFields: 50, queryReach: 100_000 },
    ...{ bulkRows: 200_000, bulkFields: 200 },
    ...{ fullTextIds: 200, fullTextFields: 8 },
    credits: { ...prices, aDay: edition && creditsADay(edition, users) },
  };
}

/** Of single calls (zoho-api.md section 7.1). */
export const prices = {
  list: 1,
  listOfCustomView: 3,
  record: 1,
  deletions: 2,
  bulkRead: 50,
  query: queryCredits,
} as const;

function creditsADay({ credits, creditsPerUser, mostCredits }: Edition, users: number): number | undefined {
  if (creditsPerUser === 0) return credits;
  return Number.isFinite(users) ? Math.min(credits + creditsPerUser * users, mostCredits) : undefined;
}
