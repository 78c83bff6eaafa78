import * as vscode from 'vscode';

import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import type { CrmClient } from '../../core/crm/crmClient.ts';
import { refreshProfile } from '../../core/jobs/refreshProfile.ts';
import type { MetadataCache } from '../../core/metadata/metadataCache.ts';
import type { MetadataChange } from '../../core/metadata/metadataDiff.ts';
import type { CachePolicy, Connection } from '../../core/model/connection.ts';
import { cachePolicies } from '../../core/model/connection.ts';
import type { Clock } from '../../core/ports.ts';
import { cachePolicyEffect } from '../connectionForm/formWords.ts';
import { cachePolicyLabel } from '../connectionTree/cacheText.ts';
import type { Node } from '../connectionTree/node.ts';
import { connectionFor } from '../pickConnection.ts';
import { withCancellableProgress } from '../progress.ts';
import type { ChangeDocuments } from './changeDocuments.ts';
import { changeCount, changeReport } from './changeReport.ts';

export interface MetadataCommandParts {
  readonly store: ConnectionStore;
  readonly metadata: MetadataCache;
  readonly clientFor: (connection: Connection) => Promise<CrmClient>;
  readonly documents: ChangeDocuments;
  readonly clock: Clock;
  /** Draws what is below a connection again, from the cache. */
  readonly redraw: (connection: Connection) => void;
}

/**
 * Reads the metadata of a connection again, and who signed in to which organization, and shows what changed. When it
 * fails, what was there stays, and the rows say why it is old.
 */
export async function refreshMetadata(node: Node | undefined, parts: MetadataCommandParts): Promise<void> {
  const connection = await connectionFor(node, parts.store);
  if (!connection) return;
  const { metadata, store } = parts;
  const before = (await metadata.status(connection)).refreshedAt;
  const title = vscode.l10n.t('Reading the metadata of "{0}" …', connection.name);
  try {
    const changes = await withCancellableProgress(title, async (signal) => {
      const found = await metadata.refresh(connection, signal);
      const profile = await refreshProfile(await parts.clientFor(connection), connection, signal);
      if (profile) await store.update(connection.id, profile);
      return found;
    });
    if (changes.length > 0) await showReport(connection, changes, before, parts);
    else void vscode.window.showInformationMessage(nothingNew(connection, before));
  } finally {
    parts.redraw(connection);
  }
}

/** The changes that the last refresh found, or that came with metadata that were read because they had expired. */
export async function showChanges(node: Node | undefined, parts: MetadataCommandParts): Promise<void> {
  const connection = await connectionFor(node, parts.store);
  if (connection) await showReport(connection, parts.metadata.lastChanges(connection.id), undefined, parts);
}

export async function clearMetadata(node: Node | undefined, parts: MetadataCommandParts): Promise<void> {
  const connection = await connectionFor(node, parts.store);
  if (!connection) return;
  await parts.metadata.clear(connection.id);
  parts.redraw(connection);
  tell(vscode.l10n.t('Cleared the metadata cache of "{0}"', connection.name));
}

export async function clearAllMetadata(parts: MetadataCommandParts): Promise<void> {
  const connections = parts.store.list();
  await parts.metadata.clearAll(connections.map((each) => each.id));
  for (const connection of connections) parts.redraw(connection);
  tell(vscode.l10n.t('Cleared the metadata cache of all connections'));
}

/** The new policy holds for what is there already, from the next opening of the connection on. */
export async function configureMetadata(node: Node | undefined, parts: MetadataCommandParts): Promise<void> {
  const connection = await connectionFor(node, parts.store);
  if (!connection) return;
  const policy = await pickPolicy(connection);
  if (policy === undefined || policy === connection.cachePolicy) return;
  await parts.store.update(connection.id, { cachePolicy: policy });
}

/** Begins at the present policy, which `showQuickPick` cannot. */
function pickPolicy(connection: Connection): Promise<CachePolicy | undefined> {
  const input = vscode.window.createQuickPick<vscode.QuickPickItem & { readonly policy: CachePolicy }>();
  input.title = vscode.l10n.t('Metadata Cache of "{0}"', connection.name);
  input.placeholder = vscode.l10n.t('How long may modules and fields be used again before they are read anew?');
  input.matchOnDetail = true;
  input.items = cachePolicies.map((policy) => ({
    policy,
    label: cachePolicyLabel(policy, vscode.l10n),
    detail: cachePolicyEffect(policy, vscode.l10n),
    ...(policy === connection.cachePolicy ? { description: vscode.l10n.t('now') } : {}),
  }));
  input.activeItems = input.items.filter(({ policy }) => policy === connection.cachePolicy);
  return new Promise((resolve) => {
    input.onDidAccept(() => {
      resolve(input.activeItems[0]?.policy);
      input.hide();
    });
    input.onDidHide(() => {
      resolve(undefined);
      input.dispose();
    });
    input.show();
  });
}

async function showReport(
  connection: Connection,
  changes: readonly MetadataChange[],
  before: number | undefined,
  parts: MetadataCommandParts,
): Promise<void> {
  const { refreshedAt } = await parts.metadata.status(connection);
  const facts = {
    connectionName: connection.name,
    organizationName: connection.organization.name,
    before: before === undefined ? undefined : timeText(before, connection),
    after: timeText(refreshedAt ?? parts.clock.now(), connection),
  };
  const title = vscode.l10n.t('{0}: {1}', connection.name, changeCount(changes, vscode.l10n));
  await parts.documents.show(title, changeReport(changes, facts, vscode.l10n));
}

function nothingNew(connection: Connection, before: number | undefined): string {
  if (before === undefined) return vscode.l10n.t('Read the metadata of "{0}" for the first time.', connection.name);
  return vscode.l10n.t(
    'Nothing has changed in the metadata of "{0}" since {1}.',
    connection.name,
    timeText(before, connection),
  );
}

/** In the connection's zone, which is named, as the report may travel. */
function timeText(epochMs: number, { timeZone }: Connection): string {
  const format = new Intl.DateTimeFormat(vscode.env.language, { dateStyle: 'medium', timeStyle: 'medium', timeZone });
  return `${format.format(epochMs)} (${timeZone})`;
}

function tell(message: string): void {
  vscode.window.setStatusBarMessage(message, 5_000);
}
