/** Editions by the word that `license_details.paid_type` uses. */
export const editions = ['free', 'standard', 'professional', 'enterprise', 'ultimate'] as const;
export type Edition = (typeof editions)[number];

export interface User {
  readonly id: string;
  readonly zuid: string;
  readonly email: string;
  readonly firstName: string;
  readonly lastName: string;
  readonly role: string;
  readonly profile: 'Administrator' | 'Standard';
  readonly status: 'active' | 'inactive' | 'deleted';
  readonly confirmed: boolean;
  /** tz database name, deprecated aliases included. May be changed while the server runs. */
  timeZone: string;
  readonly locale: string;
  readonly countryLocale: string;
  /** Epoch milliseconds. */
  readonly createdAt: number;
  modifiedAt: number;
}

export interface Organization {
  readonly id: string;
  /** The portal id: `X-CRM-ORG`, and `soid=ZohoCRM.<zgid>`. */
  readonly zgid: string;
  readonly domainName: string;
  readonly companyName: string;
  readonly edition: Edition;
  readonly usersLicensed: number;
  timeZone: string;
  readonly type: 'production' | 'sandbox' | 'developer';
  /** Epoch milliseconds. */
  readonly createdAt: number;
}
