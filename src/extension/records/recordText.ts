import type { Connection } from '../../core/model/connection.ts';
import type { Field, Module, RelatedList } from '../../core/model/metadata.ts';
import type { CrmRecord, CrmValue } from '../../core/model/record.ts';
import { asReference } from '../../core/model/record.ts';
import { environmentLabel } from '../connectionTree/connectionText.ts';
import type { L10n } from '../l10n.ts';
import type { RecordEntry } from './recordGroups.ts';
import { recordGroups } from './recordGroups.ts';

/** A record as it is to be written. */
export interface RecordContent {
  readonly connection: Connection;
  readonly module: Module;
  readonly record: CrmRecord;
  readonly fields: readonly Field[];
  /** Of other modules, as far as they are known: rows of subforms have lookups, too. */
  readonly fieldsOf: (module: string) => readonly Field[];
  /** Absent from texts that are to be compared. */
  readonly relatedLists: readonly RelatedContent[] | undefined;
}

/** A related list: not read yet, its first records, or why there are none. */
export interface RelatedContent {
  readonly list: RelatedList;
  readonly state:
    | { readonly kind: 'unread' }
    | { readonly kind: 'unreadable'; readonly reason: string }
    | { readonly kind: 'read'; readonly records: readonly CrmRecord[]; readonly hasMore: boolean };
}

export interface RecordText {
  readonly text: string;
  /** Ids of other records, by their place in the text. */
  readonly links: readonly RecordLink[];
  /** Where each related list begins, in the order of the lists. */
  readonly lists: readonly { readonly apiName: string; readonly offset: number }[];
}

/** Offsets of the first character and of the one after the last. */
export interface RecordLink {
  readonly start: number;
  readonly end: number;
  readonly module: string;
  readonly id: string;
}

/** JSON with comments: fields in groups, labels behind them, and below them what is related. */
export function recordText(content: RecordContent, l10n: L10n): RecordText {
  const writer = new Writer(content, l10n);
  writer.writeAll();
  return writer.result();
}

/** What people call a record: the value of the field that the CRM shows for it, or its id. */
export function recordName(record: CrmRecord, fields: readonly Field[]): string {
  const naming = fields.filter((each) => each.namesRecord === true).map((each) => record[each.apiName]);
  const name = [...naming, record['Full_Name'], record['Name']].find((each) => typeof each === 'string' && each !== '');
  return typeof name === 'string' ? name : record.id;
}

class Writer {
  readonly #content: RecordContent;
  readonly #l10n: L10n;
  readonly #links: RecordLink[] = [];
  readonly #lists: { readonly apiName: string; readonly offset: number }[] = [];
  #text = '';

  constructor(content: RecordContent, l10n: L10n) {
    this.#content = content;
    this.#l10n = l10n;
  }

  result(): RecordText {
    return { text: this.#text, links: this.#links, lists: this.#lists };
  }

  writeAll(): void {
    const { connection, module, record, fields, relatedLists } = this.#content;
    const place = `${module.label} · ${connection.name} (${environmentLabel(connection, this.#l10n)})`;
    this.#line(`// ${oneLine(recordName(record, fields))} · ${oneLine(place)}`);
    this.#line('{');
    const purpose = relatedLists ? 'reading' : 'comparing';
    const groups = recordGroups(record, fields, purpose, this.#l10n);
    const hasLists = (relatedLists ?? []).length > 0;
    this.#line(`  "id": ${JSON.stringify(record.id)}${groups.length > 0 || hasLists ? ',' : ''}`);
    groups.forEach(({ title, entries }, index) => {
      this.#line(`\n  // ${title}`);
      const isLastGroup = index === groups.length - 1 && !hasLists;
      entries.forEach((entry, at) => {
        this.#entry(entry, isLastGroup && at === entries.length - 1);
      });
    });
    if (relatedLists && hasLists) this.#relatedLists(relatedLists);
    this.#line('}');
  }

  #entry({ key, value, field }: RecordEntry, isLast: boolean): void {
    this.#text += `  ${JSON.stringify(key)}: `;
    if (field?.type === 'subform') this.#rows(value, field.subformModule);
    else this.#value(value, this.#targetOf(field, this.#content.record));
    const comment = field && this.#commentOn(field, value);
    this.#line(`${isLast ? '' : ','}${comment === undefined ? '' : ` // ${oneLine(comment)}`}`);
  }

  /** The label where it says more than the key, and instants in the connection's zone. */
  #commentOn(field: Field, value: CrmValue): string | undefined {
    const { timeZone } = this.#content.connection;
    const isTold = field.label.replaceAll(' ', '_') === field.apiName;
    const label = isTold ? [] : [field.label];
    const instant = field.type === 'dateTime' && typeof value === 'string' ? Date.parse(value) : Number.NaN;
    const local = Number.isNaN(instant) ? [] : [`${localText(instant, timeZone)} ${timeZone}`];
    const words = [...label, ...local].join(' · ');
    return words === '' ? undefined : words;
  }

