import type { Connection } from '../model/connection.ts';
import type { Field, Module, ModuleDetails, PickListValue, RelatedList, UnreadableReason } from '../model/metadata.ts';
import { fieldTypes, moduleKinds, unreadableReasons } from '../model/metadata.ts';
import type { JsonObject } from '../model/parse.ts';
import { asNumber, asObject, asText, parseJson } from '../model/parse.ts';

/** Raised whenever what an older version wrote can no longer be used; then it is read anew. */
export const fileVersion = 2;

/** Whose metadata a file holds: another organization, data center, environment or user has others. */
export type OwnerKey = string;

export function ownerKeyOf({ dataCenter, environment, organization, user }: Connection): OwnerKey {
  return [dataCenter, environment, organization.id, user.id].join('/');
}

/** `modules.json`: what the list of modules said at the last refresh. */
export interface StoredModules {
  /** Made anew by each refresh; details belong to the refresh that they name. */
  readonly refreshId: string;
  /** Epoch milliseconds. */
  readonly fetchedAt: number;
  /** As the CRM listed them. */
  readonly modules: readonly Module[];
  /** What asking for details taught about modules that the list holds for readable, by API name. */
  readonly learned: Readonly<Record<string, UnreadableReason>>;
}

/** One file for each module that somebody looked into. */
export interface StoredDetails {
  readonly refreshId: string;
  readonly fetchedAt: number;
  readonly apiName: string;
  readonly details: ModuleDetails;
}

/** `foreign`: of another owner or an older version, so as good as none. `bad`: damaged, or of a newer version. */
export type ReadFile<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'foreign' }
  | { readonly kind: 'bad'; readonly because: 'damaged' | 'newer' };

export function learnedReasons(details: readonly StoredDetails[]): StoredModules['learned'] {
  return Object.fromEntries(
    details.flatMap(({ apiName, details: { unreadableBecause } }) =>
      unreadableBecause === undefined ? [] : [[apiName, unreadableBecause]],
    ),
  );
}

export function writeStored(owner: OwnerKey, content: StoredModules | StoredDetails): string {
  return JSON.stringify({ version: fileVersion, owner, ...content });
}

export function readStoredModules(text: string, owner: OwnerKey): ReadFile<StoredModules> {
  return readStored(text, owner, (file) => {
    const modules = listOf(file['modules'], parseModule);
    return modules && { modules, learned: parseLearned(file['learned']) };
  });
}

export function readStoredDetails(text: string, owner: OwnerKey): ReadFile<StoredDetails> {
  return readStored(text, owner, (file) => {
    const apiName = asText(file['apiName']);
    const details = asObject(file['details']);
    const fields = listOf(details?.['fields'], parseField);
    const relatedLists = listOf(details?.['relatedLists'], parseRelatedList);
    if (apiName === undefined || !fields || !relatedLists) return undefined;
    return { apiName, details: { fields, relatedLists, ...reasonOf(details ?? {}) } };
  });
}

function readStored<T>(
  text: string,
  owner: OwnerKey,
  parseContent: (file: JsonObject) => T | undefined,
): ReadFile<T & { refreshId: string; fetchedAt: number }> {
  const file = asObject(parseJson(text));
  const version = asNumber(file?.['version']);
  if (!file || version === undefined) return { kind: 'bad', because: 'damaged' };
  if (version > fileVersion) return { kind: 'bad', because: 'newer' };
  if (version < fileVersion || file['owner'] !== owner) return { kind: 'foreign' };
  const refreshId = asText(file['refreshId']);
  const fetchedAt = asNumber(file['fetchedAt']);
  const content = parseContent(file);
  if (refreshId === undefined || fetchedAt === undefined || !content) return { kind: 'bad', because: 'damaged' };
  return { kind: 'value', value: { ...content, refreshId, fetchedAt } };
}

function parseModule(stored: JsonObject): Module | undefined {
  const [id, apiName, label] = [asText(stored['id']), asText(stored['apiName']), asText(stored['label'])];
  const kind = moduleKinds.find((each) => each === stored['kind']);
  if (id === undefined || apiName === undefined || label === undefined || !kind) return undefined;
  const reason = reasonOf(stored);
  const isReadable = reason.unreadableBecause === undefined;
  return { id, apiName, label, kind, isReadable, ...reason, ...textAt(stored, 'parentModule') };
}

