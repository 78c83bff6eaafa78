import type { CachedModule } from '../../core/metadata/metadataCache.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { Field, Module, ModuleDetails } from '../../core/model/metadata.ts';

/** Answers to language models are JSON: short keys would save little and cost understanding. */

const mostFound = 60;
const mostPickListValues = 60;

/** What a model may know of a connection: never a secret, and nothing of the user but the name. */
export function connectionAnswer(connection: Connection, isSignedIn: boolean): object {
  const { name, environment, dataCenter, organization, user, timeZone, cachePolicy } = connection;
  return {
    name,
    organization: organization.name,
    // The sample organization is nobody's data.
    environment: dataCenter === 'sample' ? `sample organization (${environment})` : environment,
    user: user.name,
    isSignedIn,
    timeZone,
    metadataKept: cachePolicy,
  };
}

/** Modules and fields whose label or API name has all words of the text; of one module where it is given. */
export function findAnswer(known: readonly CachedModule[], text: string, moduleName: string | undefined): object {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  const matches = ({ apiName, label }: { readonly apiName: string; readonly label: string }): boolean => {
    const both = `${label} ${apiName}`.toLowerCase();
    return words.every((word) => both.includes(word));
  };
  const within = known.filter(({ module }) => moduleName === undefined || isCalled(module, moduleName));
  const modules = within.map((each) => each.module).filter(matches);
  const fields = within.flatMap(({ module, details }) =>
    (details?.fields ?? []).filter(matches).map((field) => ({ module: module.apiName, ...fieldFacts(field) })),
  );
  const unread = within
    .filter(({ module, details }) => module.isReadable && !details)
    .map((each) => each.module.apiName);
  return {
    modules: modules.slice(0, mostFound).map(moduleFacts),
    fields: fields.slice(0, mostFound),
    ...(modules.length > mostFound || fields.length > mostFound ? { note: 'There are more: be more specific.' } : {}),
    ...(unread.length > 0
      ? { fieldsNotReadYet: unread, howToReadThem: 'Describe a module to have its fields read (2 API requests each).' }
      : {}),
  };
}

export function moduleAnswer(module: Module, { fields, relatedLists }: ModuleDetails): object {
  return {
    ...moduleFacts(module),
    fields: fields.map(fieldFacts),
    relatedLists: relatedLists.map(({ apiName, label, module: target }) => ({ apiName, label, module: target })),
  };
}

/** By its API name, or its label whatever the case. */
export function isCalled({ apiName, label }: Module, name: string): boolean {
  return apiName === name || label.toLowerCase() === name.toLowerCase() || apiName.toLowerCase() === name.toLowerCase();
}

function moduleFacts({ apiName, label, kind, isReadable, unreadableBecause }: Module): object {
  return { apiName, label, kind, ...(isReadable ? {} : { notReadableBecause: unreadableBecause }) };
}

/** Only what is out of the ordinary is said. */
function fieldFacts(field: Field): object {
  const values = field.pickList.filter((each) => each.isUsed).map((each) => each.display);
  const target = field.subformModule ?? (field.lookupModules.length > 0 ? field.lookupModules : undefined);
  return {
    apiName: field.apiName,
    label: field.label,
    type: field.type,
    ...(target === undefined ? {} : { pointsTo: target }),
    ...(field.isMandatory ? { isMandatory: true } : {}),
    ...(field.isUnique ? { isUnique: true } : {}),
    ...(field.isReadOnly ? { isReadOnly: true } : {}),
    ...(values.length > 0 ? { values: values.slice(0, mostPickListValues) } : {}),
    ...(values.length > mostPickListValues ? { moreValues: values.length - mostPickListValues } : {}),
  };
}
