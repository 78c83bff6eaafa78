import { parseArgs } from 'node:util';

import type { Edition } from './schema/organization.ts';
import { editions } from './schema/organization.ts';
import { isKnownZone, parseInstant } from './time/zones.ts';

/** Two-letter codes of Zoho's data centers, as the `location` of an OAuth redirect (zoho-api.md section 1.1). */
export const dataCenters = ['us', 'eu', 'in', 'au', 'jp', 'cn', 'ca', 'sa', 'uk'] as const;
export type DataCenter = (typeof dataCenters)[number];

export interface SampleOrgOptions {
  /** TCP port on 127.0.0.1; 0 = any free one. */
  readonly port: number;
  /** The same seed gives the same records, users, client and first tokens. */
  readonly seed: number;
  /** Number of records by module API name; modules that are not named have their default number. */
  readonly records: ReadonlyMap<string, number>;
  /** Milliseconds added to each API call. */
  readonly latencyMs: number;
  readonly userTimeZone: string;
  readonly orgTimeZone: string;
  /** Zone of the datetimes in bulk-read CSV: the documentation does not say which (zoho-api.md section 12). */
  readonly csvTimeZone: 'user' | 'organization';
  readonly dataCenter: DataCenter;
  readonly edition: Edition;
  /** API credits for each rolling 24 hours; undefined = what the edition gives. */
  readonly credits: number | undefined;
  readonly tokenLifetimeSeconds: number;
  /** Path of a JSON file with fault rules. */
  readonly faultsFile: string | undefined;
  /** Epoch milliseconds at which the organization's clock starts; undefined = now. */
  readonly clockStart: number | undefined;
  /** Accept COQL conditions that are not bracketed in pairs, as some clients send them. */
  readonly lenientCoql: boolean;
  /** Milliseconds that a bulk-read job takes from one state to the next. */
  readonly bulkStepMs: number;
  /** Most rows that one bulk-read job exports into a CSV file; the next page has the rest. */
  readonly bulkRows: number;
  /** HTTP status of the token endpoint's "Access Denied" (sources disagree, zoho-api.md section 2.4). */
  readonly throttleStatus: 200 | 400;
  /** Redirect addresses to register with the client besides the usual ones; matched exactly, as Zoho does. */
  readonly redirectUris: readonly string[];
  /** A file in which sign-ins outlive the process (only hashes of refresh tokens). Undefined = they end with it. */
  readonly signInsFile: string | undefined;
}

export const defaultOptions: SampleOrgOptions = {
  port: 0,
  seed: 1,
  records: new Map(),
  latencyMs: 0,
  userTimeZone: 'America/Los_Angeles',
  orgTimeZone: 'America/New_York',
  csvTimeZone: 'user',
  dataCenter: 'us',
  edition: 'enterprise',
  credits: undefined,
  tokenLifetimeSeconds: 3600,
  faultsFile: undefined,
  clockStart: undefined,
  lenientCoql: false,
  bulkStepMs: 400,
  bulkRows: 200_000,
  throttleStatus: 400,
  redirectUris: [],
  signInsFile: undefined,
};

/** What `--help` prints. */
export const usage = `Usage: npm run sample-org -- [options]

Starts a sample organization: a local stand-in for Zoho CRM, on 127.0.0.1 only.
When it is ready it prints one line of JSON with its addresses, a client and tokens.

  --port N                    port to listen on (0 = any free one; default 0)
  --seed N                    the same seed gives the same data and tokens (default 1)
  --records Leads=100000,…    number of records for some modules
  --latency MS                wait added to each API call
  --user-time-zone ZONE       zone of the administrator (default America/Los_Angeles)
  --org-time-zone ZONE        zone of the organization (default America/New_York)
  --csv-time-zone user|organization   zone of datetimes in bulk-read CSV (default user)
  --data-center CODE          ${dataCenters.join(', ')} (default us)
  --edition NAME              ${editions.join(', ')} (default enterprise)
  --credits N                 API credits for 24 hours (default: what the edition gives)
  --token-lifetime SECONDS    life of an access token (default 3600)
  --faults FILE               JSON file with faults to inject
  --clock ISO                 time at which the organization's clock starts, e.g. 2026-03-08T09:59:00Z
  --lenient-coql              accept COQL conditions without brackets in pairs
  --bulk-step MS              time between the states of a bulk-read job (default 400)
  --bulk-rows N               rows of one bulk-read file, at most 200000 (default 200000)
  --throttle-status 200|400   HTTP status of the token endpoint's "Access Denied" (default 400)
  --redirect-uri URI          register one more redirect address (may be repeated)
  --sign-ins FILE             keep sign-ins across restarts in this file (hashes only)
  --help                      print this text
`;

