import type { AccessToken } from './oauth.ts';

/** Where an organization's data live; `sample` is the stand-in on this computer. */
export type DataCenter = 'us' | 'eu' | 'in' | 'au' | 'jp' | 'cn' | 'ca' | 'sa' | 'uk' | 'sample';

export const environments = ['production', 'sandbox', 'developer'] as const;
export type Environment = (typeof environments)[number];

/** How long metadata that were read once may be used again, counted from the last refresh. */
export const cachePolicies = ['disabled', 'oneHour', 'oneDay', 'oneWeek', 'oneMonth', 'infinite'] as const;
export type CachePolicy = (typeof cachePolicies)[number];

/** What may be stored and shown of a connection to a CRM. Never a secret. */
export interface Connection {
  /** Made by us, never changes; keys the secret and the cache. */
  readonly id: string;
  /** 1–100 characters, unique, trimmed. */
  readonly name: string;
  readonly crm: 'zoho';
  readonly dataCenter: DataCenter;
  readonly environment: Environment;
  /** API origin as the token answer named it, checked against the table. Undefined for `sample`, whose address changes. */
  readonly apiDomain: string | undefined;
  /** Empty where an access token alone was pasted: it does not say whose client made it. */
  readonly clientId: string;
  /** Those of the sign-in; with an empty id as long as nobody has signed in. */
  readonly organization: OrganizationSummary;
  readonly user: UserSummary;
  /** tz database name in which values without an offset are read. */
  readonly timeZone: string;
  readonly cachePolicy: CachePolicy;
  /** Under which heading the tree shows it; undefined = at the top. */
  readonly group: string | undefined;
  /** False where the user chose "keep mine and stop warning". */
  readonly warnsAboutTimeZone: boolean;
  /** What the user allowed at sign-in, in the CRM's words; empty where the CRM did not say. */
  readonly grantedScopes: readonly string[];
}

export interface OrganizationSummary {
  /** Zoho's portal id (`zgid`). */
  readonly id: string;
  readonly name: string;
  /** Edition in Zoho's words, e.g. `enterprise`. */
  readonly edition: string;
  readonly timeZone: string;
  /** What the organization says of itself; absent where it does not say. */
  readonly environment?: Environment;
}

export interface UserSummary {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  /** Decides the offset of every datetime that the API sends to this user (zoho-api.md section 6.1). */
  readonly timeZone: string;
}

/** What must not be shown: only the connection store reads or writes it. */
export interface ConnectionSecrets {
  /** Empty where an access token alone was pasted. */
  readonly clientSecret: string;
  /** Undefined where an access token alone was pasted. */
  readonly refreshToken: string | undefined;
  /** The newest that any window of the editor has got, where windows share their secrets. */
  readonly accessToken?: AccessToken;
}
