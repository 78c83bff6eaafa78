/** What an administrator sets up besides modules: security, money and tags. */
export interface OrganizationSettings {
  readonly profiles: readonly ProfileDefinition[];
  /** From the top of the hierarchy down. */
  readonly roles: readonly RoleDefinition[];
  /** The first one is the home currency. */
  readonly currencies: readonly CurrencyDefinition[];
  /** Grows when a write names a tag that its module does not know yet. */
  readonly tags: TagDefinition[];
}

export interface ProfileDefinition {
  readonly id: string;
  readonly name: 'Administrator' | 'Standard';
}

export interface RoleDefinition {
  readonly id: string;
  readonly name: string;
  /** Name of the role above; none for the top. */
  readonly reportsTo?: string;
}

export interface CurrencyDefinition {
  readonly id: string;
  readonly name: string;
  readonly isoCode: string;
  readonly symbol: string;
  /** Units of the home currency for one unit, as Zoho's text with nine decimals. */
  readonly exchangeRate: string;
  readonly isBase: boolean;
  readonly isActive: boolean;
  readonly decimalSeparator: 'Period' | 'Comma';
  readonly thousandSeparator: 'Comma' | 'Period' | 'Space';
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

export interface TagDefinition {
  readonly id: string;
  /** API name of the module that the tag belongs to. */
  readonly module: string;
  readonly name: string;
  /** `#RRGGBB`. */
  readonly colorCode: string | null;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

export function noSettings(): OrganizationSettings {
  return { profiles: [], roles: [], currencies: [], tags: [] };
}
