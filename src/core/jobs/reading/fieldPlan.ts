import type { ReadLimits } from '../../crm/crmRecords.ts';
import type { Field } from '../../model/metadata.ts';
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
  /** Paths that are queried for a few records at a time. */
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

/** Most lookups that one bulk export follows (zoho-api.md section 4.11). */
const mostJoins = 15;

/** `refused`: columns that the CRM turned out not to give this way. */
export function planFields(
  way: ReadWay,
  module: string,
  paths: readonly string[],
  known: KnownFields,
  limits: ReadLimits,
  refused: ReadonlySet<string> = new Set(),
): FieldPlan {
  const wanted = [...new Set(paths)].filter((path) => path !== 'id').map((path) => resolve(path, module, known));
  const plan = new Sorter(way, refused, known);
  for (const each of wanted) plan.add(each);
  const version = (known.get(module) ?? []).some((field) => field.apiName === 'Modified_Time')
    ? 'Modified_Time'
    : undefined;
  return { way, module, wanted, version, ...plan.parts(), ...plan.batches(way, limits, version) };
}

class Sorter {
  readonly #way: ReadWay;
  readonly #refused: ReadonlySet<string>;
  readonly #known: KnownFields;
  readonly #columns: string[] = [];
  readonly #listed: string[] = [];
  readonly #queried: string[] = [];
  readonly #learned: string[] = [];
  readonly #cut: string[] = [];
  readonly #rows: RowsField[] = [];
  readonly #single: string[] = [];
  readonly #names = new Map<string, string>();
  readonly #missing: { field: string; because: string }[] = [];

  constructor(way: ReadWay, refused: ReadonlySet<string>, known: KnownFields) {
    this.#way = way;
    this.#refused = refused;
    this.#known = known;
  }

  add({ path, field }: WantedField): void {
    if (path.includes('.') || path.includes('->')) this.#addPath(path, field);
    else if (!field) this.#columns.push(path);
    else if (field.type === 'subform' || field.type === 'multiLookup') this.#addRows(path, field);
    else if (field.type === 'address') {
      this.#missing.push({ field: path, because: 'the parts of an address are fields of their own' });
    } else if (this.#refused.has(path) || this.#isListedOnly(field)) this.#listed.push(path);
    else this.#addColumn(path, field);
    if (field?.isRichText === true && !path.includes('.')) this.#cut.push(path);
  }

  parts() {
    return {
      learned: this.#learned,
      cut: this.#cut,
      rows: this.#rows,
      single: this.#single,
      names: this.#names,
      missing: this.#missing,
    };
  }

  /** What does not fit into one call of a list or an export is read by id; queries are simply repeated. */
  batches(way: ReadWay, limits: ReadLimits, version: string | undefined) {
    const most = { list: limits.listFields, coql: limits.queryFields, bulk: limits.bulkFields }[way];
    const all = [...new Set([...this.#columns, ...this.#names.values()])];
    const isOneCall = all.length <= most && this.#listed.length === 0 && this.#queried.length === 0;
    if (isOneCall || version === undefined) return this.#parted(way, all, most, undefined);
    return this.#parted(way, all, most, version);
  }

  #parted(way: ReadWay, all: readonly string[], most: number, version: string | undefined) {
    const columns = all.filter((each) => each !== version);
    const room = version === undefined ? most : most - 1;
    const parts: (readonly string[])[] = [];
    for (let at = 0; at < columns.length || at === 0; at += room) {
      parts.push([...(version === undefined ? [] : [version]), ...columns.slice(at, at + room)]);
    }
    const others = way === 'coql' ? [] : parts.splice(1).flatMap((part) => part.filter((each) => each !== version));
    const isPath = (each: string): boolean => each.includes('.');
    return {
      columnBatches: parts,
      listed: [...this.#listed, ...others.filter((each) => !isPath(each))],
      queried: [...this.#queried, ...others.filter(isPath)],
    };
  }

  /** Lists follow no lookups; exports tell ids only, so that what has more than one text is queried. */
  #addPath(path: string, field: Field | undefined): void {
    const isPlain = field !== undefined && !isReference(field) && !needsObjects(field);
    const isColumn = this.#way === 'coql' || (this.#way === 'bulk' && isPlain && this.#joins() < mostJoins);
    if (isColumn && !this.#refused.has(path)) this.#columns.push(path);
    else this.#queried.push(path);
  }

  #addColumn(path: string, field: Field): void {
    this.#columns.push(path);
    if (this.#way === 'list') return;
    const name = this.#way === 'bulk' && field.type === 'lookup' ? this.#nameColumn(path, field) : undefined;
    if (name !== undefined) this.#names.set(path, name);
    else if (field.type === 'userLookup' || isOfSeveralModules(field)) this.#learned.push(path);
    else if (this.#way === 'bulk' && (isReference(field) || needsObjects(field))) this.#learned.push(path);
  }

  #nameColumn(path: string, field: Field): string | undefined {
    const [target] = field.lookupModules;
    if (target === undefined || isOfSeveralModules(field) || this.#joins() >= mostJoins) return undefined;
    const name = this.#known.get(target)?.find((each) => each.namesRecord === true)?.apiName;
    if (name === undefined || this.#refused.has(`${path}.${name}`)) return undefined;
    return `${path}.${name}`;
  }

  #addRows(path: string, field: Field): void {
    const { linking, subformModule } = field;
    if (linking && this.#known.has(linking.module)) {
      const { module, ownField: parentField, otherField } = linking;
      this.#rows.push({ path, module, parentField, otherField });
    } else if (subformModule !== undefined && this.#known.has(subformModule)) {
      this.#rows.push({ path, module: subformModule, parentField: 'Parent_Id', otherField: undefined });
    } else this.#single.push(path);
  }

  #isListedOnly(field: Field): boolean {
    if (this.#way === 'list') return false;
    return field.type === 'file' || (field.type === 'image' && field.isMultiValued);
  }

  #joins(): number {
    const paths = [...this.#columns, ...this.#names.values()].filter((each) => each.includes('.'));
    return new Set(paths.map((each) => each.slice(0, each.lastIndexOf('.')))).size;
  }
}

/** What a user is asked for in a path (zoho-api.md section 4.2); all of it is text in CSV and JSON. */
const userText: Pick<Field, 'type'> = { type: 'text' };

function resolve(path: string, module: string, known: KnownFields): WantedField {
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

function isReference(field: Field): boolean {
  return field.type === 'lookup' || field.type === 'userLookup';
}

function isOfSeveralModules(field: Field): boolean {
  return field.type === 'lookup' && (field.crmType === 'multi_module_lookup' || field.lookupModules.length > 1);
}

/** Whose JSON is an object or a list of objects, which one text cannot tell. Metadata call tags a text. */
function needsObjects(field: Field): boolean {
  const objects = ['other', 'subform', 'multiLookup', 'file', 'address'];
  return objects.includes(field.type) || field.isMultiValued ? field.type !== 'multiPickList' : field.apiName === 'Tag';
}
