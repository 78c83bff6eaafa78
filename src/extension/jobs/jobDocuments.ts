import path from 'node:path';

import * as vscode from 'vscode';

import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import type { DatabaseStore } from '../../core/connections/databaseStore.ts';
import type { JobNames } from '../../core/jobs/jobFile/jobNames.ts';
import { jobPlaces } from '../../core/jobs/jobFile/jobPlaces.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { QueryMetadata } from '../queryEditor/knownMetadata.ts';

export const jobExtension = '.zoho-job.json';
/** By its name, whatever language the editor takes it for. */
export const jobSelector: vscode.DocumentFilter = { pattern: `**/*${jobExtension}` };

export function isJobDocument({ uri, isClosed }: vscode.TextDocument): boolean {
  return uri.path.endsWith(jobExtension) && !isClosed;
}

/** The name of a job, for people: that of its file without the ending. */
export function jobNameOf(file: string): string {
  return path.posix.basename(file.replaceAll('\\', '/'), jobExtension);
}

export interface JobDocumentsParts {
  readonly store: Pick<ConnectionStore, 'list'>;
  readonly databases: Pick<DatabaseStore, 'list'>;
  readonly metadata: QueryMetadata;
}

/** What is known about what the open job files may name. */
export class JobDocuments {
  readonly #parts: JobDocumentsParts;

  constructor(parts: JobDocumentsParts) {
    this.#parts = parts;
  }

  open(): readonly vscode.TextDocument[] {
    return vscode.workspace.textDocuments.filter(isJobDocument);
  }

  connectionOf(document: vscode.TextDocument): Connection | undefined {
    const name = jobPlaces(document.getText()).find(({ kind }) => kind === 'connection')?.text;
    return this.#parts.store.list().find((each) => each.name === name);
  }

  namesFor(document: vscode.TextDocument): JobNames & { readonly pending: () => Promise<unknown> | undefined } {
    const { store, databases, metadata } = this.#parts;
    const known = metadata.of(this.connectionOf(document));
    return {
      connections: store.list().map(({ name }) => name),
      databases: databases.list().map(({ name }) => name),
      metadata: known,
      pending: () => known.pending(),
    };
  }
}
