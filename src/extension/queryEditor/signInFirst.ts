import * as vscode from 'vscode';

import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import type { Connection } from '../../core/model/connection.ts';

/** How long somebody may take with the form. Who signs in later does not expect a query to run. */
const formTimeoutMs = 5 * 60_000;

/**
 * Whether somebody is signed in to a connection, after asking who is not to sign in. Where that takes the form, waits
 * until it is done there, for some minutes, or until the signal ends.
 */
export async function signedIn(
  connection: Connection,
  store: Pick<ConnectionStore, 'secretsOf' | 'onDidChange'>,
  signal: AbortSignal,
): Promise<boolean> {
  if (await hasSecrets(connection, store)) return true;
  const signIn = vscode.l10n.t('Sign In and Run');
  const question = vscode.l10n.t('Nobody is signed in to "{0}".', connection.name);
  if ((await vscode.window.showWarningMessage(question, signIn)) !== signIn) return false;
  await vscode.commands.executeCommand('zohoCrm.signIn', { kind: 'connection', connection });
  if (signal.aborted) return false;
  const patience = AbortSignal.any([signal, AbortSignal.timeout(formTimeoutMs)]);
  return (await hasSecrets(connection, store)) || becomesSignedIn(connection, store, patience);
}

async function hasSecrets({ id }: Connection, store: Pick<ConnectionStore, 'secretsOf'>): Promise<boolean> {
  return (await store.secretsOf(id)) !== undefined;
}

function becomesSignedIn(
  connection: Connection,
  store: Pick<ConnectionStore, 'secretsOf' | 'onDidChange'>,
  signal: AbortSignal,
): Promise<boolean> {
  return new Promise((resolve) => {
    const end = (isSignedIn: boolean): void => {
      stopListening();
      signal.removeEventListener('abort', giveUp);
      resolve(isSignedIn);
    };
    const giveUp = (): void => {
      end(false);
    };
    const stopListening = store.onDidChange((ids) => {
      if (!ids.includes(connection.id)) return;
      void hasSecrets(connection, store).then((has) => {
        if (has) end(true);
      });
    });
    signal.addEventListener('abort', giveUp);
  });
}
