import * as vscode from 'vscode';

import { locateRefusal } from '../../core/coql/locateRefusal.ts';
import type { CoqlProblem } from '../../core/coql/problem.ts';
import { statementOf } from '../../core/coql/strip.ts';
import { InputError, QueryRefusedError } from '../../core/errors.ts';
import { countQuery, planQuery } from '../../core/jobs/runQuery.ts';
import type { QueryRequest } from '../../core/jobs/querying/queryRequest.ts';
import type { Connection } from '../../core/model/connection.ts';
import { queryCredits } from '../../core/model/queryCredits.ts';
import { withCancellableProgress } from '../progress.ts';
import type { Services } from '../services.ts';
import { rangeOf } from '../rangeOf.ts';
import type { DocumentConnections } from './documentConnections.ts';
import { explanation } from './explanation.ts';
import { exportRows } from './exportRows.ts';
import { connectionOf } from './queryConnection.ts';
import type { QueryDiagnostics } from './queryDiagnostics.ts';
import type { QueryDocuments } from './queryDocuments.ts';
import type { QueryPlace } from './queryPlaces.ts';
import type { Refusals } from './refusals.ts';
import { signedIn } from './signInFirst.ts';

export interface QueryRunsParts {
  readonly services: Pick<Services, 'store' | 'engine' | 'results' | 'documents' | 'log'>;
  readonly connections: DocumentConnections;
  readonly documents: QueryDocuments;
  readonly refusals: Refusals;
  readonly diagnostics: QueryDiagnostics;
}

/** A query that may go to the CRM: somebody is signed in. */
interface ReadyQuery extends QueryPlace {
  readonly connection: Connection;
}

/** What is done with a query: run, count, export, explain. Zoho's refusals end up at the word that they name. */
export class QueryRuns implements vscode.Disposable {
  readonly #parts: QueryRunsParts;
  /** Of the run that waits for a sign-in, which a newer one ends. */
  #waiting = new AbortController();

  constructor(parts: QueryRunsParts) {
    this.#parts = parts;
  }

  async run(place: QueryPlace): Promise<void> {
    const ready = await this.#prepare(place);
    if (!ready) return;
    const { connection, document, query } = ready;
    const results = await this.#parts.services.results();
    await results.show({
      ...{ connection, query, documentUri: document.uri, text: document.getText(), title: titleOf(place) },
      failed: (error) => {
        this.#keepRefusal(ready, error);
      },
    });
  }

  async count(place: QueryPlace): Promise<void> {
    const ready = await this.#prepare(place);
    if (!ready) return;
    const title = vscode.l10n.t('Counting the rows of {0} …', titleOf(place));
    const { count, credits } = await withCancellableProgress(title, (signal) =>
      this.#keepingRefusals(ready, async () => {
        const records = (await this.#parts.services.engine()).crm.recordsFor(ready.connection);
        const found = await countQuery(records, this.#request(ready), { signal, log: this.#parts.services.log });
        return { count: found, credits: records.spent() };
      }),
    );
    tellCount(titleOf(place), count, credits);
  }

  async export(place: QueryPlace): Promise<void> {
    const ready = await this.#prepare(place);
    if (!ready) return;
    const { engine, log } = this.#parts.services;
    const records = (await engine()).crm.recordsFor(ready.connection);
    const { metadata } = this.#parts.documents.contextOf(ready.document);
    const request = this.#request(ready);
    await metadata.pending();
    await this.#keepingRefusals(ready, () =>
      exportRows({ records, request, metadata, log, title: titleOf(place), connectionId: ready.connection.id }),
    );
  }

  /** Asks nothing of the CRM. */
  async explain({ document, query }: QueryPlace): Promise<void> {
    const { services, connections, documents } = this.#parts;
    const connection = await connectionOf(document, { store: services.store, connections });
    if (!connection) return;
    const cost = planQuery(this.#request({ document, query }), { credits: { query: queryCredits } }, undefined);
    const statement = statementOf(query, documents.parsed(document)).text;
    const title = vscode.l10n.t('Query on {0}', titleOf({ document, query }));
    const facts = { connection, statement, cost, limit: query.limit?.value };
    await services.documents.show(title, explanation(facts, vscode.l10n));
  }

  dispose(): void {
    this.#waiting.abort();
  }

  /** Undefined where the user turned back. */
  async #prepare(place: QueryPlace): Promise<ReadyQuery | undefined> {
    this.#waiting.abort();
    this.#waiting = new AbortController();
    const { signal } = this.#waiting;
    const { services, connections, refusals, diagnostics } = this.#parts;
    const { store } = services;
    const connection = await connectionOf(place.document, { store, connections });
    if (!connection || !(await this.#isWanted(place))) return undefined;
    if (!(await signedIn(connection, store, signal))) return undefined;
    refusals.forgetQuery(place.document.uri.toString(), place.query);
    diagnostics.update(place.document);
    // Signing in may have renamed its organization, or made it another one's.
    return { ...place, connection: store.find(connection.id) ?? connection };
  }

  /** Whether a query that Zoho would refuse is to be sent all the same: a call costs a credit, and our reading may be wrong. */
  async #isWanted({ document, query }: QueryPlace): Promise<boolean> {
    const problems = this.#parts.diagnostics.problemsOf(document);
    const isOfQuery = ({ span, severity }: CoqlProblem): boolean =>
      severity === 'error' && span.start >= query.start && span.start <= query.end;
    const first = problems.find(isOfQuery);
    if (!first) return true;
    const [run, show] = [vscode.l10n.t('Run Anyway'), vscode.l10n.t('Show Problem')];
    const chosen = await vscode.window.showWarningMessage(first.message, show, run);
    if (chosen === show) await vscode.window.showTextDocument(document, { selection: rangeOf(document, first.span) });
    return chosen === run;
  }

  #request({ document, query }: QueryPlace): QueryRequest {
    const { parsed, metadata } = this.#parts.documents.contextOf(document);
    const module = query.from?.module?.text;
    return { document: parsed, query, fields: module === undefined ? undefined : metadata.fields(module) };
  }

  async #keepingRefusals<T>(ready: ReadyQuery, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      this.#keepRefusal(ready, error);
      throw error;
    }
  }

  /** As long as the text is the one that was refused. */
  #keepRefusal({ document, query }: ReadyQuery, error: unknown): void {
    const { documents, refusals, diagnostics } = this.#parts;
    const parsed = documents.parsed(document);
    if (!(error instanceof QueryRefusedError) || !parsed.queries.includes(query)) return;
    const span = locateRefusal(error.place, query, parsed);
    refusals.add(document.uri.toString(), query, { span, message: error.message, code: error.code });
    diagnostics.update(document);
  }
}

function titleOf({ query }: QueryPlace): string {
  return query.from?.module?.text ?? vscode.l10n.t('Query');
}

function tellCount(title: string, count: number | undefined, credits: number): void {
  if (count === undefined) {
    throw new InputError(
      vscode.l10n.t('The rows of this query are groups, or it is not complete: run it to see them.'),
    );
  }
  const copy = vscode.l10n.t('Copy');
  const number = new Intl.NumberFormat(vscode.env.language).format(count);
  const text = vscode.l10n.t('{0}: {1} rows without the LIMIT. API credits spent: {2}.', title, number, credits);
  void vscode.window.showInformationMessage(text, copy).then(async (chosen) => {
    if (chosen === copy) await vscode.env.clipboard.writeText(String(count));
  });
}
