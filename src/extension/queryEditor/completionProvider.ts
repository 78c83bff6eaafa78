import * as vscode from 'vscode';

import { aggregateFacts } from '../../core/coql/aggregates.ts';
import { completionsAt } from '../../core/coql/complete.ts';
import type { Completion } from '../../core/coql/completion.ts';
import type { Clock } from '../../core/ports.ts';
import { offsetReader } from '../../core/timeZones/zone.ts';
import { completionsOnceKnown, QueryCompletionItem } from './completionItems.ts';
import { fieldText, functionText, moduleText } from './nameText.ts';
import type { QueryContext, QueryDocuments } from './queryDocuments.ts';

export const completionTriggers = ['.', ' ', ',', '(', "'", '>', ';'] as const;

/** Completion from the metadata cache. What is not there yet is waited for, as the editor shows that it is loading. */
export class QueryCompletionProvider implements vscode.CompletionItemProvider<QueryCompletionItem> {
  readonly #documents: QueryDocuments;
  readonly #clock: Clock;

  constructor(documents: QueryDocuments, clock: Clock) {
    this.#documents = documents;
    this.#clock = clock;
  }

  async provideCompletionItems(
    document: vscode.TextDocument,
    position: vscode.Position,
    token: vscode.CancellationToken,
    { triggerCharacter }: vscode.CompletionContext,
  ): Promise<vscode.CompletionList<QueryCompletionItem>> {
    const offset = document.offsetAt(position);
    let found = await completionsOnceKnown(() => {
      const context = this.#documents.contextOf(document);
      return { found: this.#complete(context, offset), pending: context.metadata.pending() };
    }, token);
    // A space after something complete is no wish to go on: Enter is then to break the line.
    if (triggerCharacter === ' ' && found.every((each) => each.kind === 'keyword')) found = [];
    return new vscode.CompletionList(found.map((each) => new QueryCompletionItem(each, document, position)));
  }

  resolveCompletionItem(item: QueryCompletionItem): QueryCompletionItem {
    const text = documentation(item.completion);
    if (text !== undefined) item.documentation = new vscode.MarkdownString(text);
    return item;
  }

  #complete({ parsed, connection, metadata }: QueryContext, offset: number): readonly Completion[] {
    const offsetMinutesAt = offsetReader(connection?.timeZone ?? 'UTC') ?? (() => 0);
    return completionsAt(parsed, offset, { metadata, now: this.#clock.now(), offsetMinutesAt });
  }
}

function documentation(completion: Completion): string | undefined {
  switch (completion.kind) {
    case 'field':
      return fieldText(completion.field, completion.module, vscode.l10n);
    case 'module':
    case 'from':
      return moduleText(completion.module, undefined, vscode.l10n);
    case 'function':
      return functionText(aggregateFacts(completion.name));
    default:
      return undefined;
  }
}
