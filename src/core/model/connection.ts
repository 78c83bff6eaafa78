/** Where an organization's data live; `sample` is the stand-in on this computer. */
export type DataCenter = 'us' | 'eu' | 'in' | 'au' | 'jp' | 'cn' | 'ca' | 'sa' | 'uk' | 'sample';

export type Environment = 'production' | 'sandbox' | 'developer';

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
  readonly clientId: string;
  readonly organization: OrganizationSummary;
  readonly user: UserSummary;
  /** tz database name in which values without an offset are read. */
  readonly timeZone: string;
  readonly cachePolicy: CachePolicy;
}

export interface OrganizationSummary {
  /** Zoho's portal id (`zgid`). */
  readonly id: string;
  readonly name: string;
  /** Edition in Zoho's words, e.g. `enterprise`. */
  readonly edition: string;
  readonly timeZone: string;
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
  readonly clientSecret: string;
  readonly refreshToken: string;
}
