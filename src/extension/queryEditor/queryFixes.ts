import { rangeOf } from '../rangeOf.ts';
import * as vscode from 'vscode';

import type { QueryDiagnostics } from './queryDiagnostics.ts';
import { diagnosticSource } from './queryDiagnostics.ts';

/** The quick fixes of the problems that `findProblems` found. The first of each problem is what most people mean. */
export class QueryFixes implements vscode.CodeActionProvider {
  static readonly kinds = [vscode.CodeActionKind.QuickFix];
  readonly #diagnostics: QueryDiagnostics;

  constructor(diagnostics: QueryDiagnostics) {
    this.#diagnostics = diagnostics;
  }

  provideCodeActions(
    document: vscode.TextDocument,
    range: vscode.Range,
    { diagnostics }: vscode.CodeActionContext,
  ): vscode.CodeAction[] {
    return this.#diagnostics.problemsOf(document).flatMap((problem) => {
      const place = rangeOf(document, problem.span);
      if (!place.intersection(range)) return [];
      const shown = diagnostics.find(
        ({ source, code, range: marked }) =>
          source === diagnosticSource && code === problem.kind && marked.isEqual(place),
      );
      return problem.fixes.map(({ title, edits }, index) => {
        const action = new vscode.CodeAction(title, vscode.CodeActionKind.QuickFix);
        action.edit = new vscode.WorkspaceEdit();
        for (const edit of edits) action.edit.replace(document.uri, rangeOf(document, edit), edit.newText);
        action.isPreferred = index === 0;
        if (shown) action.diagnostics = [shown];
        return action;
      });
    });
  }
}
