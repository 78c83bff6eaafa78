/** A module of the CRM: what other systems call an object or a table. */
export interface Module {
  readonly id: string;
  /** The stable key, e.g. `Deals`; case matters. */
  readonly apiName: string;
  /** For people, in the plural, as the organization calls it, e.g. "Opportunities". */
  readonly label: string;
  readonly kind: ModuleKind;
  /** Whether records can be read through the API, as far as the list of modules tells. */
  readonly isReadable: boolean;
}

export type ModuleKind = 'standard' | 'custom' | 'subform' | 'linking' | 'other';