function parseLearned(value: unknown): StoredModules['learned'] {
  return Object.fromEntries(
    Object.entries(asObject(value) ?? {}).flatMap(([apiName, reason]) => {
      const known = unreadableReasons.find((each) => each === reason);
      return known === undefined ? [] : [[apiName, known]];
    }),
  );
}

function parseField(stored: JsonObject): Field | undefined {
  const [id, apiName, label] = [asText(stored['id']), asText(stored['apiName']), asText(stored['label'])];
  const type = fieldTypes.find((each) => each === stored['type']);
  const crmType = asText(stored['crmType']);
  const pickList = listOf(stored['pickList'], parsePickListValue);
  const lookupModules = texts(stored['lookupModules']);
  if (id === undefined || apiName === undefined || label === undefined || !type) return undefined;
  if (crmType === undefined || !pickList || !lookupModules) return undefined;
  return {
    ...{ id, apiName, label, type, crmType, pickList, lookupModules },
    isMandatory: stored['isMandatory'] === true,
    isUnique: stored['isUnique'] === true,
    isReadOnly: stored['isReadOnly'] === true,
    isCustom: stored['isCustom'] === true,
    isMultiValued: stored['isMultiValued'] === true,
    isComputed: stored['isComputed'] === true,
    ...numberAt(stored, 'length'),
    ...numberAt(stored, 'decimalPlaces'),
    ...textAt(stored, 'subformModule'),
    ...resultTypeOf(stored),
    ...(stored['isRichText'] === true ? { isRichText: true } : {}),
    ...(stored['isEncrypted'] === true ? { isEncrypted: true } : {}),
    ...(stored['namesRecord'] === true ? { namesRecord: true } : {}),
    ...linkingOf(stored),
  };
}

function resultTypeOf(stored: JsonObject): Pick<Field, 'resultType'> {
  const resultType = fieldTypes.find((each) => each === stored['resultType']);
  return resultType === undefined ? {} : { resultType };
}

function linkingOf(stored: JsonObject): Pick<Field, 'linking'> {
  const linking = asObject(stored['linking']);
  const [module, ownField, otherField] = ['module', 'ownField', 'otherField'].map((key) => asText(linking?.[key]));
  if (module === undefined || ownField === undefined || otherField === undefined) return {};
  return { linking: { module, ownField, otherField } };
}

function parsePickListValue(stored: JsonObject): PickListValue | undefined {
  const [id, display, actual] = [asText(stored['id']), asText(stored['display']), asText(stored['actual'])];
  if (id === undefined || display === undefined || actual === undefined) return undefined;
  return { id, display, actual, isUsed: stored['isUsed'] === true };
}

function parseRelatedList(stored: JsonObject): RelatedList | undefined {
  const [id, apiName, label] = [asText(stored['id']), asText(stored['apiName']), asText(stored['label'])];
  if (id === undefined || apiName === undefined || label === undefined) return undefined;
  return { id, apiName, label, ...textAt(stored, 'module'), ...textAt(stored, 'linkingModule') };
}

function reasonOf(stored: JsonObject): { readonly unreadableBecause?: UnreadableReason } {
  const unreadableBecause = unreadableReasons.find((each) => each === stored['unreadableBecause']);
  return unreadableBecause === undefined ? {} : { unreadableBecause };
}

function textAt<K extends string>(stored: JsonObject, key: K): Partial<Record<K, string>> {
  const text = asText(stored[key]);
  return text === undefined ? {} : ({ [key]: text } as Record<K, string>);
}

function numberAt<K extends string>(stored: JsonObject, key: K): Partial<Record<K, number>> {
  const number = asNumber(stored[key]);
  return number === undefined ? {} : ({ [key]: number } as Record<K, number>);
}

function texts(value: unknown): readonly string[] | undefined {
  return Array.isArray(value) && value.every((each) => typeof each === 'string') ? value : undefined;
}

/** Undefined unless it is a list of which every element can be read: half a list would look like a whole one. */
function listOf<T>(value: unknown, parse: (element: JsonObject) => T | undefined): readonly T[] | undefined {
  if (!Array.isArray(value)) return undefined;
  const read: T[] = [];
  for (const element of value) {
    const object = asObject(element);
    const parsed = object && parse(object);
    if (parsed === undefined) return undefined;
    read.push(parsed);
  }
  return read;
}
