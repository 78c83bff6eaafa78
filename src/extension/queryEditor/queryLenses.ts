import * as vscode from 'vscode';

import type { Connection } from '../../core/model/connection.ts';
import type { Query } from '../../core/coql/syntax.ts';
import { rangeOf } from '../rangeOf.ts';
import { lensTitles } from './lensText.ts';
import type { QueryDocuments } from './queryDocuments.ts';

/** What a lens hands to its command: the query that it stands above. */
export interface QueryTarget {
  readonly kind: 'query';
  readonly uri: string;
  readonly offset: number;
}

/** What can be done with each query, in the line above it. */
export class QueryLenses implements vscode.CodeLensProvider, vscode.Disposable {
  readonly #documents: QueryDocuments;
  readonly #changed = new vscode.EventEmitter<void>();
  readonly onDidChangeCodeLenses = this.#changed.event;

  constructor(documents: QueryDocuments) {
    this.#documents = documents;
  }

  /** A connection was chosen, renamed or deleted. */
  redraw(): void {
    this.#changed.fire();
  }

  provideCodeLenses(document: vscode.TextDocument): vscode.CodeLens[] {
    const { parsed, connection } = this.#documents.contextOf(document);
    return parsed.queries.flatMap((query) => lensesOf(document, query, connection));
  }

  dispose(): void {
    this.#changed.dispose();
  }
}

function lensesOf(
  document: vscode.TextDocument,
  query: Query,
  connection: Connection | undefined,
): readonly vscode.CodeLens[] {
  const range = rangeOf(document, { start: query.start, end: query.start });
  const target: QueryTarget = { kind: 'query', uri: document.uri.toString(), offset: query.start };
  const titles = lensTitles(connection, vscode.l10n);
  const commands: readonly vscode.Command[] = [
    { command: 'zohoCrm.query.run', title: titles.run, arguments: [target] },
    { command: 'zohoCrm.query.count', title: titles.count, arguments: [target] },
    { command: 'zohoCrm.query.export', title: titles.export, arguments: [target] },
    { command: 'zohoCrm.query.explain', title: titles.explain, arguments: [target] },
    { command: 'zohoCrm.query.chooseConnection', title: titles.choose, arguments: [target] },
  ];
  return commands.map((command) => new vscode.CodeLens(range, command));
}