  /** One line for a value, but for rows. A reference's id becomes a link where its module is known. */
  #value(value: CrmValue, module: string | undefined): void {
    const reference = asReference(value);
    if (Array.isArray(value) && value.some((each) => typeof each === 'object')) {
      this.#text += '[';
      (value as readonly CrmValue[]).forEach((each, index) => {
        if (index > 0) this.#text += ', ';
        this.#value(each, module);
      });
      this.#text += ']';
    } else if (reference && module !== undefined) {
      const rest = Object.entries(value as Readonly<Record<string, CrmValue | undefined>>).filter(
        ([key]) => key !== 'id',
      );
      this.#text += '{ "id": ';
      this.#link(reference.id, module);
      for (const [key, each] of rest) this.#text += `, ${JSON.stringify(key)}: ${JSON.stringify(each)}`;
      this.#text += ' }';
    } else this.#text += JSON.stringify(value);
  }

  #link(id: string, module: string): void {
    this.#text += '"';
    const start = this.#text.length;
    this.#text += id;
    this.#links.push({ start, end: this.#text.length, module, id });
    this.#text += '"';
  }

  /** A line for each row. */
  #rows(value: CrmValue, module: string | undefined): void {
    if (!Array.isArray(value) || value.length === 0) {
      this.#text += JSON.stringify(value);
      return;
    }
    const fields = module === undefined ? [] : this.#content.fieldsOf(module);
    this.#text += '[\n';
    (value as readonly CrmValue[]).forEach((row, index) => {
      this.#row(row, fields, undefined, '    ');
      this.#line(index === value.length - 1 ? '' : ',');
    });
    this.#text += '  ]';
  }

  /** `linkTo`: the module of which the row is a record of its own. */
  #row(row: CrmValue, fields: readonly Field[], linkTo: string | undefined, indent: string): void {
    this.#text += indent;
    if (typeof row !== 'object' || row === null || Array.isArray(row)) {
      this.#value(row, undefined);
      return;
    }
    const entries = Object.entries(row as Readonly<Record<string, CrmValue | undefined>>);
    // Keys with a dollar sign are the CRM's own affairs.
    const shown = entries.filter(([key, value]) => value !== undefined && value !== null && !key.startsWith('$'));
    this.#text += '{ ';
    shown.forEach(([key, value], index) => {
      this.#text += `${index > 0 ? ', ' : ''}${JSON.stringify(key)}: `;
      if (key === 'id' && linkTo !== undefined && typeof value === 'string') this.#link(value, linkTo);
      else
        this.#value(
          value ?? null,
          this.#targetOf(
            fields.find((each) => each.apiName === key),
            row as CrmRecord,
          ),
        );
    });
    this.#text += ' }';
  }

  /** The module that a lookup points to. People are no records; of several modules, the record may tell which. */
  #targetOf(field: Field | undefined, record: CrmRecord): string | undefined {
    if (field?.type !== 'lookup' && field?.type !== 'multiLookup') return undefined;
    if (field.lookupModules.length < 2) return field.lookupModules[0];
    const told = record['$se_module'];
    return typeof told === 'string' && field.lookupModules.includes(told) ? told : undefined;
  }

  #relatedLists(lists: readonly RelatedContent[]): void {
    this.#line(`\n  // ${this.#l10n.t('Related lists')}`);
    this.#line('  "relatedLists": {');
    lists.forEach(({ list, state }, index) => {
      this.#lists.push({ apiName: list.apiName, offset: this.#text.length + 4 });
      this.#line(`    // ${oneLine(list.label)}: ${oneLine(relatedWords(state, this.#l10n))}`);
      this.#text += `    ${JSON.stringify(list.apiName)}: `;
      this.#related(list, state);
      this.#line(index === lists.length - 1 ? '' : ',');
    });
    this.#line('  }');
  }

  #related(list: RelatedList, state: RelatedContent['state']): void {
    if (state.kind !== 'read') {
      this.#text += 'null';
      return;
    }
    const fields = list.module === undefined ? [] : this.#content.fieldsOf(list.module);
    if (state.records.length === 0) {
      this.#text += '[]';
      return;
    }
    this.#text += '[\n';
    state.records.forEach((record, index) => {
      this.#row(record, fields, list.module, '      ');
      this.#line(index === state.records.length - 1 ? '' : ',');
    });
    this.#text += '    ]';
  }

  #line(text: string): void {
    this.#text += `${text}\n`;
  }
}

function relatedWords(state: RelatedContent['state'], l10n: L10n): string {
  switch (state.kind) {
    case 'unread':
      return l10n.t('not read yet');
    case 'unreadable':
      return state.reason;
    case 'read': {
      const { length } = state.records;
      if (state.hasMore) return l10n.t('the first {0} of more', length);
      return length === 1 ? l10n.t('1 record') : l10n.t('{0} records', length);
    }
  }
}

/** `2026-11-22 14:05:00`, which is the same in every language. */
function localText(epochMs: number, timeZone: string): string {
  const parts = { dateStyle: 'short', timeStyle: 'medium', timeZone } as const;
  return new Intl.DateTimeFormat('sv-SE', parts).format(epochMs);
}

function oneLine(text: string): string {
  return text.replaceAll(/[\r\n\u2028\u2029]+/g, ' ');
}
