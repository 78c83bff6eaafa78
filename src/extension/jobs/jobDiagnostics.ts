import * as vscode from 'vscode';

import type { JobNameProblem } from '../../core/jobs/jobFile/jobNames.ts';
import { jobNameProblems } from '../../core/jobs/jobFile/jobNames.ts';
import { readJobFile } from '../../core/jobs/jobFile/readJobFile.ts';
import { rangeOf } from '../rangeOf.ts';
import type { JobDocuments } from './jobDocuments.ts';
import { isJobDocument } from './jobDocuments.ts';

const source = 'Zoho CRM';
/** Long enough that a word in the middle of being typed is not called unknown. */
const delayMs = 300;

/** Problems of the open job files that their JSON schema does not see, and what mends them. */
export class JobDiagnostics implements vscode.CodeActionProvider, vscode.Disposable {
  static readonly kinds = [vscode.CodeActionKind.QuickFix];
  readonly #documents: JobDocuments;
  readonly #collection = vscode.languages.createDiagnosticCollection('zohoCrm.jobs');
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(documents: JobDocuments) {
    this.#documents = documents;
  }

  /** Soon. */
  schedule(document: vscode.TextDocument): void {
    if (!isJobDocument(document)) return;
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    const run = (): void => {
      this.#timers.delete(key);
      if (isJobDocument(document)) this.#update(document);
    };
    this.#timers.set(key, setTimeout(run, delayMs));
  }

  scheduleAll(): void {
    for (const document of this.#documents.open()) this.schedule(document);
  }

  forget({ uri }: vscode.TextDocument): void {
    clearTimeout(this.#timers.get(uri.toString()));
    this.#collection.delete(uri);
  }

  provideCodeActions(document: vscode.TextDocument, range: vscode.Range): vscode.CodeAction[] {
    return this.#nameProblems(document).flatMap((problem) => {
      const place = rangeOf(document, problem);
      if (!place.intersection(range)) return [];
      return problem.replacements.map((text, index) => {
        const action = new vscode.CodeAction(vscode.l10n.t('Change to {0}', text), vscode.CodeActionKind.QuickFix);
        action.edit = new vscode.WorkspaceEdit();
        action.edit.replace(document.uri, place, JSON.stringify(text).slice(1, -1));
        action.isPreferred = index === 0;
        return action;
      });
    });
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#collection.dispose();
  }

  #update(document: vscode.TextDocument): void {
    const file = readJobFile(document.getText());
    const problems = file.job ? [] : file.problems.filter(({ isInSchema }) => !isInSchema);
    const names = this.#nameProblems(document).filter((each) => !problems.some((other) => isSamePlace(other, each)));
    this.#collection.set(document.uri, [
      ...problems.map((each) => diagnostic(rangeOf(document, each), each.message, 'error')),
      ...names.map((each) => diagnostic(rangeOf(document, each), each.message, each.severity)),
    ]);
  }

  #nameProblems(document: vscode.TextDocument): readonly JobNameProblem[] {
    return jobNameProblems(document.getText(), this.#documents.namesFor(document));
  }
}

interface Place {
  readonly start: number;
  readonly end: number;
}

/** A condition that is none is told once, by its key. */
function isSamePlace(outer: Place, inner: Place): boolean {
  return inner.start >= outer.start && inner.end <= outer.end;
}

function diagnostic(range: vscode.Range, message: string, severity: JobNameProblem['severity']): vscode.Diagnostic {
  const { Error, Warning } = vscode.DiagnosticSeverity;
  const made = new vscode.Diagnostic(range, message, severity === 'error' ? Error : Warning);
  made.source = source;
  return made;
}
