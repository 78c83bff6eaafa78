import type { CrmRecords } from '../../crm/crmRecords.ts';
import type { CrmRecord, CrmValue } from '../../model/record.ts';
import { chunksOf } from './chunks.ts';
import { withConverted } from './listedRecords.ts';

export type MutableRecord = Record<string, CrmValue> & { id: string };

/** Beyond this, what was learned is forgotten, so that memory does not grow with the number of records. */
const mostLearned = 50_000;

/**
 * What belongs to an id or a word, where the way tells no more: users' full names, what a lookup into several modules
 * points to, tags with their colors. Asks a list for one record of each kind that is new, and remembers.
 */
export class LearnedValues {
  readonly #records: CrmRecords;
  readonly #module: string;
  readonly #fields: readonly string[];
  readonly #most: number;
  /** By field and the word that stands for the value. */
  readonly #learned: ReadonlyMap<string, Map<string, CrmValue>>;

  constructor(records: CrmRecords, module: string, fields: readonly string[], idsAtOnce: number) {
    this.#records = records;
    this.#module = module;
    this.#fields = fields;
    this.#most = idsAtOnce;
    this.#learned = new Map(fields.map((field) => [field, new Map<string, CrmValue>()]));
  }

  /** Puts what was learned into the records. What cannot be learned stays as it is, ids in the form of references. */
  async fill(records: readonly MutableRecord[], signal: AbortSignal): Promise<void> {
    const examples = [...this.#examples(records)];
    if (examples.length === 0) return;
    await Promise.all(chunksOf(examples, this.#most).map((ids) => this.#learn(ids, records, signal)));
    for (const [field, learned] of this.#learned) {
      for (const record of records) {
        const value = record[field];
        if (value !== null && value !== undefined) record[field] = learned.get(wordFor(value)) ?? unlearned(value);
      }
      if (learned.size > mostLearned) learned.clear();
    }
  }

  /** Fills in what is known. Answers ids of records that hold, together, everything that is not known yet. */
  #examples(records: readonly MutableRecord[]): ReadonlySet<string> {
    const ids = new Set<string>();
    for (const [field, learned] of this.#learned) {
      const asked = new Set<string>();
      for (const record of records) {
        const value = record[field];
        if (value === null || value === undefined) continue;
        const word = wordFor(value);
        const known = learned.get(word);
        if (known !== undefined) record[field] = known;
        else if (!asked.has(word)) {
          asked.add(word);
          ids.add(record.id);
        }
      }
    }
    return ids;
  }

  async #learn(ids: readonly string[], records: readonly MutableRecord[], signal: AbortSignal): Promise<void> {
    const request = { module: this.#module, fields: this.#fields, ids, ...withConverted(this.#module) };
    const { records: listed } = await this.#records.list(request, signal);
    const before = new Map(records.map((record) => [record.id, record]));
    for (const record of listed) this.#remember(record, before.get(record.id));
  }

  /** Under the word that stood for it, if it still does. */
  #remember(listed: CrmRecord, before: MutableRecord | undefined): void {
    for (const field of this.#fields) {
      const value = listed[field];
      const was = before?.[field];
      if (value === null || value === undefined || was === null || was === undefined) continue;
      if (standsFor(was, value)) this.#learned.get(field)?.set(wordFor(was), value);
    }
  }
}

function wordFor(value: CrmValue): string {
  return typeof value === 'string' ? value : (idOf(value) ?? JSON.stringify(value));
}

/** Ids have to be the same; other words are taken for what the record holds now. */
function standsFor(was: CrmValue, value: CrmValue): boolean {
  const id = idOf(value);
  return id === undefined || id === (idOf(was) ?? was);
}

function idOf(value: CrmValue): string | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
  const { id } = value as { readonly id?: CrmValue };
  return typeof id === 'string' ? id : undefined;
}

function unlearned(value: CrmValue): CrmValue {
  return typeof value === 'string' && /^\d{15,20}$/.test(value) ? { name: null, id: value } : value;
}
