import type { ReadLimits } from '../../crm/crmRecords.ts';
import type { Field } from '../../model/metadata.ts';
import { resolvePath } from './fieldPaths.ts';
import { FieldSorter } from './fieldSorter.ts';
import type { ReadWay } from './readRequest.ts';

/** How the values of a module's fields come by one way: with the records themselves, or by calls for what these lack. */
export interface FieldPlan {
  readonly way: ReadWay;
  readonly module: string;
  /** What was asked for, and no more. */
  readonly wanted: readonly WantedField[];
  /** Fields and paths that the reading itself names, in as many calls as there are batches. */
  readonly columnBatches: readonly (readonly string[])[];
  /** Compared wherever values of one record come from two calls; undefined where the module has nothing of the kind. */
  readonly version: string | undefined;
  /** Own fields that are read for a hundred records at a time. */
  readonly listed: readonly string[];
  /** Paths, and of exports also own fields, that are queried for pages of records. */
  readonly queried: readonly string[];
  /** The way tells an id or a word; what belongs to it is learned once from a list. */
  readonly learned: readonly string[];
  /** Rich texts, of which long ones come cut. */
  readonly cut: readonly string[];
  readonly rows: readonly RowsField[];
  /** Own fields that only the call for a single record has. */
  readonly single: readonly string[];
  /** Lookups by the column that tells their names. */
  readonly names: ReadonlyMap<string, string>;
  /** What no way has, with the reason. */
  readonly missing: readonly { readonly field: string; readonly because: string }[];
}

export interface WantedField {
  /** API name or path, the key in the record. */
  readonly path: string;
  /** The field at the end of the path; undefined where metadata do not tell. */
  readonly field: Field | undefined;
}

/** Values that are records of another module, each with a lookup to ours. */
export interface RowsField {
  readonly path: string;
  readonly module: string;
  /** The lookup to our record. */
  readonly parentField: string;
  /** For pairs: the lookup whose value stands under the field's own name. Undefined = all fields of the rows. */
  readonly otherField: string | undefined;
}

/** Fields by module, as far as they are known. */
export type KnownFields = ReadonlyMap<string, readonly Field[]>;

/** `refused`: columns that the CRM turned out not to give this way. */
export function planFields(
  way: ReadWay,
  module: string,
  paths: readonly string[],
  known: KnownFields,
  limits: ReadLimits,
  refused: ReadonlySet<string> = new Set(),
): FieldPlan {
  const wanted = [...new Set(paths)].filter((path) => path !== 'id').map((path) => resolvePath(path, module, known));
  const plan = new FieldSorter(way, refused, known);
  for (const each of wanted) plan.add(each);
  const version = (known.get(module) ?? []).some((field) => field.apiName === 'Modified_Time')
    ? 'Modified_Time'
    : undefined;
  const batches = plan.batches(way, limits, version);
  return { way, module, wanted, version, ...plan.parts(), ...batches };
}

/** The same, after queries have refused own fields: lists give them, for fewer records at a time. */
export function listedInstead(fields: FieldPlan, refused: readonly string[]): FieldPlan {
  return {
    ...fields,
    queried: fields.queried.filter((each) => !refused.includes(each)),
    listed: [...fields.listed, ...refused],
  };
}
