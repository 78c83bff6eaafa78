import * as vscode from 'vscode';

import { stateStoreOf } from '../hostPorts.ts';
import type { Services } from '../services.ts';
import { completionTriggers, QueryCompletionProvider } from './completionProvider.ts';
import { DocumentConnections } from './documentConnections.ts';
import { QueryMetadata } from './knownMetadata.ts';
import { registerLanguage } from './languageProviders.ts';
import { MovedDocuments } from './movedDocuments.ts';
import { openQuery } from './newQuery.ts';
import { chooseConnection } from './queryConnection.ts';
import { QueryDiagnostics } from './queryDiagnostics.ts';
import { coqlLanguage, isQueryDocument, QueryDocuments } from './queryDocuments.ts';
import { QueryFixes } from './queryFixes.ts';
import { QueryLenses } from './queryLenses.ts';
import { queryDocument, queryPlace } from './queryPlaces.ts';
import { QueryRuns } from './queryRuns.ts';
import { QueryStatus } from './queryStatus.ts';
import { readNewQuery } from './readNewQuery.ts';
import { Refusals } from './refusals.ts';

export type QueryEditorServices = Pick<
  Services,
  'context' | 'store' | 'metadata' | 'tree' | 'engine' | 'results' | 'documents' | 'clock' | 'log'
>;

/** Everything that COQL documents can do: the editor's language features, and running queries. */
export class QueryEditor implements vscode.Disposable {
  readonly #services: QueryEditorServices;
  readonly #metadata: QueryMetadata;
  readonly #connections: DocumentConnections;
  readonly #documents: QueryDocuments;
  readonly #refusals = new Refusals();
  readonly #diagnostics: QueryDiagnostics;
  readonly #lenses: QueryLenses;
  readonly #status: QueryStatus;
  readonly #runs: QueryRuns;
  readonly #disposables: vscode.Disposable;

  constructor(services: QueryEditorServices) {
    const { store, metadata, log, context, clock } = services;
    this.#services = services;
    this.#metadata = new QueryMetadata({
      ...{ metadata, log },
      changed: () => {
        this.#diagnostics.scheduleAll();
      },
    });
    const state = stateStoreOf(context.workspaceState);
    this.#connections = new DocumentConnections({
      store,
      state,
      changed: () => {
        this.#connectionsChanged();
      },
    });
    this.#documents = new QueryDocuments(this.#connections, this.#metadata);
    this.#diagnostics = new QueryDiagnostics(this.#documents, this.#refusals);
    this.#lenses = new QueryLenses(this.#documents);
    this.#status = new QueryStatus(this.#documents);
    this.#runs = new QueryRuns({
      ...{ services, connections: this.#connections, documents: this.#documents, refusals: this.#refusals },
      diagnostics: this.#diagnostics,
    });
    const completion = new QueryCompletionProvider(this.#documents, clock);
    this.#disposables = vscode.Disposable.from(
      ...[this.#metadata, this.#diagnostics, this.#lenses, this.#status, this.#runs, ...this.#listeners()],
      vscode.languages.registerCompletionItemProvider(coqlLanguage, completion, ...completionTriggers),
      vscode.languages.registerCodeActionsProvider(coqlLanguage, new QueryFixes(this.#diagnostics), {
        providedCodeActionKinds: QueryFixes.kinds,
      }),
      vscode.languages.registerCodeLensProvider(coqlLanguage, this.#lenses),
      registerLanguage(this.#documents),
    );
    this.#documents.open().forEach((document) => {
      this.#opened(document);
    });
    this.#status.update();
  }

  /** Opens a document, and runs it if that is asked for: see `NewQuery`; a row of the tree will do, too. */
  async newQuery(argument: unknown): Promise<void> {
    const { store } = this.#services;
    const request = readNewQuery(argument);
    const document = await openQuery(request, { store, connections: this.#connections });
    if (request.runs) await this.run({ kind: 'query', uri: document.uri.toString(), offset: 0 });
  }

  async run(argument: unknown): Promise<void> {
    await this.#runs.run(await queryPlace(argument, this.#documents));
  }

  async count(argument: unknown): Promise<void> {
    await this.#runs.count(await queryPlace(argument, this.#documents));
  }

  async export(argument: unknown): Promise<void> {
    await this.#runs.export(await queryPlace(argument, this.#documents));
  }

  async explain(argument: unknown): Promise<void> {
    await this.#runs.explain(await queryPlace(argument, this.#documents));
  }

  async chooseConnection(argument: unknown): Promise<void> {
    const { store } = this.#services;
    await chooseConnection(await queryDocument(argument), { store, connections: this.#connections });
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #listeners(): readonly { dispose(): void }[] {
    const { store, tree } = this.#services;
    return [
      new MovedDocuments(this.#connections),
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.#opened(document);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document, contentChanges }) => {
        if (contentChanges.length > 0) this.#edited(document);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#diagnostics.forget(document);
        this.#refusals.forget(document.uri.toString());
      }),
      vscode.window.onDidChangeActiveTextEditor(() => {
        this.#status.update();
        this.#metadata.check();
      }),
      // A refresh, or a cleared cache, draws the tree anew.
      tree.onDidChangeTreeData(() => {
        this.#metadata.check();
      }),
      new vscode.Disposable(
        store.onDidChange((ids) => {
          this.#metadata.forget(ids);
          this.#connectionsChanged();
        }),
      ),
    ];
  }

  #opened(document: vscode.TextDocument): void {
    if (!isQueryDocument(document)) return;
    const { connection } = this.#documents.contextOf(document);
    if (connection) this.#metadata.use(connection);
    this.#diagnostics.schedule(document);
  }

  #edited(document: vscode.TextDocument): void {
    if (!isQueryDocument(document)) return;
    this.#refusals.forget(document.uri.toString());
    this.#diagnostics.schedule(document);
  }

  #connectionsChanged(): void {
    for (const document of this.#documents.open()) this.#opened(document);
    this.#lenses.redraw();
    this.#status.update();
  }
}
