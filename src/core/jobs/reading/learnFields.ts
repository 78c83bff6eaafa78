import { RefusedError } from '../../errors.ts';
import type { Field } from '../../model/metadata.ts';
import type { KnownFields } from './fieldPlan.ts';

/** Reads fields of a module, from a cache most likely. */
export type FieldsOf = (module: string, signal: AbortSignal) => Promise<readonly Field[]>;

/**
 * The fields of a module and of those that the wanted ones lead to: through paths, to the names of lookups, to rows.
 * What cannot be read is left out; its values then come in a dearer way, or without names.
 */
export async function learnFields(
  module: string,
  paths: readonly string[],
  fieldsOf: FieldsOf,
  signal: AbortSignal,
): Promise<KnownFields> {
  const known = new Map<string, readonly Field[]>([[module, await fieldsOf(module, signal)]]);
  const learn = async (name: string | undefined): Promise<void> => {
    if (name === undefined || name === 'Users' || known.has(name)) return;
    const fields = await readable(name, fieldsOf, signal);
    if (fields) known.set(name, fields);
  };
  for (const path of paths) {
    let place: string | undefined = module;
    for (const step of path.split('.')) {
      const [name, into] = step.split('->');
      const field: Field | undefined = known.get(place ?? '')?.find((each) => each.apiName === name);
      place = into ?? (field?.lookupModules.length === 1 ? field.lookupModules[0] : undefined);
      await learn(place);
      await learn(field?.subformModule);
      await learn(field?.linking?.module);
    }
  }
  return known;
}

async function readable(
  module: string,
  fieldsOf: FieldsOf,
  signal: AbortSignal,
): Promise<readonly Field[] | undefined> {
  try {
    const fields = await fieldsOf(module, signal);
    return fields.length === 0 ? undefined : fields;
  } catch (error) {
    if (error instanceof RefusedError) return undefined;
    throw error;
  }
}
