/** A module of the CRM: what other systems call an object or a table. */
export interface Module {
  readonly id: string;
  /** The stable key, e.g. `Deals`; case matters. */
  readonly apiName: string;
  /** For people, in the plural, as the organization calls it, e.g. "Opportunities". */
  readonly label: string;
  readonly kind: ModuleKind;
  /** Whether records can be read through the API, as far as is known. False exactly when there is a reason below. */
  readonly isReadable: boolean;
  readonly unreadableBecause?: UnreadableReason;
  /** API name of the module that a subform or linking module belongs to. */
  readonly parentModule?: string;
}

export const moduleKinds = ['standard', 'custom', 'subform', 'linking', 'other'] as const;
export type ModuleKind = (typeof moduleKinds)[number];

/**
 * Why a module cannot be read. The first two are told by the list of modules, the others are learned when its fields or
 * records are asked for: `noPermission` for this user, `refused` where the CRM lists a module that its API then denies to
 * know, `noFields` where it describes no field, `recordsRefused` where it describes fields and gives no records.
 */
export const unreadableReasons = [
  'notSupported',
  'hidden',
  'noPermission',
  'refused',
  'noFields',
  'recordsRefused',
] as const;
export type UnreadableReason = (typeof unreadableReasons)[number];

export interface Field {
  /** Never changes, also when the field is renamed. */
  readonly id: string;
  /** The key in records. Two fields may differ in case only. */
  readonly apiName: string;
  readonly label: string;
  readonly type: FieldType;
  /** The CRM's own word for the type, e.g. `multiselectpicklist`. */
  readonly crmType: string;
  /** Always mandatory; a layout may demand more. */
  readonly isMandatory: boolean;
  readonly isUnique: boolean;
  /** Not writable through the API by this user. */
  readonly isReadOnly: boolean;
  /** Made by the organization. */
  readonly isCustom: boolean;
  /** Holds several values: multi-select lists and lookups, files, rows. */
  readonly isMultiValued: boolean;
  /** Computed when read, not stored. */
  readonly isComputed: boolean;
  /** Most characters or digits. */
  readonly length?: number;
  readonly decimalPlaces?: number;
  /** API names of the modules that a lookup points to; several for one that may point to any of them. */
  readonly lookupModules: readonly string[];
  /** API name of the module that holds the rows of a subform. */
  readonly subformModule?: string;
  /** Of a formula or roll-up: what it results in. */
  readonly resultType?: FieldType;
  /** A text with markup, which lists cut short. */
  readonly isRichText?: boolean;
  /** Kept encrypted by the CRM, which then compares it for being equal or empty only. */
  readonly isEncrypted?: boolean;
  /** Its value is the name of a record: what lookups to the module show. */
  readonly namesRecord?: boolean;
  /** Of a multi-select lookup: where the pairs are kept. */
  readonly linking?: FieldLinking;
  readonly pickList: readonly PickListValue[];
}

/** A module with one record for each pair, and its two lookups. */
export interface FieldLinking {
  readonly module: string;
  /** The lookup to the record that has the multi-select lookup. */
  readonly ownField: string;
  /** The lookup to what is linked. */
  readonly otherField: string;
}

export const fieldTypes = [
  'text',
  'longText',
  'email',
  'phone',
  'url',
  'pickList',
  'multiPickList',
  'date',
  'dateTime',
  'boolean',
  'integer',
  'bigInteger',
  'decimal',
  'currency',
  'percent',
  'autoNumber',
  'lookup',
  'userLookup',
  'multiLookup',
  'subform',
  'file',
  'image',
  'formula',
  'rollup',
  'address',
  'other',
] as const;
export type FieldType = (typeof fieldTypes)[number];

export interface PickListValue {
  readonly id: string;
  /** What people see and what records hold. */
  readonly display: string;
  /** What it was called when it was made; differs after a rename. */
  readonly actual: string;
  /** False for a value that is no longer offered, although records may still hold it. */
  readonly isUsed: boolean;
}

/** Records of another module that belong to a record of this one. */
export interface RelatedList {
  readonly id: string;
  /** The path segment by which it is read. */
  readonly apiName: string;
  readonly label: string;
  /** API name of the module whose records it shows, where the CRM tells. */
  readonly module?: string;
  /** API name of the module that pairs the two, for many-to-many lists. */
  readonly linkingModule?: string;
}

/** What is read of a module when somebody looks into it. */
export interface ModuleDetails {
  /** In the CRM's order. */
  readonly fields: readonly Field[];
  readonly relatedLists: readonly RelatedList[];
  /** Then there are no fields. */
  readonly unreadableBecause?: UnreadableReason;
}

/** Something that was read from the CRM at some time. */
export interface Snapshot<T> {
  readonly value: T;
  /** Epoch milliseconds. */
  readonly fetchedAt: number;
  /** Present when something newer was wanted and could not be had. */
  readonly staleBecause?: Staleness;
}

/** Why old data had to do. */
export interface Staleness {
  /** `offline`: no answer, or not now; `signedOut`: signing in again helps; `refused`: the CRM said no. */
  readonly kind: 'offline' | 'signedOut' | 'refused';
  /** For people. */
  readonly message: string;
  /** Of the failed attempt, in epoch milliseconds. */
  readonly at: number;
}

/** One datetime of a record as the CRM sent it. */
export interface SentInstant {
  readonly recordId: string;
  /** API name of the field. */
  readonly field: string;
  /** With the offset that the CRM chose, e.g. `2026-03-08T01:59:00-08:00`. */
  readonly text: string;
}
