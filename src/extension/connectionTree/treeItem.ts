import * as vscode from 'vscode';

import type { CacheFacts } from './cacheText.ts';
import { cacheDescription } from './cacheText.ts';
import type { ConnectionFacts, ConnectionState } from './connectionState.ts';
import { connectionState } from './connectionState.ts';
import { connectionDescription, groupDescription, isRealProduction, spokenConnection } from './connectionText.ts';
import { databaseDescription } from '../databases/databaseText.ts';
import { countDescription } from '../records/countText.ts';
import type { RecordCount } from '../records/recordCounts.ts';
import { environmentUri } from './environmentBadge.ts';
import {
  fieldDescription,
  fieldIcon,
  moduleDescription,
  moduleGroupLabel,
  relatedListDescription,
} from './metadataText.ts';
import type { ConnectionNode, MemberNode, ModuleNode, Node, NoteNode } from './node.ts';
import { nodeId } from './node.ts';
import { zoneDescription } from './zoneText.ts';

/** What a row's looks depend on beside the node itself. */
export interface Surroundings {
  readonly facts: ConnectionFacts;
  /** Of the connections of a group. */
  readonly states: readonly ConnectionState[];
  readonly cache: CacheFacts;
  /** Of a module's records, where somebody asked. */
  readonly count?: RecordCount | undefined;
  /** Epoch milliseconds. */
  readonly now: number;
}

const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
const { l10n, ThemeColor, ThemeIcon, TreeItem } = vscode;

/** How a node looks. Tooltips come later, from `tooltip.ts`. */
export function treeItemOf(node: Node, around: Surroundings): vscode.TreeItem {
  const item = bareItem(node, around);
  item.id = nodeId(node);
  return item;
}

function bareItem(node: Node, around: Surroundings): vscode.TreeItem {
  switch (node.kind) {
    case 'group':
      return plain(node.name, Expanded, 'group', 'folder-library', groupDescription(around.states, l10n));
    case 'connection':
      return connectionItem(node, around.facts);
    case 'timeZone': {
      const { zoneDiffers } = around.facts;
      const description = zoneDescription(node.connection, zoneDiffers, l10n);
      const icon = zoneDiffers ? warningIcon : new ThemeIcon('globe');
      return plain(l10n.t('Time Zone'), None, zoneDiffers ? 'timeZone zoneDiffers' : 'timeZone', icon, description);
    }
    case 'metadataCache': {
      const description = cacheDescription(node.connection.cachePolicy, around.cache, around.now, l10n);
      return plain(l10n.t('Metadata Cache'), None, 'metadataCache', 'database', description);
    }
    case 'modules':
      return plain(l10n.t('Modules'), Expanded, 'modules', 'library', '');
    case 'moduleGroup': {
      const state = node.group === 'standard' ? Expanded : Collapsed;
      return plain(moduleGroupLabel(node.group, l10n), state, 'moduleGroup', undefined, String(node.modules.length));
    }
    case 'module':
      return moduleItem(node, around.count);
    case 'note':
      return noteItem(node);
    case 'databases':
      return plain(l10n.t('Databases'), Expanded, 'databases', 'server-environment', '');
    case 'database': {
      const { kind, name } = node.database;
      const icon = kind === 'sqlite' ? 'file-binary' : 'server';
      return plain(name, None, 'database', icon, databaseDescription(node.database));
    }
    default:
      return memberItem(node);
  }
}

const warningIcon = new ThemeIcon('warning', new ThemeColor('problemsWarningIcon.foreground'));

function plain(
  label: string,
  state: vscode.TreeItemCollapsibleState,
  contextValue: string,
  icon: vscode.ThemeIcon | string | undefined,
  description: string,
): vscode.TreeItem {
  const item = new TreeItem(label, state);
  item.contextValue = contextValue;
  if (icon !== undefined) item.iconPath = typeof icon === 'string' ? new ThemeIcon(icon) : icon;
  item.description = description;
  return item;
}

function connectionItem(node: ConnectionNode, facts: ConnectionFacts): vscode.TreeItem {
  const { connection } = node;
  const state = connectionState(connection, facts);
  const flags = [
    'connection',
    state === 'signedOut' ? 'signedOut' : 'signedIn',
    ...(state === 'unreachable' ? ['unreachable'] : []),
    ...(facts.zoneDiffers ? ['zoneDiffers'] : []),
    ...(connection.dataCenter === 'sample' ? ['sample'] : []),
    ...(isRealProduction(connection) ? ['production'] : []),
    ...(connection.group === undefined ? [] : ['grouped']),
  ];
  const description = connectionDescription(connection, state, l10n);
  const item = plain(connection.name, Collapsed, flags.join(' '), stateIcon(state), description);
  item.resourceUri = environmentUri(connection);
  item.accessibilityInformation = { label: spokenConnection(connection, state, l10n) };
  return item;
}

/** A shape of its own for each state, so that nobody depends on the color. */
function stateIcon(state: ConnectionState): vscode.ThemeIcon {
  switch (state) {
    case 'signedIn':
      return new ThemeIcon('plug', new ThemeColor('charts.green'));
    case 'signedOut':
      return new ThemeIcon('debug-disconnect', new ThemeColor('disabledForeground'));
    case 'unreachable':
      return new ThemeIcon('error', new ThemeColor('problemsErrorIcon.foreground'));
    case 'zoneDiffers':
      return warningIcon;
  }
}

function moduleItem({ module }: ModuleNode, count: RecordCount | undefined): vscode.TreeItem {
  const icon = module.isReadable ? 'symbol-class' : 'circle-slash';
  const state = module.isReadable ? Collapsed : None;
  const flags = module.isReadable ? 'module readable' : 'module';
  const description = [countDescription(count, l10n), moduleDescription(module, l10n)].filter((each) => each !== '');
  return plain(module.label, state, flags, icon, description.join(' · '));
}

function memberItem(node: MemberNode): vscode.TreeItem {
  switch (node.kind) {
    case 'fields':
      return plain(l10n.t('Fields'), Expanded, 'fields', undefined, String(node.fields.length));
    case 'field': {
      const icon = fieldIcon(node.field.type);
      return plain(node.field.label, None, 'field', icon, fieldDescription(node.field, l10n));
    }
    case 'relatedLists':
      return plain(l10n.t('Related Lists'), Collapsed, 'relatedLists', undefined, String(node.relatedLists.length));
    case 'relatedList': {
      const description = relatedListDescription(node.relatedList, l10n);
      return plain(node.relatedList.label, None, 'relatedList', 'list-flat', description);
    }
  }
}

function noteItem(node: NoteNode): vscode.TreeItem {
  const isSignIn = node.remedy === 'signIn';
  const item = plain(node.message, None, 'note', isSignIn ? 'sign-in' : 'warning', '');
  item.tooltip = node.detail;
  if (node.remedy === undefined) return item;
  item.command = isSignIn
    ? { command: 'zohoCrm.signIn', title: l10n.t('Sign In'), arguments: [connectionOf(node)] }
    : { command: 'zohoCrm.tryAgain', title: l10n.t('Try Again'), arguments: [node] };
  return item;
}

function connectionOf(node: NoteNode): ConnectionNode {
  return { kind: 'connection', connection: node.connection };
}
