import * as vscode from 'vscode';

import type { Query } from '../../core/coql/syntax.ts';
import { isProductError } from '../../core/errors.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { Failure, RecordAddress, ResultsPage } from '../../protocol/results.ts';
import { connectRpc } from '../../protocol/rpc.ts';
import { environmentLabel, isRealProduction } from '../connectionTree/connectionText.ts';
import type { Services } from '../services.ts';
import { settings } from '../settings.ts';
import { errorForLog } from '../showError.ts';
import { channelOf, showPage } from '../webviews/webviewPage.ts';
import { exportJobOf } from './exportJob.ts';
import { failureInWords } from './failureWords.ts';
import { querySource } from './querySource.ts';
import { QueryTab } from './queryTab.ts';
import { ResultsSession } from './resultsSession.ts';
import { saveResult } from './saveResult.ts';

export const resultsViewId = 'zohoCrm.results';

/** A query that is to be run. */
export interface ResultsRequest {
  readonly connection: Connection;
  /** Where the query stands, if it stands anywhere. */
  readonly documentUri: vscode.Uri | undefined;
  /** The whole document of the query; positions in `query` are offsets in it. */
  readonly text: string;
  readonly query: Query;
  /** For the tab: a few words. */
  readonly title: string;
  /** Hears of what the view shows as a failure, so that the query can be marked where it is wrong. */
  readonly failed?: (error: unknown) => void;
}

export type ResultsServices = Pick<Services, 'context' | 'engine' | 'store' | 'metadata' | 'log'>;

/** The places where results are seen: the view in the panel, or a tab beside the editors. Both show the same tabs. */
export class ResultsViews implements vscode.Disposable {
  readonly #services: ResultsServices;
  readonly #session: ResultsSession;
  #panel: vscode.WebviewPanel | undefined;

  constructor(services: ResultsServices) {
    this.#services = services;
    this.#session = new ResultsSession({
      l10n: vscode.l10n,
      language: vscode.env.language,
      translations: textsOf(vscode.l10n.bundle),
      copy: async (text) => {
        await vscode.env.clipboard.writeText(text);
      },
      save: (tab, columns, format) => saveResult(tab, columns, format, services.log),
      openRecord: (connectionId, record) => this.#openRecord(connectionId, record),
    });
  }

  /** Runs a query and shows what comes. Resolves when it is over, waits at the safety limit, or failed: the view tells. */
  async show(request: ResultsRequest): Promise<void> {
    await this.#reveal();
    const { connection } = request;
    const tab = this.#session.open(
      (id, changed) =>
        new QueryTab({
          ...{ id, changed, title: request.title, detail: connectionInWords(connection), connectionId: connection.id },
          place: { module: request.query.from?.module?.text ?? '', timeZone: connection.timeZone },
          source: querySource(request, { ...this.#services, l10n: vscode.l10n }),
          rowLimit: settings.resultsRowLimit(),
          ...{ l10n: vscode.l10n, language: vscode.env.language, log: this.#services.log },
          failureOf: (error) => {
            request.failed?.(error);
            return this.#failureOf(error);
          },
          act: (action) => this.#act(action, connection.id),
          exportJob: exportJobOf(request.query, connection.id),
        }),
    );
    await tab.start();
  }

  /** Puts the page into a view or a panel that the editor shows. */
  fill(holder: vscode.WebviewView | vscode.WebviewPanel): void {
    const { webview } = holder;
    const rpc = connectRpc<ResultsPage>(channelOf(webview), this.#session, (error) => this.#say(error));
    const detach = this.#session.attach({
      changed: (state) => {
        // A page that is hidden is gone, and asks for everything when it comes back.
        rpc.remote.changed(state).catch(() => undefined);
      },
    });
    holder.onDidDispose(() => {
      detach();
      rpc.dispose();
    });
    showPage(webview, this.#services.context.extensionUri, 'results', vscode.l10n.t('Results'));
  }

  dispose(): void {
    this.#session.dispose();
    this.#panel?.dispose();
  }

  async #reveal(): Promise<void> {
    if (settings.resultsOpenIn() === 'panel') {
      await vscode.commands.executeCommand(`${resultsViewId}.focus`, { preserveFocus: true });
      return;
    }
    if (this.#panel) {
      this.#panel.reveal(undefined, true);
      return;
    }
    const place = { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true };
    const panel = vscode.window.createWebviewPanel(resultsViewId, vscode.l10n.t('Results'), place);
    this.#panel = panel;
    const icon = (theme: string): vscode.Uri =>
      vscode.Uri.joinPath(this.#services.context.extensionUri, 'media', 'tab', `${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    panel.onDidDispose(() => {
      this.#panel = undefined;
    });
    this.fill(panel);
  }

  async #openRecord(connectionId: string, { module, id }: RecordAddress): Promise<void> {
    await vscode.commands.executeCommand('zohoCrm.openRecord', { connectionId, module, id });
  }

  async #act(action: 'signIn' | 'showLog', connectionId: string): Promise<boolean> {
    if (action === 'showLog') {
      this.#services.log.show();
      return false;
    }
    const connection = this.#services.store.find(connectionId);
    if (!connection) return false;
    await vscode.commands.executeCommand('zohoCrm.signIn', { kind: 'connection', connection });
    return (await this.#services.store.secretsOf(connectionId)) !== undefined;
  }

  #failureOf(error: unknown): Failure {
    this.#services.log.error(errorForLog(error));
    return failureInWords(error, vscode.l10n);
  }

  /** What the page may show of a request that failed; a defect of ours goes to the log. */
  #say(error: unknown): string {
    if (isProductError(error)) return error.message;
    this.#services.log.error(errorForLog(error));
    return vscode.l10n.t('Something went wrong that should not. The log says what.');
  }
}

/** Production is named, so that nobody takes it for anything else. */
function connectionInWords(connection: Connection): string {
  if (!isRealProduction(connection)) return connection.name;
  return `${connection.name} · ${environmentLabel(connection, vscode.l10n)}`;
}

function textsOf(bundle: typeof vscode.l10n.bundle): Readonly<Record<string, string>> {
  return bundle ?? {};
}
