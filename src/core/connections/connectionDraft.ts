import type { CachePolicy, DataCenter, Environment } from '../model/connection.ts';
import { asObject, asText } from '../model/parse.ts';
import { parseCachePolicy, parseDataCenter, parseEnvironment } from '../model/parseConnection.ts';

/** What a person wants a connection to be, proved as far as that goes without asking the CRM. Holds a typed secret. */
export interface ConnectionDraft {
  readonly name: string;
  readonly dataCenter: DataCenter;
  readonly environment: Environment;
  /** Empty for the sample organization, which brings its own client. */
  readonly clientId: string;
  /** Empty: use the one that is kept already. */
  readonly clientSecret: string;
  readonly timeZone: string;
  readonly cachePolicy: CachePolicy;
}

export type DraftProblem = 'missing' | 'tooLong' | 'taken' | 'unknown' | 'malformed';
export type DraftProblems = Readonly<Partial<Record<keyof ConnectionDraft, DraftProblem>>>;

export type ParsedDraft =
  | { readonly kind: 'draft'; readonly draft: ConnectionDraft }
  | { readonly kind: 'problems'; readonly problems: DraftProblems };

export interface DraftRules {
  /** Names of the other connections. */
  readonly takenNames: readonly string[];
  /** False where client and secret do not matter: an access token alone was pasted, or nobody signs in for now. */
  readonly needsClient: boolean;
  /** Whether a secret for this client is kept already, so that the field may stay empty. */
  readonly hasSecret: boolean;
  readonly isKnownZone: (timeZone: string) => boolean;
}

export const longestName = 100;

/** Reads what a form or quick inputs sent, whoever wrote it: a draft, or a problem for each field that is not as it must be. */
export function parseConnectionDraft(value: unknown, rules: DraftRules): ParsedDraft {
  const input = asObject(value);
  const text = (key: keyof ConnectionDraft): string => (asText(input?.[key]) ?? '').trim();
  const [name, clientId, clientSecret, timeZone] = [
    text('name'),
    text('clientId'),
    text('clientSecret'),
    text('timeZone'),
  ];
  const dataCenter = parseDataCenter(input?.['dataCenter']);
  const environment = parseEnvironment(input?.['environment']);
  const cachePolicy = parseCachePolicy(input?.['cachePolicy']);
  const problems: Partial<Record<keyof ConnectionDraft, DraftProblem>> = {
    ...problem('name', nameProblem(name, rules.takenNames)),
    ...problem('timeZone', timeZone === '' ? 'missing' : rules.isKnownZone(timeZone) ? undefined : 'unknown'),
    ...(dataCenter === 'sample' || !rules.needsClient ? {} : clientProblems(clientId, clientSecret, rules)),
  };
  if (dataCenter && environment && cachePolicy && Object.keys(problems).length === 0) {
    const draft = { name, dataCenter, environment, clientId, clientSecret, timeZone, cachePolicy };
    return { kind: 'draft', draft };
  }
  const choices = {
    ...problem('dataCenter', dataCenter ? undefined : 'unknown'),
    ...problem('environment', environment ? undefined : 'unknown'),
    ...problem('cachePolicy', cachePolicy ? undefined : 'unknown'),
  };
  return { kind: 'problems', problems: { ...problems, ...choices } };
}

/** Names differ by more than case and white space, or nobody could tell them apart. */
export function nameProblem(name: string, takenNames: readonly string[]): DraftProblem | undefined {
  if (name === '') return 'missing';
  if (name.length > longestName) return 'tooLong';
  return takenNames.some((each) => sameName(each, name)) ? 'taken' : undefined;
}

/** The name itself, or with the first number from 2 on that makes it unique; never longer than a name may be. */
export function uniqueName(wanted: string, takenNames: readonly string[]): string {
  const base = wanted.trim().slice(0, longestName - 4);
  let name = base;
  for (let number = 2; takenNames.some((each) => sameName(each, name)); number++) name = `${base} ${number}`;
  return name;
}

function sameName(one: string, other: string): boolean {
  return one.trim().toLocaleLowerCase() === other.trim().toLocaleLowerCase();
}

function clientProblems(clientId: string, clientSecret: string, { hasSecret }: DraftRules): DraftProblems {
  return {
    ...problem('clientId', clientIdProblem(clientId)),
    ...problem('clientSecret', clientSecret !== '' || hasSecret ? undefined : 'missing'),
  };
}

/** A client's id begins with `1000.` and has no third part, which tells it from a token (zoho-api.md section 2.5). */
export function clientIdProblem(clientId: string): DraftProblem | undefined {
  if (clientId === '') return 'missing';
  return /^1\d{3}\.[0-9A-Za-z]+$/.test(clientId) ? undefined : 'malformed';
}

function problem(field: keyof ConnectionDraft, kind: DraftProblem | undefined): DraftProblems {
  return kind === undefined ? {} : { [field]: kind };
}
