import * as vscode from 'vscode';

import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import type { DocumentConnections } from './documentConnections.ts';
import { coqlLanguage } from './queryDocuments.ts';
import type { NewQuery } from './readNewQuery.ts';

/** Opens an untitled document and remembers its connection. */
export async function openQuery(
  { connectionId, module, text }: NewQuery,
  parts: { readonly store: ConnectionStore; readonly connections: DocumentConnections },
): Promise<vscode.TextDocument> {
  const document = await vscode.workspace.openTextDocument({ language: coqlLanguage, content: text ?? '' });
  const connection = connectionId === undefined ? undefined : parts.store.find(connectionId);
  if (connection) await parts.connections.choose(document.uri.toString(), connection);
  const editor = await vscode.window.showTextDocument(document);
  if (text === undefined) {
    await editor.insertSnippet(frameFor(module));
    await vscode.commands.executeCommand('editor.action.triggerSuggest');
  }
  return document;
}

/** The module first, as everything else depends on it. */
function frameFor(module: string | undefined): vscode.SnippetString {
  const frame = new vscode.SnippetString();
  if (module === undefined) frame.appendText('select ').appendTabstop(2).appendText('\nfrom ').appendTabstop(1);
  else frame.appendText('select ').appendTabstop(1).appendText(`\nfrom ${module}`);
  frame
    .appendText('\nwhere ')
    .appendPlaceholder('id is not null', 3)
    .appendText('\nlimit ')
    .appendPlaceholder('200', 4);
  return frame.appendTabstop(0);
}
