import * as vscode from 'vscode';

import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import type { SecretsKept } from '../../core/connections/keptSecrets.ts';
import { keepSignIn, newConnection, renewed } from '../../core/jobs/connect.ts';
import type { Identity } from '../../core/jobs/signIn.ts';
import { testConnection } from '../../core/jobs/testConnection.ts';
import type { Connection } from '../../core/model/connection.ts';
import { hostsOf } from '../../core/model/dataCenters.ts';
import type { Clock } from '../../core/ports.ts';
import type { SignInWay } from '../../protocol/connectionForm.ts';
import { environmentInWords } from '../connectionTree/connectionText.ts';
import { askForConnection } from '../connectionForm/newConnectionQuick.ts';
import { reportFacts, reportWarnings } from '../connectionForm/reportWords.ts';
import type { Engine } from '../engine.ts';
import { withCancellableProgress } from '../progress.ts';
import { endSignIn } from './endSignIn.ts';
import { openBrowser } from './openBrowser.ts';
import type { SignIns } from './signIns.ts';

export interface SignInCommandsParts {
  readonly store: ConnectionStore;
  readonly engine: () => Promise<Engine>;
  readonly signIns: SignIns;
  readonly signInWays: () => readonly SignInWay[];
  readonly clock: Clock;
  /** Opens the form for a connection that cannot be signed in to without asking for something. */
  readonly openForm: (connection: Connection) => void;
  readonly reveal: (connection: Connection) => Promise<void>;
}

/** Makes a connection by quick inputs, without the page. */
export async function newConnectionQuick(parts: SignInCommandsParts): Promise<void> {
  const { store, engine } = parts;
  const asked = await askForConnection({ ...parts, openBrowser });
  if (!asked) return;
  const { tokens } = await engine();
  const connection = newConnection(asked.identity, asked.chosen);
  tellWhatHolds(connection, await keepSignIn({ store, tokens }, connection, asked.identity));
  await parts.reveal(connection);
}

/** Signs in to a connection that there is: through the browser where that works and the client is known, else in the form. */
export async function signInAgain(connection: Connection, parts: SignInCommandsParts): Promise<void> {
  const { store, engine, signIns } = parts;
  const way = parts.signInWays().find((each) => each.id !== 'paste');
  const client = await signIns.clientFor({ ...connection, clientSecret: '' });
  if (!way || client.id === '' || client.secret === '') {
    parts.openForm(connection);
    return;
  }
  const choice = { ...connection, clientSecret: '' };
  const title = vscode.l10n.t('Signing in to "{0}". Accept in the browser …', connection.name);
  const identity = await withCancellableProgress(title, (signal) =>
    signIns.throughBrowser(choice, way, { openBrowser }, signal),
  );
  if (!(await isWanted(connection, identity))) return;
  const { tokens } = await engine();
  // It may have been renamed while the browser was open.
  const changed = renewed(store.find(connection.id) ?? connection, identity);
  tellWhatHolds(changed, await keepSignIn({ store, tokens }, changed, identity));
}

/** Ends the sign-in at Zoho and forgets it; says so where Zoho could not be asked. */
export async function signOutOf(connection: Connection, parts: SignInCommandsParts): Promise<void> {
  const title = vscode.l10n.t('Signing out of "{0}" …', connection.name);
  const outcome = await withCancellableProgress(title, (signal) =>
    endSignIn(connection, parts, AbortSignal.any([signal, AbortSignal.timeout(20_000)])),
  );
  if (outcome.kind === 'revoked') return;
  void vscode.window.showWarningMessage(
    vscode.l10n.t(
      'The sign-in of "{0}" is forgotten here, but Zoho could not be told: {1} To end it there, too, open “Connected apps” in your Zoho account at {2}.',
      connection.name,
      outcome.because.message,
      hostsOf(connection.dataCenter)?.accountsOrigin ?? vscode.l10n.t('the sample organization'),
    ),
  );
}

/** Asks Zoho what it thinks of the connection, and shows it. */
export async function showConnectionTest(connection: Connection, parts: SignInCommandsParts): Promise<void> {
  const { crm } = await parts.engine();
  const title = vscode.l10n.t('Testing "{0}" …', connection.name);
  const report = await withCancellableProgress(title, (signal) =>
    testConnection(crm.clientFor(connection), crm.signIn, connection.grantedScopes, signal),
  );
  const { organization, user } = report;
  await parts.store.update(connection.id, { organization, user });
  const facts = reportFacts(report, connection.timeZone, parts.clock.now(), vscode.l10n);
  const lines = [
    ...facts.map(({ label, value }) => `${label}: ${value}`),
    ...reportWarnings(report, vscode.l10n).map((warning) => `\n${warning}`),
  ];
  const message = vscode.l10n.t('The connection "{0}" works.', connection.name);
  await vscode.window.showInformationMessage(message, { modal: true, detail: lines.join('\n') });
}

/** Says where a sign-in holds for this session only, because the secret store kept nothing. */
export function tellWhatHolds(connection: Connection, kept: SecretsKept): void {
  if (kept === 'stored') return;
  void vscode.window.showWarningMessage(
    vscode.l10n.t(
      'The editor’s secret store did not keep the sign-in of "{0}": it may be locked, or there is no key ring on this system. You are signed in until this window ends.',
      connection.name,
    ),
  );
}

/** Whether a sign-in that landed elsewhere is to replace the connection's. */
async function isWanted(connection: Connection, { signedIn, organization, user }: Identity): Promise<boolean> {
  const isSameOrganization = connection.organization.id === organization.id || connection.organization.id === '';
  const isSamePlace =
    connection.dataCenter === signedIn.place.dataCenter && connection.environment === signedIn.environment;
  if (isSameOrganization && isSamePlace) return true;
  const use = vscode.l10n.t('Use This Sign-In');
  const domain = hostsOf(signedIn.place.dataCenter)?.webHost ?? vscode.l10n.t('this computer');
  const detail = vscode.l10n.t(
    'You signed in as {0} to "{1}" ({2}, {3}). If you use this sign-in, the connection leads there from now on.',
    ...[user.name, organization.name, domain, environmentInWords(signedIn.environment, vscode.l10n)],
  );
  const question = vscode.l10n.t('This sign-in is not to where "{0}" leads.', connection.name);
  return (await vscode.window.showWarningMessage(question, { modal: true, detail }, use)) === use;
}
