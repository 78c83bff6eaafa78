import * as vscode from 'vscode';

import { connectionInWords } from './lensText.ts';
import type { QueryDocuments } from './queryDocuments.ts';
import { isQueryDocument } from './queryDocuments.ts';

/** The status bar item with the connection of the query document in front; there only while one is. */
export class QueryStatus implements vscode.Disposable {
  readonly #documents: QueryDocuments;
  readonly #item = vscode.window.createStatusBarItem('zohoCrm.query', vscode.StatusBarAlignment.Right, 90);

  constructor(documents: QueryDocuments) {
    this.#documents = documents;
    this.#item.name = vscode.l10n.t('Connection of the Query');
    this.#item.command = 'zohoCrm.query.chooseConnection';
  }

  update(): void {
    const document = vscode.window.activeTextEditor?.document;
    if (!document || !isQueryDocument(document)) {
      this.#item.hide();
      return;
    }
    const { connection } = this.#documents.contextOf(document);
    const name = connection ? connectionInWords(connection, vscode.l10n) : vscode.l10n.t('Choose Connection');
    this.#item.text = `$(plug) ${name}`;
    const spoken = connection?.name ?? vscode.l10n.t('none');
    this.#item.tooltip = vscode.l10n.t('Queries of this file are run with this connection. Click to choose another.');
    this.#item.accessibilityInformation = {
      label: vscode.l10n.t('Connection of the query: {0}', spoken),
      role: 'button',
    };
    this.#item.show();
  }

  dispose(): void {
    this.#item.dispose();
  }
}
