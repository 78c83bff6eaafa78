import * as vscode from 'vscode';

import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import type { CrmClient } from '../../core/crm/crmClient.ts';
import { diagnoseTimeZone, mostCalls } from '../../core/jobs/diagnoseTimeZone.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { Clock } from '../../core/ports.ts';
import type { Node } from '../connectionTree/node.ts';
import { connectionFor } from '../pickConnection.ts';
import { withCancellableProgress } from '../progress.ts';
import type { ComputerZone } from './computerZone.ts';
import { diagnosisReport } from './diagnosisReport.ts';
import { signedInConnections } from './signedInConnections.ts';
import { mismatchOf, warningsOf } from './mismatches.ts';
import { userSettingsAddress } from './userSettingsAddress.ts';
import { relationSentence } from './zoneWords.ts';

export interface TimeZoneCommandParts {
  readonly store: ConnectionStore;
  readonly clock: Clock;
  readonly clientFor: (connection: Connection) => Promise<CrmClient>;
  readonly sampleOrigin: () => Promise<string>;
  readonly computerZone: Pick<ComputerZone, 'current'>;
}

interface Choice extends vscode.QuickPickItem {
  readonly run?: () => Promise<void>;
}

/**
 * What can be done about the time zone of a connection: of the one whose row it was called from; without one, of those
 * that the status bar warns of; when there are none, of one that is picked.
 */
export async function fixTimeZone(parts: TimeZoneCommandParts, node?: Node): Promise<void> {
  const connections = await concerned(parts, node);
  if (connections.length === 0) return;
  const choices = connections.flatMap((each) => choicesFor(parts, each, connections.length > 1));
  const picked = await vscode.window.showQuickPick(choices, {
    placeHolder: vscode.l10n.t('What shall be done about the time zone of {0}?', namesOf(connections)),
    matchOnDetail: true,
  });
  await picked?.run?.();
}

/** Reads real records and shows a document that proves the time zone right or wrong. */
export async function diagnoseConnectionTimeZone(parts: TimeZoneCommandParts, node?: Node): Promise<void> {
  const connection = await connectionFor(node, parts.store);
  if (connection) await diagnose(parts, connection);
}

function namesOf(connections: readonly Connection[]): string {
  return connections.map(({ name }) => `"${name}"`).join(', ');
}

async function concerned({ store, clock }: TimeZoneCommandParts, node?: Node): Promise<readonly Connection[]> {
  const warned = warningsOf(await signedInConnections(store), clock.now()).map((each) => each.connection);
  if (!node?.connection && warned.length > 0) return warned;
  const connection = await connectionFor(node, store);
  return connection ? [connection] : [];
}

function choicesFor(parts: TimeZoneCommandParts, connection: Connection, isOneOfMany: boolean): readonly Choice[] {
  const { store, clock } = parts;
  const { id, user } = connection;
  const mismatch = mismatchOf(connection, clock.now());
  const separator: Choice = { label: connection.name, kind: vscode.QuickPickItemKind.Separator };
  const fixes: readonly Choice[] = [
    {
      label: `$(check) ${vscode.l10n.t("Use Zoho's time zone")}`,
      description: user.timeZone,
      detail: mismatch ? relationSentence(mismatch.relation, vscode.l10n) : '',
      run: () => store.update(id, { timeZone: user.timeZone, warnsAboutTimeZone: true }),
    },
    connection.warnsAboutTimeZone
      ? {
          label: `$(bell-slash) ${vscode.l10n.t('Keep mine and stop warning for this connection')}`,
          description: connection.timeZone,
          run: () => store.update(id, { warnsAboutTimeZone: false }),
        }
      : {
          label: `$(bell) ${vscode.l10n.t('Warn about this connection again')}`,
          description: connection.timeZone,
          run: () => store.update(id, { warnsAboutTimeZone: true }),
        },
  ];
  return [
    ...(isOneOfMany ? [separator] : []),
    ...(mismatch ? fixes : []),
    {
      label: `$(search) ${vscode.l10n.t('Diagnose')}`,
      description: vscode.l10n.t('reads some records; up to {0} API credits', mostCalls),
      run: () => diagnose(parts, connection),
    },
    {
      label: `$(link-external) ${vscode.l10n.t("Open the user's settings in Zoho CRM")}`,
      description: user.name,
      run: () => openUserSettings(parts, connection),
    },
  ];
}

async function diagnose(parts: TimeZoneCommandParts, connection: Connection): Promise<void> {
  const title = vscode.l10n.t('Reading times of "{0}" (up to {1} API credits) …', connection.name, mostCalls);
  const diagnosis = await withCancellableProgress(title, async (signal) => {
    const client = await parts.clientFor(connection);
    const facts = { at: parts.clock.now(), computerZone: parts.computerZone.current };
    return diagnoseTimeZone(client, connection, facts, signal);
  });
  const { user, organization } = diagnosis;
  await parts.store.update(connection.id, { user, organization });
  await showReport(diagnosisReport(diagnosis, vscode.l10n));
}

/** A new document that can be saved, and before it its preview, which is easier to read. */
async function showReport(content: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument({ language: 'markdown', content });
  await vscode.window.showTextDocument(document, { preview: false });
  if (vscode.extensions.getExtension('vscode.markdown-language-features')) {
    await vscode.commands.executeCommand('markdown.showPreview', document.uri);
  }
  const save = vscode.l10n.t('Save As…');
  const message = vscode.l10n.t('The report can be saved and sent to an administrator.');
  void vscode.window.showInformationMessage(message, save).then(async (chosen) => {
    if (chosen === save) await vscode.workspace.saveAs(document.uri);
  });
}

async function openUserSettings(parts: TimeZoneCommandParts, connection: Connection): Promise<void> {
  const sampleOrigin = connection.dataCenter === 'sample' ? await parts.sampleOrigin() : '';
  await vscode.env.openExternal(vscode.Uri.parse(userSettingsAddress(connection, sampleOrigin)));
}
