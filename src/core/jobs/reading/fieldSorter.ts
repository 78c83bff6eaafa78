import type { ReadLimits } from '../../crm/crmRecords.ts';
import type { Field } from '../../model/metadata.ts';
import { isOfSeveralModules, isReference, needsObjects } from './fieldPaths.ts';
import type { KnownFields, RowsField, WantedField } from './fieldPlan.ts';
import type { ReadWay } from './readRequest.ts';

/** Most lookups that one bulk export follows (zoho-api.md section 4.11). */
const mostJoins = 15;

/** Sorts wanted fields by how one way of reading comes by them. */
export class FieldSorter {
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
    } else if (this.#isListedOnly(field)) this.#listed.push(path);
    else if (this.#refused.has(path)) this.#addRefused(path, field);
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

  /** What does not fit into one call of a list or an export is read by other calls; queries are simply repeated. */
  batches(way: ReadWay, limits: ReadLimits, version: string | undefined) {
    const most = { list: limits.listFields, coql: limits.queryFields, bulk: limits.bulkFields }[way];
    this.#learnNamesBeyond(most - 1);
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
    const isQueried = (each: string): boolean => way === 'bulk' || each.includes('.');
    return {
      columnBatches: parts,
      listed: [...this.#listed, ...others.filter((each) => !isQueried(each))],
      queried: [...this.#queried, ...others.filter(isQueried)],
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

  /** Queries give most of what exports do not, and many more rows at a time than lists by ids. */
  #addRefused(path: string, field: Field): void {
    if (this.#way !== 'bulk') this.#listed.push(path);
    else {
      this.#queried.push(path);
      if (field.type === 'userLookup' || isOfSeveralModules(field)) this.#learned.push(path);
    }
  }

  #learnNamesBeyond(most: number): void {
    for (const [lookup] of [...this.#names].slice(Math.max(0, most - this.#columns.length))) {
      this.#names.delete(lookup);
      this.#learned.push(lookup);
    }
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
