import * as vscode from 'vscode';

import type { DocumentConnections } from './documentConnections.ts';
import { isQueryDocument } from './queryDocuments.ts';

/** Takes the choice of a connection along when a document gets another address: a file is renamed, or saved at last. */
export class MovedDocuments implements vscode.Disposable {
  readonly #connections: DocumentConnections;
  readonly #disposables: vscode.Disposable;

  constructor(connections: DocumentConnections) {
    this.#connections = connections;
    this.#disposables = vscode.Disposable.from(
      vscode.workspace.onDidRenameFiles(({ files }) => {
        for (const { oldUri, newUri } of files) void connections.move(oldUri.toString(), newUri.toString());
      }),
      vscode.workspace.onDidSaveTextDocument((document) => this.#saved(document)),
    );
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  /** The editor has no event for an untitled document that became a file, but both are there when it does. */
  async #saved(document: vscode.TextDocument): Promise<void> {
    const uri = document.uri.toString();
    if (!isQueryDocument(document) || this.#connections.hasChoice(uri)) return;
    const untitled = vscode.workspace.textDocuments.find(
      (each) => each.isUntitled && isQueryDocument(each) && each.getText() === document.getText(),
    );
    if (untitled) await this.#connections.move(untitled.uri.toString(), uri);
  }
}
