import * as vscode from 'vscode';

import type { Completion } from '../../core/coql/completion.ts';
import { jobCompletions } from '../../core/jobs/jobFile/jobNames.ts';
import { jobPlaces } from '../../core/jobs/jobFile/jobPlaces.ts';
import type { Clock } from '../../core/ports.ts';
import { offsetReader } from '../../core/timeZones/zone.ts';
import { completionsOnceKnown, QueryCompletionItem } from '../queryEditor/completionItems.ts';
import { rangeOf } from '../rangeOf.ts';
import type { JobDocuments } from './jobDocuments.ts';

export const completionTriggers = ['"', '.', ' ', "'"] as const;

/** Names of connections, modules and fields, and conditions, inside the strings of a job file. Keys are the schema's matter. */
export class JobCompletionProvider implements vscode.CompletionItemProvider {
  readonly #documents: JobDocuments;
  readonly #clock: Clock;

  constructor(documents: JobDocuments, clock: Clock) {
    this.#documents = documents;
    this.#clock = clock;
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
    { triggerCharacter }: vscode.CompletionContext,
  ): Promise<vscode.CompletionItem[]> {
    const offset = document.offsetAt(position);
    const place = jobPlaces(document.getText()).find((each) => each.start <= offset && offset <= each.end);
    if (!place) return [];
    const { connections, databases } = this.#documents.namesFor(document);
    const names = place.kind === 'connection' ? connections : place.kind === 'database' ? databases : undefined;
    if (names) return names.map((name) => nameItem(name, rangeOf(document, place)));
    if (triggerCharacter === ' ' && place.kind !== 'where') return [];
    const found = await this.#completions(document, offset, token);
    return found.map((each) => new QueryCompletionItem(each, document, position));
  }

  async #completions(
    document: vscode.TextDocument,
    offset: number,
    token: vscode.CancellationToken,
  ): Promise<readonly Completion[]> {
    const zone = this.#documents.connectionOf(document)?.timeZone ?? 'UTC';
    const moment = { now: this.#clock.now(), offsetMinutesAt: offsetReader(zone) ?? (() => 0) };
    return completionsOnceKnown(() => {
      const names = this.#documents.namesFor(document);
      return { found: jobCompletions(document.getText(), offset, names, moment), pending: names.pending() };
    }, token);
  }
}

function nameItem(name: string, range: vscode.Range): vscode.CompletionItem {
  const item = new vscode.CompletionItem(name, vscode.CompletionItemKind.Value);
  item.insertText = JSON.stringify(name).slice(1, -1);
  item.range = range;
  return item;
}
