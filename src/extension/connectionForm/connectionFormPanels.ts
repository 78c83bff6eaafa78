import * as vscode from 'vscode';

import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import { isProductError } from '../../core/errors.ts';
import type { Connection } from '../../core/model/connection.ts';
import { asObject, asText } from '../../core/model/parse.ts';
import type { Log } from '../../core/ports.ts';
import type { ConnectionFormPage } from '../../protocol/connectionForm.ts';
import type { Rpc } from '../../protocol/rpc.ts';
import { connectRpc } from '../../protocol/rpc.ts';
import { channelOf, showPage } from '../webviews/webviewPage.ts';
import type { ConnectionFormParts } from './connectionFormHost.ts';
import { ConnectionFormSession } from './connectionFormHost.ts';

export const connectionFormViewType = 'zohoCrm.connectionForm';

export interface ConnectionFormPanelsParts {
  /** Of the extension. */
  readonly extensionUri: vscode.Uri;
  readonly store: ConnectionStore;
  readonly session: Omit<ConnectionFormParts, 'saved'>;
  readonly saved: ConnectionFormParts['saved'];
  readonly log: Log;
}

/** The forms that are open: one for each connection that is edited, and one for a new connection. */
export class ConnectionFormPanels {
  readonly #parts: ConnectionFormPanelsParts;
  /** By connection id; `''` for a new connection. */
  readonly #panels = new Map<string, vscode.WebviewPanel>();

  constructor(parts: ConnectionFormPanelsParts) {
    this.#parts = parts;
  }

  /** Opens the form for a connection, or for a new one; one that is open already comes to the front. */
  open(connection: Connection | undefined): void {
    const panel = this.#panels.get(connection?.id ?? '');
    if (panel) {
      panel.reveal();
      return;
    }
    const title = connection?.name ?? vscode.l10n.t('New Connection');
    this.#show(
      vscode.window.createWebviewPanel(connectionFormViewType, title, vscode.ViewColumn.Active),
      connection?.id,
    );
  }

  /** Brings a form back that was open when the window was reloaded; one of a connection that is gone is closed. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const id = asText(asObject(state)?.['connectionId']);
    const isGone = id !== undefined && !this.#parts.store.find(id);
    if (isGone || this.#panels.has(id ?? '')) panel.dispose();
    else this.#show(panel, id);
  }

  #show(panel: vscode.WebviewPanel, connectionId: string | undefined): void {
    const { extensionUri, session: parts, saved } = this.#parts;
    const key = connectionId ?? '';
    this.#panels.set(key, panel);
    const page: { rpc?: Rpc<ConnectionFormPage> } = {};
    const close = (...args: Parameters<typeof saved>): void => {
      panel.dispose();
      saved(...args);
    };
    const session = new ConnectionFormSession({ ...parts, saved: close }, connectionId, {
      signInProgress: (progress) => {
        // The page may be gone or not yet there; then nobody is to be told.
        page.rpc?.remote.signInProgress(progress).catch(() => undefined);
      },
    });
    const rpc = connectRpc<ConnectionFormPage>(channelOf(panel.webview), session, (error) => this.#say(error));
    page.rpc = rpc;
    panel.onDidDispose(() => {
      this.#panels.delete(key);
      session.dispose();
      rpc.dispose();
    });
    const icon = (theme: string) => vscode.Uri.joinPath(extensionUri, 'media', 'tab', `${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    showPage(panel.webview, extensionUri, 'connectionForm', panel.title);
  }

  /** What the page may show of a failure; a defect of ours goes to the log. */
  #say(error: unknown): string {
    if (isProductError(error)) return error.message;
    this.#parts.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
    return vscode.l10n.t('Something went wrong that should not. The log says what.');
  }
}
