import * as vscode from 'vscode';

import type { KnownMetadata } from '../../core/coql/knownMetadata.ts';
import { parseDocument, queryAt } from '../../core/coql/parse.ts';
import type { Query, QueryDocument } from '../../core/coql/syntax.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { DocumentConnections } from './documentConnections.ts';
import type { QueryMetadata } from './knownMetadata.ts';

export const coqlLanguage = 'coql';

/** A document with what is known about it at this moment. */
export interface QueryContext {
  readonly document: vscode.TextDocument;
  readonly parsed: QueryDocument;
  readonly connection: Connection | undefined;
  readonly metadata: KnownMetadata & { readonly pending: () => Promise<unknown> | undefined };
}

/** The COQL documents of this window, each parsed once for each change. */
export class QueryDocuments {
  readonly #connections: DocumentConnections;
  readonly #metadata: QueryMetadata;
  readonly #parsed = new WeakMap<vscode.TextDocument, { readonly version: number; readonly parsed: QueryDocument }>();

  constructor(connections: DocumentConnections, metadata: QueryMetadata) {
    this.#connections = connections;
    this.#metadata = metadata;
  }

  contextOf(document: vscode.TextDocument): QueryContext {
    const connection = this.#connections.of(document.uri.toString());
    return { document, parsed: this.parsed(document), connection, metadata: this.#metadata.of(connection) };
  }

  parsed(document: vscode.TextDocument): QueryDocument {
    const known = this.#parsed.get(document);
    if (known?.version === document.version) return known.parsed;
    const parsed = parseDocument(document.getText());
    this.#parsed.set(document, { version: document.version, parsed });
    return parsed;
  }

  queryAt(document: vscode.TextDocument, offset: number): Query | undefined {
    return queryAt(this.parsed(document), offset);
  }

  open(): readonly vscode.TextDocument[] {
    return vscode.workspace.textDocuments.filter(isQueryDocument);
  }
}

export function isQueryDocument(document: vscode.TextDocument): boolean {
  return document.languageId === coqlLanguage && !document.isClosed;
}
