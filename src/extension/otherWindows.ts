import { randomUUID } from 'node:crypto';

import * as vscode from 'vscode';

import type { ConnectionStore } from '../core/connections/connectionStore.ts';
import type { DatabaseStore } from '../core/connections/databaseStore.ts';
import { asObject, asText, asTexts, parseJson } from '../core/model/parse.ts';

const stampFile = 'connections-changed.json';
/** Another window's memento shows what was written here within half a second. */
const lookAfterMs = [200, 1_000];

/** What other windows may change. */
export interface SharedStores {
  readonly store: ConnectionStore;
  readonly databases: Pick<DatabaseStore, 'noticeChanges'>;
}

/**
 * Tells other windows of the same user that connections changed, and hears it from them: by a file in the extension's
 * storage, as the editor has no event for that. What else may tell is listened to as well: secrets, where they are one
 * store for all windows, and that a window comes to the front.
 */
export class OtherWindows implements vscode.Disposable {
  readonly #folder: vscode.Uri;
  readonly #ownId = randomUUID();
  readonly #subscriptions: vscode.Disposable[] = [];
  readonly #timers = new Set<NodeJS.Timeout>();
  #isDisposed = false;

  constructor(folder: vscode.Uri) {
    this.#folder = folder;
  }

  /** `ids`: of connections to a CRM; none for a change of databases. */
  announce(ids: readonly string[]): void {
    const content = Buffer.from(JSON.stringify({ window: this.#ownId, ids, at: Date.now() }));
    // Other windows would learn of it later, when they come to the front.
    vscode.workspace.fs.writeFile(this.#stamp, content).then(undefined, () => undefined);
  }

  listen({ store, databases }: SharedStores, secrets: vscode.SecretStorage): void {
    const signedIn = new Map<string, boolean>();
    const notice = (ids?: readonly string[]): void => {
      store.noticeChanges(ids);
      databases.noticeChanges();
    };
    void this.#watch(notice);
    this.#subscriptions.push(
      secrets.onDidChange(({ key }) => noticeSecret(store, key, signedIn)),
      vscode.window.onDidChangeWindowState(({ focused }) => {
        if (focused) notice();
      }),
    );
  }

  dispose(): void {
    this.#isDisposed = true;
    vscode.Disposable.from(...this.#subscriptions).dispose();
    for (const timer of this.#timers) clearTimeout(timer);
  }

  get #stamp(): vscode.Uri {
    return vscode.Uri.joinPath(this.#folder, stampFile);
  }

  /** A folder that is made later, as on the very first day, would never be watched. */
  async #watch(notice: Notice): Promise<void> {
    await vscode.workspace.fs.createDirectory(this.#folder).then(undefined, () => undefined);
    if (this.#isDisposed) return;
    const watcher = vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(this.#folder, stampFile));
    this.#subscriptions.push(
      watcher,
      watcher.onDidCreate(() => this.#read(notice)),
      watcher.onDidChange(() => this.#read(notice)),
    );
  }

  async #read(notice: Notice): Promise<void> {
    const content = await vscode.workspace.fs.readFile(this.#stamp).then(
      (bytes) => Buffer.from(bytes).toString('utf8'),
      () => '',
    );
    const stamp = asObject(parseJson(content));
    if (!stamp || asText(stamp['window']) === this.#ownId) return;
    const ids = asTexts(stamp['ids']);
    for (const delayMs of lookAfterMs) {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        notice(ids);
      }, delayMs);
      this.#timers.add(timer);
    }
  }
}

type Notice = (ids?: readonly string[]) => void;

/** A new access token is no news; that a connection was signed in or out is. */
async function noticeSecret(store: ConnectionStore, key: string, signedIn: Map<string, boolean>): Promise<void> {
  const id = /^connection\/(.+)$/.exec(key)?.[1];
  if (id === undefined) return;
  const isSignedIn = (await store.secretsOf(id)) !== undefined;
  if (signedIn.get(id) === isSignedIn) return;
  signedIn.set(id, isSignedIn);
  store.noticeChanges([id]);
}
