import * as vscode from 'vscode';

import type { Completion } from '../../core/coql/completion.ts';
import { rangeOf } from '../rangeOf.ts';
import { completionWords } from './completionText.ts';

/** A completion as the editor lists it, in a query or in the conditions and names of a job. */
export class QueryCompletionItem extends vscode.CompletionItem {
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

/** How often what is known may grow while one completion waits: the modules, and fields along a path. */
const mostWaits = 4;

/** Asks again for as long as something that may be named is still being read, as the editor shows that it is loading. */
export async function completionsOnceKnown(
  find: () => { readonly found: readonly Completion[]; readonly pending: Promise<unknown> | undefined },
  token: vscode.CancellationToken,
): Promise<readonly Completion[]> {
  let found: readonly Completion[] = [];
  for (let wait = 0; wait < mostWaits && !token.isCancellationRequested; wait++) {
    const answer = find();
    found = answer.found;
    if (!answer.pending) break;
    await Promise.race([answer.pending, canceled(token)]);
  }
  return found;
}

function canceled(token: vscode.CancellationToken): Promise<void> {
  return new Promise((resolve) => {
    const subscription = token.onCancellationRequested(() => {
      subscription.dispose();
      resolve();
    });
  });
}
