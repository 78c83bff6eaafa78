import * as vscode from 'vscode';

import { InputError } from '../../core/errors.ts';
import { sensibleQuery } from '../../core/jobs/reading/sensibleColumns.ts';
import { asObject, asText } from '../../core/model/parse.ts';
import type { Node } from '../connectionTree/node.ts';
import { recordAddress } from '../connectionTree/zohoAddress.ts';
import { pickModule } from '../pickModule.ts';
import { withCancellableProgress } from '../progress.ts';
import type { Services } from '../services.ts';
import { askForRecord } from './askForRecord.ts';
import type { ShownRecord } from './recordDocuments.ts';
import type { RecordReference } from './recordReference.ts';
import { parseReference, referenceOfUri } from './recordReference.ts';

export type RecordCommandServices = Pick<
  Services,
  'store' | 'metadata' | 'engine' | 'clock' | 'sampleOrigin' | 'records' | 'queryEditor'
>;

const firstRows = 2000;

/** Opens a query on a row's module, with the columns that say most, and runs it. */
export async function openRecords(node: Node | undefined, services: RecordCommandServices): Promise<void> {
  const picked = await pickModule(node, services);
  if (!picked) return;
  const { connection, module } = picked;
  await services.metadata.open(connection);
  const title = vscode.l10n.t('Reading the fields of {0}', module.label);
  const { value } = await withCancellableProgress(title, (signal) =>
    services.metadata.details(connection, module.apiName, signal),
  );
  if (value.fields.length === 0) {
    throw new InputError(vscode.l10n.t('{0} has no fields that the API lets you read.', module.label));
  }
  // Enough to look at, for the price of two calls; whoever wants all takes the limit away.
  const text = `${sensibleQuery(module.apiName, value.fields).trimEnd()}\nlimit ${firstRows}\n`;
  const editor = await services.queryEditor();
  await editor.newQuery({ connectionId: connection.id, module: module.apiName, text, runs: true });
}

/** Opens the record that a link names, or one that the user names by its id or its address. */
export async function openRecord(target: unknown, services: RecordCommandServices): Promise<void> {
  const reference = referenceFor(target) ?? (await askForRecord(target, services));
  if (!reference) return;
  const documents = await services.records();
  const shown = await read(reference, services);
  const document = await vscode.workspace.openTextDocument(documents.uriOf(shown));
  await vscode.window.showTextDocument(document, { preview: true });
}

/** Reads the record of a lens or of the active document again; its document shows what has changed. */
export async function refreshRecord(target: unknown, services: RecordCommandServices): Promise<void> {
  const reference = referenceFor(target) ?? activeReference();
  if (!reference) return;
  await read(reference, services);
  (await services.records()).forgetRelated(reference);
}

export async function showRelated(target: unknown, services: RecordCommandServices): Promise<void> {
  const reference = referenceFor(target) ?? activeReference();
  if (!reference) return;
  const documents = await services.records();
  const list = asText(asObject(target)?.['relatedList']);
  await withCancellableProgress(vscode.l10n.t('Reading related records …'), (signal) =>
    documents.readRelated(reference, list, signal),
  );
}

export async function openRecordInZoho(target: unknown, services: RecordCommandServices): Promise<void> {
  const reference = referenceFor(target) ?? activeReference();
  if (!reference) return;
  const documents = await services.records();
  const connection = documents.connectionOf(reference);
  const { value } = await services.metadata.modules(connection, AbortSignal.timeout(patienceMs));
  const module = value.find((each) => each.apiName === reference.module);
  if (!module) return;
  const origin = connection.dataCenter === 'sample' ? await services.sampleOrigin() : '';
  await vscode.env.openExternal(vscode.Uri.parse(recordAddress(connection, module, reference.id, origin)));
}

const patienceMs = 60_000;

/** Of a link, a lens, or a document. */
export function referenceFor(target: unknown): RecordReference | undefined {
  return target instanceof vscode.Uri ? referenceOfUri(target) : parseReference(target);
}

/** That of the document that the user looks at. */
export function activeReference(): RecordReference | undefined {
  const uri = vscode.window.activeTextEditor?.document.uri;
  return uri && referenceOfUri(uri);
}

export async function read(reference: RecordReference, services: Pick<Services, 'records'>): Promise<ShownRecord> {
  const documents = await services.records();
  const title = vscode.l10n.t('Reading the record {0} of {1} …', reference.id, reference.module);
  return withCancellableProgress(title, (signal) => documents.read(reference, signal));
}
