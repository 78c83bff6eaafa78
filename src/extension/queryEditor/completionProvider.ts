import * as vscode from 'vscode';

import { aggregateFacts } from '../../core/coql/aggregates.ts';
import { completionsAt } from '../../core/coql/complete.ts';
import type { Completion } from '../../core/coql/completion.ts';
import type { Clock } from '../../core/ports.ts';
import { offsetReader } from '../../core/timeZones/zone.ts';
import { completionWords } from './completionText.ts';
import { fieldText, functionText, moduleText } from './nameText.ts';
import type { QueryContext, QueryDocuments } from './queryDocuments.ts';
import { rangeOf } from './queryDocuments.ts';

export const completionTriggers = ['.', ' ', ',', '(', "'", '>', ';'] as const;

/** How often what is known may grow while one completion waits: the modules, and fields along a path. */
const mostWaits = 4;

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
    let found: readonly Completion[] = [];
    for (let wait = 0; wait < mostWaits && !token.isCancellationRequested; wait++) {
      const context = this.#documents.contextOf(document);
      found = this.#complete(context, document.offsetAt(position));
      const pending = context.metadata.pending();
      if (!pending) break;
      await Promise.race([pending, canceled(token)]);
    }
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

class QueryCompletionItem extends vscode.CompletionItem {
  readonly completion: Completion;

  constructor(completion: Completion, document: vscode.TextDocument, position: vscode.Position) {
    const { label, text, isSnippet, filter, rank, leadsOn, span } = completion;
    super({ label, ...completionWords(completion, vscode.l10n) }, kinds[completion.kind]);
    const replacing = rangeOf(document, span);
    this.completion = completion;
    this.insertText = isSnippet ? new vscode.SnippetString(text) : text;
    this.range = { inserting: new vscode.Range(replacing.start, position), replacing };
    this.filterText = filter;
    this.sortText = String(rank).padStart(7, '0');
    if (completion.kind === 'pickListValue' && !completion.isUsed) this.tags = [vscode.CompletionItemTag.Deprecated];
    if (leadsOn) this.command = { command: 'editor.action.triggerSuggest', title: vscode.l10n.t('Go On') };
  }
}

const kinds: Readonly<Record<Completion['kind'], vscode.CompletionItemKind>> = {
  module: vscode.CompletionItemKind.Class,
  from: vscode.CompletionItemKind.Class,
  field: vscode.CompletionItemKind.Field,
  function: vscode.CompletionItemKind.Function,
  pickListValue: vscode.CompletionItemKind.EnumMember,
  date: vscode.CompletionItemKind.Constant,
  number: vscode.CompletionItemKind.Constant,
  value: vscode.CompletionItemKind.Value,
  keyword: vscode.CompletionItemKind.Keyword,
  operator: vscode.CompletionItemKind.Operator,
};

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

function canceled(token: vscode.CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    const subscription = token.onCancellationRequested(() => {
      subscription.dispose();
      resolve();
    });
  });
}
