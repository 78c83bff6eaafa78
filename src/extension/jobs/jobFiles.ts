import * as vscode from 'vscode';

import type { Services } from '../services.ts';
import { QueryMetadata } from '../queryEditor/knownMetadata.ts';
import { completionTriggers, JobCompletionProvider } from './jobCompletion.ts';
import { JobDiagnostics } from './jobDiagnostics.ts';
import { isJobDocument, JobDocuments, jobSelector } from './jobDocuments.ts';
import { JobLenses } from './jobLenses.ts';

export type JobFilesServices = Pick<Services, 'store' | 'databases' | 'metadata' | 'tree' | 'clock' | 'log'>;

/** What the editor does with job files while they are open: problems, fixes, completion, and the line of commands. */
export class JobFiles implements vscode.Disposable {
  readonly #documents: JobDocuments;
  readonly #metadata: QueryMetadata;
  readonly #diagnostics: JobDiagnostics;
  readonly #disposables: vscode.Disposable;

  constructor(services: JobFilesServices) {
    const { store, databases, metadata, log, clock } = services;
    this.#metadata = new QueryMetadata({
      ...{ metadata, log },
      changed: () => {
        this.#diagnostics.scheduleAll();
      },
    });
    this.#documents = new JobDocuments({ store, databases, metadata: this.#metadata });
    this.#diagnostics = new JobDiagnostics(this.#documents);
    const completion = new JobCompletionProvider(this.#documents, clock);
    this.#disposables = vscode.Disposable.from(
      ...[this.#metadata, this.#diagnostics, ...this.#listeners(services)],
      vscode.languages.registerCompletionItemProvider(jobSelector, completion, ...completionTriggers),
      vscode.languages.registerCodeActionsProvider(jobSelector, this.#diagnostics, {
        providedCodeActionKinds: JobDiagnostics.kinds,
      }),
      vscode.languages.registerCodeLensProvider(jobSelector, new JobLenses()),
    );
    for (const document of this.#documents.open()) this.#opened(document);
  }

  dispose(): void {
    this.#disposables.dispose();
  }

  #listeners({ store, databases, tree }: JobFilesServices): readonly { dispose(): void }[] {
    return [
      vscode.workspace.onDidOpenTextDocument((document) => {
        this.#opened(document);
      }),
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        this.#diagnostics.schedule(document);
      }),
      vscode.workspace.onDidCloseTextDocument((document) => {
        this.#diagnostics.forget(document);
      }),
      // A refresh, or a cleared cache, draws the tree anew.
      tree.onDidChangeTreeData(() => {
        this.#metadata.check();
      }),
      new vscode.Disposable(
        store.onDidChange((ids) => {
          this.#metadata.forget(ids);
          this.#diagnostics.scheduleAll();
        }),
      ),
      new vscode.Disposable(
        databases.onDidChange(() => {
          this.#diagnostics.scheduleAll();
        }),
      ),
    ];
  }

  #opened(document: vscode.TextDocument): void {
    if (!isJobDocument(document)) return;
    const connection = this.#documents.connectionOf(document);
    if (connection) this.#metadata.use(connection);
    this.#diagnostics.schedule(document);
  }
}
