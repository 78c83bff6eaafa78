import * as vscode from 'vscode';

import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { OAuthClient } from '../../core/model/oauth.ts';
import type { SignInWay } from '../../protocol/connectionForm.ts';
import { ConnectionFormPanels } from '../connectionForm/connectionFormPanels.ts';
import type { Node } from '../connectionTree/node.ts';
import { connectionFor } from '../pickConnection.ts';
import type { Services } from '../services.ts';
import { settings } from '../settings.ts';
import { showError } from '../showError.ts';
import { openBrowser } from './openBrowser.ts';
import type { SignInCommandsParts } from './signInCommands.ts';
import { newConnectionQuick, showConnectionTest, signInAgain, signOutOf, tellWhatHolds } from './signInCommands.ts';
import { SignIns } from './signIns.ts';
import { isServedLocally, signInWaysFor } from './signInWays.ts';

export type ConnectionUiParts = Pick<
  Services,
  'context' | 'store' | 'engine' | 'inbox' | 'sampleOrganization' | 'clock' | 'computerZone' | 'log' | 'reveal'
>;

/** Everything that makes, changes, signs in and signs out connections: the form, and the commands beside it. */
export class ConnectionUi {
  readonly #store: ConnectionStore;
  readonly #panels: ConnectionFormPanels;
  readonly #commands: SignInCommandsParts;

  constructor(parts: ConnectionUiParts) {
    const { store, engine, inbox, clock, log, context } = parts;
    const sampleClient = async (): Promise<OAuthClient> => (await parts.sampleOrganization.locate()).client;
    const reveal = (connection: Connection): Promise<void> => parts.reveal({ kind: 'connection', connection });
    const signIns = new SignIns({ store, engine, inbox, sampleClient, redirectPort: settings.redirectPort });
    const signInWays = (): readonly SignInWay[] => waysHere(context);
    this.#store = store;
    this.#panels = new ConnectionFormPanels({
      ...{ store, log, extensionUri: context.extensionUri },
      session: {
        ...{ store, engine, signIns, signInWays, openBrowser, clock },
        l10n: vscode.l10n,
        language: vscode.env.language,
        translations: vscode.l10n.bundle ?? {},
        learnComputerZone: (zone) => {
          parts.computerZone.learn(zone);
        },
        copy: async (text) => vscode.env.clipboard.writeText(text),
      },
      saved: (connection, kept) => {
        tellWhatHolds(connection, kept);
        reveal(connection).catch((error: unknown) => showError(error, log));
      },
    });
    this.#commands = {
      ...{ store, engine, signIns, signInWays, clock, reveal },
      openForm: (connection) => {
        this.#panels.open(connection);
      },
    };
  }

  newConnection(): void {
    this.#panels.open(undefined);
  }

  async editConnection(node: Node | undefined): Promise<void> {
    const connection = await connectionFor(node, this.#store);
    if (connection) this.#panels.open(connection);
  }

  newConnectionQuick(): Promise<void> {
    return newConnectionQuick(this.#commands);
  }

  async signIn(node: Node | undefined): Promise<void> {
    const connection = await connectionFor(node, this.#store);
    if (connection) await signInAgain(connection, this.#commands);
  }

  async signOut(node: Node | undefined): Promise<void> {
    const connection = await connectionFor(node, this.#store);
    if (connection) await signOutOf(connection, this.#commands);
  }

  async testConnection(node: Node | undefined): Promise<void> {
    const connection = await connectionFor(node, this.#store);
    if (connection) await showConnectionTest(connection, this.#commands);
  }

  /** Brings back a form that was open when the window was reloaded. */
  restoreForm(panel: vscode.WebviewPanel, state: unknown): void {
    this.#panels.restore(panel, state);
  }
}

function waysHere({ extension }: vscode.ExtensionContext): readonly SignInWay[] {
  const { env } = vscode;
  const isWeb = env.uiKind === vscode.UIKind.Web;
  const runsBesideUi = env.remoteName === undefined || extension.extensionKind === vscode.ExtensionKind.UI;
  return signInWaysFor({
    isWeb,
    isLocal: isWeb ? isServedLocally(env.remoteName) : runsBesideUi,
    uriScheme: env.uriScheme,
    extensionId: extension.id,
    redirectPort: settings.redirectPort(),
  });
}
