import * as vscode from 'vscode';

import { isProductError } from '../../core/errors.ts';
import { asObject, asText } from '../../core/model/parse.ts';
import type { DiagramPage } from '../../protocol/diagram.ts';
import type { Asynchronous } from '../../protocol/rpc.ts';
import { connectRpc } from '../../protocol/rpc.ts';
import type { Node } from '../connectionTree/node.ts';
import { connectionFor } from '../pickConnection.ts';
import { pickModule } from '../pickModule.ts';
import { errorForLog } from '../showError.ts';
import { channelOf, showPage } from '../webviews/webviewPage.ts';
import type { DiagramServices } from './diagramSession.ts';
import { DiagramSession } from './diagramSession.ts';

const diagramViewType = 'zohoCrm.diagram';

/** The diagrams that are open: one for each connection. */
export class DiagramPanels implements vscode.Disposable {
  readonly #services: DiagramServices;
  readonly #stopListening: () => void;
  readonly #panels = new Map<
    string,
    { readonly panel: vscode.WebviewPanel; readonly page: Asynchronous<DiagramPage> }
  >();

  constructor(services: DiagramServices) {
    this.#services = services;
    this.#stopListening = services.store.onDidChange((ids) => {
      for (const id of ids) if (!services.store.find(id)) this.#panels.get(id)?.panel.dispose();
    });
  }

  /** Shows the modules of a row's connection, or of the one that the user picks. */
  async open(node: Node | undefined): Promise<void> {
    const connection = await connectionFor(node, this.#services.store);
    if (!connection) return;
    await this.#services.metadata.open(connection);
    this.#openFor(connection.id, connection.name, undefined);
  }

  /** Shows a module and what it is linked to; from the palette, the user picks the module. */
  async openNeighborhood(node: Node | undefined): Promise<void> {
    const picked = await pickModule(node, this.#services);
    if (!picked) return;
    const { connection, module } = picked;
    await this.#services.metadata.open(connection);
    this.#openFor(connection.id, connection.name, module.apiName);
  }

  /** Brings a diagram back that was open when the window was reloaded; one of a connection that is gone is closed. */
  restore(panel: vscode.WebviewPanel, state: unknown): void {
    const connection = this.#services.store.find(asText(asObject(state)?.['connectionId']) ?? '');
    if (!connection || this.#panels.has(connection.id)) panel.dispose();
    else this.#fill(panel, connection.id, undefined);
  }

  dispose(): void {
    this.#stopListening();
    for (const { panel } of this.#panels.values()) panel.dispose();
  }

  #openFor(connectionId: string, name: string, neighborhoodOf: string | undefined): void {
    const open = this.#panels.get(connectionId);
    // The page of a hidden panel is gone, and cannot be told what to show: a new one begins there.
    const isUsable = open && (open.panel.visible || neighborhoodOf === undefined);
    if (isUsable) {
      open.panel.reveal();
      if (neighborhoodOf !== undefined) void open.page.showNeighborhood(neighborhoodOf).catch(() => undefined);
      return;
    }
    open?.panel.dispose();
    const title = vscode.l10n.t('Diagram: {0}', name);
    const panel = vscode.window.createWebviewPanel(diagramViewType, title, vscode.ViewColumn.Active);
    this.#fill(panel, connectionId, neighborhoodOf);
  }

  #fill(panel: vscode.WebviewPanel, connectionId: string, neighborhoodOf: string | undefined): void {
    const { context, tree, log } = this.#services;
    const session = new DiagramSession(this.#services, connectionId, neighborhoodOf);
    const rpc = connectRpc<DiagramPage>(channelOf(panel.webview), session, (error) => {
      if (isProductError(error)) return error.message;
      log.error(errorForLog(error));
      return vscode.l10n.t('Something went wrong that should not. The log says what.');
    });
    this.#panels.set(connectionId, { panel, page: rpc.remote });
    // The row of the cache is drawn again whenever something was read.
    const changes = tree.onDidChangeTreeData((node) => {
      if (node === undefined || node.connection?.id === connectionId) void session.update(rpc.remote);
    });
    panel.onDidDispose(() => {
      if (this.#panels.get(connectionId)?.panel === panel) this.#panels.delete(connectionId);
      changes.dispose();
      rpc.dispose();
    });
    const icon = (theme: string): vscode.Uri =>
      vscode.Uri.joinPath(context.extensionUri, 'media', 'tab', `${theme}.svg`);
    panel.iconPath = { light: icon('light'), dark: icon('dark') };
    showPage(panel.webview, context.extensionUri, 'diagram', panel.title);
  }
}
