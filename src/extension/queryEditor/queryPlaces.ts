import * as vscode from 'vscode';

import type { Query } from '../../core/coql/syntax.ts';
import { InputError } from '../../core/errors.ts';
import { asNumber, asObject, asText } from '../../core/model/parse.ts';
import type { QueryDocuments } from './queryDocuments.ts';
import { isQueryDocument } from './queryDocuments.ts';

/** A query and the document that it stands in. */
export interface QueryPlace {
  readonly document: vscode.TextDocument;
  readonly query: Query;
}

/**
 * The query that a command is for: that of the lens, or the one at the cursor. InputError where there is none; its
 * message says what to do.
 */
export async function queryPlace(argument: unknown, documents: QueryDocuments): Promise<QueryPlace> {
  const { document, offset } = (await targetPlace(argument)) ?? cursorPlace();
  const query = documents.queryAt(document, offset);
  if (!query) throw new InputError(vscode.l10n.t('There is no query in this file yet.'), 'query');
  return { document, query };
}

/** The same for commands that are about the document as a whole. */
export async function queryDocument(argument: unknown): Promise<vscode.TextDocument> {
  return ((await targetPlace(argument)) ?? cursorPlace()).document;
}

interface DocumentPlace {
  readonly document: vscode.TextDocument;
  readonly offset: number;
}

async function targetPlace(argument: unknown): Promise<DocumentPlace | undefined> {
  const target = asObject(argument);
  const uri = target?.['kind'] === 'query' ? asText(target['uri']) : undefined;
  if (uri === undefined) return undefined;
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri, true));
  return { document, offset: asNumber(target?.['offset']) ?? 0 };
}

function cursorPlace(): DocumentPlace {
  const editor = vscode.window.activeTextEditor;
  if (editor && isQueryDocument(editor.document)) {
    return { document: editor.document, offset: editor.document.offsetAt(editor.selection.active) };
  }
  throw new InputError(vscode.l10n.t('Open a COQL file first, or make one with the command “New Query”.'), 'query');
}
