import * as vscode from 'vscode';

import type { CachedModule } from '../../core/metadata/metadataCache.ts';
import { unreadModules } from '../../core/metadata/organizationGraph.ts';
import type { Connection } from '../../core/model/connection.ts';
import { asText } from '../../core/model/parse.ts';
import type { DiagramHost, DiagramPage, DiagramState } from '../../protocol/diagram.ts';
import type { Asynchronous } from '../../protocol/rpc.ts';
import { writeUserFile } from '../definitions/userFiles.ts';
import { withCancellableProgress } from '../progress.ts';
import type { Services } from '../services.ts';
import { showError } from '../showError.ts';
import { diagramState } from './diagramState.ts';

export type DiagramServices = Pick<Services, 'context' | 'store' | 'metadata' | 'tree' | 'view' | 'log'>;

/** One picture of one organization: what its page asks for. What goes wrong is shown by the editor. */
export class DiagramSession implements DiagramHost {
  readonly #services: DiagramServices;
  readonly #connectionId: string;
  #neighborhoodOf: string | undefined;
  #shown = '';

  constructor(services: DiagramServices, connectionId: string, neighborhoodOf: string | undefined) {
    this.#services = services;
    this.#connectionId = connectionId;
    this.#neighborhoodOf = neighborhoodOf;
  }

  async load(): Promise<DiagramState> {
    const title = vscode.l10n.t('Reading the modules of "{0}"', this.#connection().name);
    await this.#try(() =>
      withCancellableProgress(title, (signal) => this.#services.metadata.modules(this.#connection(), signal)),
    );
    // Once: a page that is loaded again shows what it kept.
    const state = { ...(await this.#state()), neighborhoodOf: this.#neighborhoodOf };
    this.#neighborhoodOf = undefined;
    return state;
  }

  /** One module after another, as Zoho allows few requests at the same time. What was read before a failure is kept. */
  async readFields(): Promise<DiagramState> {
    const connection = this.#connection();
    const { metadata } = this.#services;
    const title = vscode.l10n.t('Reading the fields of "{0}"', connection.name);
    await this.#try(async () => {
      const unread = unreadModules(await metadata.cachedEntries(connection));
      await withCancellableProgress(title, async (signal) => {
        for (const apiName of unread) await metadata.details(connection, apiName, signal);
      });
    });
    // Some have turned out not to be readable, and stand elsewhere from now on.
    this.#services.tree.refresh({ kind: 'modules', connection });
    return this.#state();
  }

  async reveal(module: string): Promise<void> {
    const known = await this.#module(asText(module) ?? '');
    const connection = this.#connection();
    if (!known) return;
    const row = { kind: 'module', connection, module: known.module } as const;
    await this.#services.view.reveal(row, { select: true, focus: false, expand: false });
  }

  async saveSvg(svg: string): Promise<boolean> {
    return (await this.#try(() => save(this.#connection().name, asText(svg) ?? ''))) ?? false;
  }

  /** Shows what has been learned since the page was drawn, if anything. */
  async update(page: Asynchronous<DiagramPage>): Promise<void> {
    if (this.#shown === '' || !this.#services.store.find(this.#connectionId)) return;
    await this.#try(async () => {
      const before = this.#shown;
      const state = await this.#state();
      // The page may be hidden, and so gone; it asks for everything when it comes back.
      if (before !== this.#shown) await page.show(state).catch(() => undefined);
    });
  }

  async #state(): Promise<DiagramState> {
    const known = await this.#services.metadata.cachedEntries(this.#connection());
    const state = diagramState(this.#connection(), known, vscode.l10n);
    this.#shown = JSON.stringify(state);
    return { ...state, translations: vscode.l10n.bundle ?? {}, neighborhoodOf: undefined };
  }

  async #module(apiName: string): Promise<CachedModule | undefined> {
    const known = await this.#services.metadata.cachedEntries(this.#connection());
    return known.find((each) => each.module.apiName === apiName);
  }

  #connection(): Connection {
    const connection = this.#services.store.find(this.#connectionId);
    if (!connection) throw new vscode.CancellationError();
    return connection;
  }

  async #try<T>(work: () => T | PromiseLike<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      // Not awaited: the page goes on with what there is while the message stands.
      void showError(error, this.#services.log);
      return undefined;
    }
  }
}

async function save(name: string, svg: string): Promise<boolean> {
  const title = vscode.l10n.t('Save the Diagram');
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
  const file = `${name.replaceAll(/[\\/:*?"<>|]/g, ' ').trim()}.svg`;
  const place = folder ? { defaultUri: vscode.Uri.joinPath(folder, file) } : {};
  const target = await vscode.window.showSaveDialog({ title, filters: { SVG: ['svg'] }, ...place });
  if (!target) return false;
  await writeUserFile(target, svg);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Saved {0}', target.fsPath), 5_000);
  return true;
}
