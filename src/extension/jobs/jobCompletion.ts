import * as vscode from 'vscode';

import type { Completion } from '../../core/coql/completion.ts';
import { jobCompletions } from '../../core/jobs/jobFile/jobNames.ts';
import { jobPlaces } from '../../core/jobs/jobFile/jobPlaces.ts';
import type { Clock } from '../../core/ports.ts';
import { offsetReader } from '../../core/timeZones/zone.ts';
import { completionWords } from '../queryEditor/completionText.ts';
import { rangeOf } from './jobDiagnostics.ts';
import type { JobDocuments } from './jobDocuments.ts';

export const completionTriggers = ['"', '.', ' ', "'"] as const;

/** How often what is known may grow while one completion waits: the modules, and fields along a path. */
const mostWaits = 4;

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
    return found.map((each) => completionItem(each, document, position));
  }

  async #completions(
    document: vscode.TextDocument,
    offset: number,
    token: vscode.CancellationToken,
  ): Promise<readonly Completion[]> {
    const zone = this.#documents.connectionOf(document)?.timeZone ?? 'UTC';
    const moment = { now: this.#clock.now(), offsetMinutesAt: offsetReader(zone) ?? (() => 0) };
    let found: readonly Completion[] = [];
    for (let wait = 0; wait < mostWaits && !token.isCancellationRequested; wait++) {
      const names = this.#documents.namesFor(document);
      found = jobCompletions(document.getText(), offset, names, moment);
      const pending = names.pending();
      if (!pending) break;
      await pending;
    }
    return found;
  }
}

function nameItem(name: string, range: vscode.Range): vscode.CompletionItem {
  const item = new vscode.CompletionItem(name, vscode.CompletionItemKind.Value);
  item.insertText = JSON.stringify(name).slice(1, -1);
  item.range = range;
  return item;
}

function completionItem(
  completion: Completion,
  document: vscode.TextDocument,
  position: vscode.Position,
): vscode.CompletionItem {
  const { label, text, isSnippet, filter, rank, span, leadsOn } = completion;
  const item = new vscode.CompletionItem({ label, ...completionWords(completion, vscode.l10n) }, kindOf(completion));
  const replacing = rangeOf(document, span);
  item.insertText = isSnippet ? new vscode.SnippetString(text) : text;
  item.range = { inserting: new vscode.Range(replacing.start, position), replacing };
  item.filterText = filter;
  item.sortText = String(rank).padStart(7, '0');
  if (leadsOn) item.command = { command: 'editor.action.triggerSuggest', title: vscode.l10n.t('Go On') };
  return item;
}

function kindOf({ kind }: Completion): vscode.CompletionItemKind {
  const { Class, Field, Value } = vscode.CompletionItemKind;
  return kind === 'module' ? Class : kind === 'field' ? Field : Value;
}
