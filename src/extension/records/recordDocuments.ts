import * as vscode from 'vscode';

import { InputError } from '../../core/errors.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { RelatedList } from '../../core/model/metadata.ts';
import type { Services } from '../services.ts';
import type { ReadRecord } from './readRecord.ts';
import { fieldsByModule, isReadableList, readRecord, readRelated, unreadableList } from './readRecord.ts';
import { RecordMemory } from './recordMemory.ts';
import type { SeenRecord } from './recordMemory.ts';
import type { RecordReference } from './recordReference.ts';
import { recordUriParts, referenceKey, referenceOfUri, versionOfUri } from './recordReference.ts';
import type { RecordText, RelatedContent } from './recordText.ts';
import { recordName, recordText } from './recordText.ts';

export type RecordServices = Pick<
  Services,
  'store' | 'metadata' | 'engine' | 'clock' | 'recordChanges' | 'noteRefusal'
>;

/** A record that is shown, or was. */
export interface ShownRecord extends ReadRecord {
  readonly reference: RecordReference;
  readonly name: string;
  /** Epoch milliseconds. */
  readonly readAt: number;
  /** What reading it and its lists has cost so far. */
  readonly credits: number;
  readonly related: ReadonlyMap<string, RelatedContent['state']>;
  readonly written: RecordText;
}

const firstRows = 5;
const moreRows = 200;

/** The records of this window: read, kept, and written as documents. */
export class RecordDocuments {
  readonly memory = new RecordMemory();
  readonly #services: RecordServices;
  readonly #shown = new Map<string, ShownRecord>();

  constructor(services: RecordServices) {
    this.#services = services;
  }

  /** What a document holds; a record that nobody has read yet, as after a reload of the window, is read now. */
  async textOf(uri: vscode.Uri): Promise<string> {
    const reference = requireReference(uri);
    const version = versionOfUri(uri);
    if (version !== undefined) {
      const gone = vscode.l10n.t('// This version is gone: versions are kept as long as the window is open.');
      return this.memory.find(reference, version)?.text ?? gone;
    }
    const shown = this.shown(uri) ?? (await this.read(reference, AbortSignal.timeout(patienceMs)));
    return shown.written.text;
  }

  shown(uri: vscode.Uri): ShownRecord | undefined {
    const reference = versionOfUri(uri) === undefined ? referenceOfUri(uri) : undefined;
    return reference && this.#shown.get(referenceKey(reference));
  }

  /** Reads a record, anew if it is known, and remembers the version that it has. Lists that were read stay as they are. */
  async read(reference: RecordReference, signal: AbortSignal): Promise<ShownRecord> {
    const { metadata, clock, engine, noteRefusal } = this.#services;
    const connection = this.connectionOf(reference);
    const records = (await engine()).crm.recordsFor(connection);
    const parts = { metadata, records, l10n: vscode.l10n };
    const read = await readRecord(connection, reference.module, reference.id, parts, signal).catch(
      async (error: unknown) => {
        await noteRefusal(connection, reference.module, error);
        throw error;
      },
    );
    const name = recordName(read.record, read.fields);
    const related = this.#shown.get(referenceKey(reference))?.related ?? new Map<string, RelatedContent['state']>();
    const base = { ...read, reference, name, readAt: clock.now(), credits: records.spent(), related };
    const shown = this.#keep(base);
    const forComparing = recordText({ ...contentOf(read), relatedLists: undefined }, vscode.l10n);
    this.memory.remember(reference, name, forComparing.text, shown.readAt);
    return shown;
  }

  /** Reads the first records of one related list, or of all that have not been read; of one that has been, more. */
  async readRelated(reference: RecordReference, apiName: string | undefined, signal: AbortSignal): Promise<void> {
    const shown = this.#shown.get(referenceKey(reference)) ?? (await this.read(reference, signal));
    const { metadata, engine } = this.#services;
    const records = (await engine()).crm.recordsFor(shown.connection);
    const parts = { metadata, records, l10n: vscode.l10n };
    const related = new Map(shown.related);
    const wanted = shown.relatedLists.filter((list) =>
      apiName === undefined ? isReadableList(list) && !related.has(list.apiName) : list.apiName === apiName,
    );
    try {
      for (const list of wanted) {
        const rows = related.has(list.apiName) ? moreRows : firstRows;
        related.set(list.apiName, await readRelated(shown, list, rows, parts, signal));
      }
    } finally {
      const fields = await fieldsByModule(shown.connection, metadata);
      this.#keep({ ...shown, related, fieldsByModule: fields, credits: shown.credits + records.spent() });
    }
  }

  /** The lists are to be read again. */
  forgetRelated(reference: RecordReference): void {
    const shown = this.#shown.get(referenceKey(reference));
    if (shown) this.#keep({ ...shown, related: new Map() });
  }

  uriOf({ reference, name }: Pick<SeenRecord, 'reference' | 'name'>, version?: number): vscode.Uri {
    return vscode.Uri.from(recordUriParts(reference, name, version));
  }

  connectionOf({ connectionId }: RecordReference): Connection {
    const connection = this.#services.store.find(connectionId);
    if (connection) return connection;
    throw new InputError(vscode.l10n.t('The connection of this record was deleted.'));
  }

  #keep(base: Omit<ShownRecord, 'written'>): ShownRecord {
    const relatedLists = base.relatedLists.map((list) => ({ list, state: stateOf(list, base.related) }));
    const shown = { ...base, written: recordText({ ...contentOf(base), relatedLists }, vscode.l10n) };
    this.#shown.set(referenceKey(base.reference), shown);
    // By what they show, not by their address, in which a former name of the record may be.
    for (const { uri } of vscode.workspace.textDocuments) {
      if (this.shown(uri) === shown) this.#services.recordChanges.fire(uri);
    }
    return shown;
  }
}

/** Whoever opens a document waits no longer. */
const patienceMs = 60_000;

function stateOf(list: RelatedList, related: ShownRecord['related']): RelatedContent['state'] {
  return related.get(list.apiName) ?? (isReadableList(list) ? { kind: 'unread' } : unreadableList(vscode.l10n));
}

function contentOf({ connection, module, record, fields, fieldsByModule: known }: ReadRecord) {
  const fieldsOf = (name: string) => known.get(name) ?? [];
  return { connection, module, record, fields, fieldsOf };
}

function requireReference(uri: vscode.Uri): RecordReference {
  const reference = referenceOfUri(uri);
  if (reference) return reference;
  throw new InputError(vscode.l10n.t('{0} names no record.', uri.toString()));
}
