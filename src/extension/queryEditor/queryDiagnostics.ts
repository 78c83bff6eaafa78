import * as vscode from 'vscode';

import { findProblems } from '../../core/coql/problems.ts';
import type { CoqlProblem } from '../../core/coql/problem.ts';
import { rangeOf } from '../rangeOf.ts';
import type { QueryDocuments } from './queryDocuments.ts';
import { isQueryDocument } from './queryDocuments.ts';
import type { Refusal, Refusals } from './refusals.ts';

export const diagnosticSource = 'COQL';

/** Long enough that a word in the middle of being typed is not called unknown. */
const delayMs = 300;

/** Problems of the open documents, kept up to date with the text and with what is known of the organization. */
export class QueryDiagnostics implements vscode.Disposable {
  readonly #documents: QueryDocuments;
  readonly #refusals: Refusals;
  readonly #collection = vscode.languages.createDiagnosticCollection('zohoCrm.coql');
  readonly #timers = new Map<string, NodeJS.Timeout>();

  constructor(documents: QueryDocuments, refusals: Refusals) {
    this.#documents = documents;
    this.#refusals = refusals;
  }

  /** Soon. */
  schedule(document: vscode.TextDocument): void {
    const key = document.uri.toString();
    clearTimeout(this.#timers.get(key));
    const run = (): void => {
      this.#timers.delete(key);
      this.update(document);
    };
    this.#timers.set(key, setTimeout(run, delayMs));
  }

  scheduleAll(): void {
    for (const document of this.#documents.open()) this.schedule(document);
  }

  update(document: vscode.TextDocument): void {
    if (!isQueryDocument(document)) return;
    const problems = this.problemsOf(document).map((each) => diagnosticOf(document, each));
    const refusals = this.#refusals.of(document.uri.toString()).map((each) => refusalDiagnostic(document, each));
    this.#collection.set(document.uri, [...problems, ...refusals]);
  }

  problemsOf(document: vscode.TextDocument): readonly CoqlProblem[] {
    const { parsed, metadata } = this.#documents.contextOf(document);
    return findProblems(parsed, metadata);
  }

  forget({ uri }: vscode.TextDocument): void {
    clearTimeout(this.#timers.get(uri.toString()));
    this.#collection.delete(uri);
  }

  dispose(): void {
    for (const timer of this.#timers.values()) clearTimeout(timer);
    this.#collection.dispose();
  }
}

function diagnosticOf(document: vscode.TextDocument, problem: CoqlProblem): vscode.Diagnostic {
  const severity = severities[problem.severity];
  const diagnostic = new vscode.Diagnostic(rangeOf(document, problem.span), problem.message, severity);
  diagnostic.source = diagnosticSource;
  diagnostic.code = problem.kind;
  return diagnostic;
}

const severities: Readonly<Record<CoqlProblem['severity'], vscode.DiagnosticSeverity>> = {
  error: vscode.DiagnosticSeverity.Error,
  warning: vscode.DiagnosticSeverity.Warning,
};

function refusalDiagnostic(document: vscode.TextDocument, { span, message, code }: Refusal): vscode.Diagnostic {
  const diagnostic = new vscode.Diagnostic(rangeOf(document, span), message, vscode.DiagnosticSeverity.Error);
  diagnostic.source = 'Zoho CRM';
  diagnostic.code = code;
  return diagnostic;
}
