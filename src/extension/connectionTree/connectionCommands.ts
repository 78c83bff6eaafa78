import { randomUUID } from 'node:crypto';

import * as vscode from 'vscode';

import { nameProblem, uniqueName } from '../../core/connections/connectionDraft.ts';
import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import { InputError } from '../../core/errors.ts';
import type { MetadataCache } from '../../core/metadata/metadataCache.ts';
import type { Connection } from '../../core/model/connection.ts';
import { problemInWords } from '../connectionForm/formWords.ts';
import { connectionFor } from '../pickConnection.ts';
import type { EndSignInParts } from '../signIn/endSignIn.ts';
import { endSignIn } from '../signIn/endSignIn.ts';
import { nobodySignedIn } from './nobodySignedIn.ts';
import type { Node } from './node.ts';
import { zohoAddress } from './zohoAddress.ts';

export async function renameConnection(node: Node | undefined, store: ConnectionStore): Promise<void> {
  const connection = await connectionFor(node, store);
  if (!connection) return;
  const name = await vscode.window.showInputBox({
    title: vscode.l10n.t('Rename "{0}"', connection.name),
    value: connection.name,
    prompt: vscode.l10n.t('The name by which you find the connection.'),
    validateInput: (text) => {
      const problem = nameProblem(text.trim(), namesBeside(connection, store));
      return problem && problemInWords('name', problem, vscode.l10n);
    },
  });
  if (name !== undefined && name.trim() !== connection.name) await store.update(connection.id, { name: name.trim() });
}

/** The copy has the same settings, and no sign-in: it is meant for another organization, environment or user. */
export async function duplicateConnection(node: Node | undefined, store: ConnectionStore): Promise<Node | undefined> {
  const connection = await connectionFor(node, store);
  if (!connection) return undefined;
  const taken = store.list().map((each) => each.name);
  const name = uniqueName(vscode.l10n.t('{0} (copy)', connection.name), taken);
  const copy: Connection = { ...connection, ...nobodySignedIn, id: randomUUID(), name };
  await store.saveDescription(copy);
  return { kind: 'connection', connection: copy };
}

export interface DeletionParts extends EndSignInParts {
  readonly metadata: Pick<MetadataCache, 'forget'>;
}

/** Whoever deletes a connection does not wait long for Zoho. */
const signOutTimeoutMs = 10_000;

export async function deleteConnection(node: Node | undefined, parts: DeletionParts): Promise<void> {
  const connection = await connectionFor(node, parts.store);
  if (!connection) return;
  const { l10n } = vscode;
  const remove = l10n.t('Delete');
  const detail = [
    l10n.t('Its settings and the metadata that were read go with it, and its sign-in ends, at Zoho as well.'),
    l10n.t('Nothing changes in Zoho CRM itself.'),
  ].join(' ');
  const question = l10n.t('Delete the connection "{0}"?', connection.name);
  const chosen = await vscode.window.showWarningMessage(question, { modal: true, detail }, remove);
  if (chosen !== remove) return;
  try {
    await endSignIn(connection, parts, AbortSignal.timeout(signOutTimeoutMs));
  } finally {
    await parts.store.remove(connection.id).finally(() => parts.metadata.forget(connection.id));
  }
}

/** The name that people read. */
export async function copyName(node: Node | undefined, store: ConnectionStore): Promise<void> {
  const name = await (node?.kind === 'group' ? node.name : nameOf(node, store));
  if (name !== undefined) await copy(name);
}

/** What programs call the thing: the API name of a module, field or related list, else the id of the organization. */
export async function copyId(node: Node | undefined, store: ConnectionStore): Promise<void> {
  const apiName = apiNameOf(node);
  const connection = apiName === undefined ? await connectionFor(node, store) : undefined;
  const id = apiName ?? connection?.organization.id;
  if (connection && id === '') {
    throw new InputError(
      vscode.l10n.t('Sign in to "{0}" first: until then, the ID of its organization is not known.', connection.name),
    );
  }
  if (id !== undefined) await copy(id);
}

export async function openInZoho(
  node: Node | undefined,
  store: ConnectionStore,
  sampleOrigin: () => Promise<string>,
): Promise<void> {
  const connection = await connectionFor(node, store);
  if (!connection) return;
  const module = node && 'module' in node ? node.module : undefined;
  const origin = connection.dataCenter === 'sample' ? await sampleOrigin() : '';
  await vscode.env.openExternal(vscode.Uri.parse(zohoAddress(connection, module, origin)));
}

async function nameOf(node: Node | undefined, store: ConnectionStore): Promise<string | undefined> {
  switch (node?.kind) {
    case 'module':
    case 'fields':
    case 'relatedLists':
      return node.module.label;
    case 'field':
      return node.field.label;
    case 'relatedList':
      return node.relatedList.label;
    case 'database':
      return node.database.name;
    default:
      return (await connectionFor(node, store))?.name;
  }
}

function apiNameOf(node: Node | undefined): string | undefined {
  switch (node?.kind) {
    case 'module':
    case 'fields':
    case 'relatedLists':
      return node.module.apiName;
    case 'field':
      return node.field.apiName;
    case 'relatedList':
      return node.relatedList.apiName;
    default:
      return undefined;
  }
}

async function copy(text: string): Promise<void> {
  await vscode.env.clipboard.writeText(text);
  vscode.window.setStatusBarMessage(vscode.l10n.t('Copied: {0}', text), 3_000);
}

function namesBeside(connection: Connection, store: ConnectionStore): readonly string[] {
  return store.list().flatMap((each) => (each.id === connection.id ? [] : [each.name]));
}
