import type { Field } from '../../model/metadata.ts';
import type { KnownFields, WantedField } from './fieldPlan.ts';

/** What a user is asked for in a path (zoho-api.md section 4.2); all of it is text in CSV and JSON. */
const userText: Pick<Field, 'type'> = { type: 'text' };

/** Follows a path through lookups to the field at its end, as far as metadata are known. */
export function resolvePath(path: string, module: string, known: KnownFields): WantedField {
  let place: string | undefined = module;
  const steps = path.split('.');
  let field: Field | undefined;
  for (const [index, step] of steps.entries()) {
    const [name = '', into] = step.split('->');
    const isLast = index === steps.length - 1;
    if (field?.type === 'userLookup') return { path, field: isLast ? { ...field, ...userText } : undefined };
    field = place === undefined ? undefined : known.get(place)?.find((each) => each.apiName === name);
    place = into ?? field?.lookupModules[0];
  }
  return { path, field };
}

/** Whether values are an id with a name. */
export function isReference(field: Field): boolean {
  return field.type === 'lookup' || field.type === 'userLookup';
}

/** Whether one value's module says nothing of the next one's. */
export function isOfSeveralModules(field: Field): boolean {
  return field.type === 'lookup' && (field.crmType === 'multi_module_lookup' || field.lookupModules.length > 1);
}

/** Whose JSON is an object or a list of objects, which one text cannot tell. Metadata call tags a text. */
export function needsObjects(field: Field): boolean {
  const objects = ['other', 'subform', 'multiLookup', 'file', 'address'];
  return objects.includes(field.type) || field.isMultiValued ? field.type !== 'multiPickList' : field.apiName === 'Tag';
}