/** Thrown for a command line that makes no sense; `message` names the option and what it takes. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** Reads the command line. Throws UsageError. */
export function parseOptions(args: readonly string[]): SampleOrgOptions | 'help' {
  const values = parseWords(args);
  if (values.help) return 'help';
  const defaults = defaultOptions;
  return {
    port: wholeNumber('--port', values.port, defaults.port, 0, 65_535),
    seed: wholeNumber('--seed', values.seed, defaults.seed, 0, 0xffff_ffff),
    records: parseRecordCounts(values.records),
    latencyMs: wholeNumber('--latency', values.latency, defaults.latencyMs, 0, 600_000),
    userTimeZone: zone('--user-time-zone', values['user-time-zone'], defaults.userTimeZone),
    orgTimeZone: zone('--org-time-zone', values['org-time-zone'], defaults.orgTimeZone),
    csvTimeZone: oneOf('--csv-time-zone', values['csv-time-zone'], ['user', 'organization'], defaults.csvTimeZone),
    dataCenter: oneOf('--data-center', values['data-center'], dataCenters, defaults.dataCenter),
    edition: oneOf('--edition', values.edition, editions, defaults.edition),
    credits: values.credits === undefined ? undefined : wholeNumber('--credits', values.credits, 0, 0, 1_000_000_000),
    tokenLifetimeSeconds: wholeNumber(
      '--token-lifetime',
      values['token-lifetime'],
      defaults.tokenLifetimeSeconds,
      1,
      86_400,
    ),
    faultsFile: values.faults,
    clockStart: instant('--clock', values.clock),
    lenientCoql: values['lenient-coql'] ?? false,
    bulkStepMs: wholeNumber('--bulk-step', values['bulk-step'], defaults.bulkStepMs, 0, 600_000),
    bulkRows: wholeNumber('--bulk-rows', values['bulk-rows'], defaults.bulkRows, 1, 200_000),
    throttleStatus: oneOf('--throttle-status', values['throttle-status'], ['200', '400'], '400') === '200' ? 200 : 400,
    redirectUris: values['redirect-uri'] ?? [],
    signInsFile: values['sign-ins'],
  };
}

function parseWords(args: readonly string[]) {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        port: text,
        seed: text,
        records: text,
        latency: text,
        'user-time-zone': text,
        'org-time-zone': text,
        'csv-time-zone': text,
        'data-center': text,
        edition: text,
        credits: text,
        'token-lifetime': text,
        faults: text,
        clock: text,
        'lenient-coql': flag,
        'bulk-step': text,
        'bulk-rows': text,
        'throttle-status': text,
        'redirect-uri': { type: 'string', multiple: true },
        'sign-ins': text,
        help: flag,
      },
    }).values;
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function wholeNumber(option: string, text: string | undefined, fallback: number, least: number, most: number): number {
  if (text === undefined) return fallback;
  const number = /^\d+$/.test(text) ? Number(text) : NaN;
  if (!(number >= least && number <= most)) {
    throw new UsageError(`${option} takes a whole number from ${least} to ${most}, not "${text}".`);
  }
  return number;
}

function zone(option: string, text: string | undefined, fallback: string): string {
  if (text === undefined) return fallback;
  if (!isKnownZone(text)) throw new UsageError(`${option} takes a time zone such as Europe/Berlin, not "${text}".`);
  return text;
}

function oneOf<T extends string>(option: string, text: string | undefined, known: readonly T[], fallback: T): T {
  if (text === undefined) return fallback;
  const found = known.find((value) => value === text);
  if (found === undefined) throw new UsageError(`${option} takes one of ${known.join(', ')}, not "${text}".`);
  return found;
}

function instant(option: string, text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const epochMs = parseInstant(text);
  if (epochMs === undefined) {
    throw new UsageError(`${option} takes an instant such as 2026-03-08T09:59:00Z, not "${text}".`);
  }
  return epochMs;
}

function parseRecordCounts(text: string | undefined): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const part of text?.split(',') ?? []) {
    const [, module, count] = /^(\w+)=(\d{1,8})$/.exec(part) ?? [];
    if (module === undefined || count === undefined) {
      throw new UsageError(`--records takes pairs such as Leads=100000,Contacts=500, not "${part}".`);
    }
    counts.set(module, Number(count));
  }
  return counts;
}
