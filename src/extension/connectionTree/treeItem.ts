import * as vscode from 'vscode';

import type { Connection } from '../../core/model/connection.ts';
import { dataCenters } from '../../core/model/dataCenters.ts';
import type { ModuleGroup, Node } from './node.ts';

/** How a node looks. Ids are stable, so that the tree keeps its state through renames and refreshes. */
export function treeItemOf(node: Node): vscode.TreeItem {
  switch (node.kind) {
    case 'connection':
      return connectionItem(node.connection);
    case 'moduleGroup':
      return groupItem(node);
    case 'module':
      return moduleItem(node);
    case 'problem':
      return problemItem(node);
  }
}

function connectionItem(connection: Connection): vscode.TreeItem {
  const item = new vscode.TreeItem(connection.name, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `connection:${connection.id}`;
  item.contextValue = connection.dataCenter === 'sample' ? 'connection sample' : 'connection';
  item.iconPath = new vscode.ThemeIcon(connection.dataCenter === 'sample' ? 'beaker' : 'plug');
  item.description = `${domainOf(connection)} · ${environmentLabel(connection)}`;
  item.tooltip = connectionTooltip(connection);
  return item;
}

/** Texts of the organization are appended as texts, never as Markdown. */
function connectionTooltip(connection: Connection): vscode.MarkdownString {
  const tooltip = new vscode.MarkdownString();
  const rows = [
    [vscode.l10n.t('Organization'), `${connection.organization.name} (${connection.organization.edition})`],
    [vscode.l10n.t('Signed in as'), `${connection.user.name} <${connection.user.email}>`],
    [vscode.l10n.t('Environment'), environmentLabel(connection)],
    [vscode.l10n.t('Time zone'), connection.timeZone],
  ] as const;
  tooltip.appendMarkdown('**').appendText(connection.name).appendMarkdown('**\n\n');
  for (const [label, value] of rows) tooltip.appendText(`${label}: ${value}`).appendMarkdown('\n\n');
  return tooltip;
}

export function domainOf(connection: Connection): string {
  const hosts = dataCenters.find((each) => each.code === connection.dataCenter);
  return hosts?.webHost ?? vscode.l10n.t('this computer');
}

function environmentLabel(connection: Connection): string {
  switch (connection.environment) {
    case 'production':
      return vscode.l10n.t('Production');
    case 'sandbox':
      return vscode.l10n.t('Sandbox');
    case 'developer':
      return vscode.l10n.t('Developer');
  }
}

function groupItem(node: Node & { readonly kind: 'moduleGroup' }): vscode.TreeItem {
  const isFirst = node.group === 'standard';
  const state = isFirst ? vscode.TreeItemCollapsibleState.Expanded : vscode.TreeItemCollapsibleState.Collapsed;
  const item = new vscode.TreeItem(groupLabel(node.group), state);
  item.id = `moduleGroup:${node.connection.id}/${node.group}`;
  item.contextValue = 'moduleGroup';
  item.description = String(node.modules.length);
  return item;
}

function groupLabel(group: ModuleGroup): string {
  switch (group) {
    case 'standard':
      return vscode.l10n.t('Standard Modules');
    case 'custom':
      return vscode.l10n.t('Custom Modules');
    case 'linked':
      return vscode.l10n.t('Subforms and Linking Modules');
    case 'unreadable':
      return vscode.l10n.t('Not Readable Through the API');
  }
}

function moduleItem(node: Node & { readonly kind: 'module' }): vscode.TreeItem {
  const { module, connection } = node;
  const item = new vscode.TreeItem(module.label, vscode.TreeItemCollapsibleState.None);
  item.id = `module:${connection.id}/${module.apiName}`;
  item.contextValue = 'module';
  item.iconPath = new vscode.ThemeIcon(module.isReadable ? 'symbol-class' : 'circle-slash');
  item.description = module.apiName === module.label ? '' : module.apiName;
  item.tooltip = module.apiName;
  return item;
}

function problemItem(node: Node & { readonly kind: 'problem' }): vscode.TreeItem {
  const item = new vscode.TreeItem(node.message, vscode.TreeItemCollapsibleState.None);
  item.id = `problem:${node.connection.id}`;
  item.contextValue = 'problem';
  item.iconPath = new vscode.ThemeIcon(node.isSignedOut ? 'sign-in' : 'warning');
  item.tooltip = node.message;
  item.command = node.isSignedOut
    ? {
        command: 'zohoCrm.signIn',
        title: vscode.l10n.t('Sign In'),
        arguments: [{ kind: 'connection', connection: node.connection }],
      }
    : {
        command: 'zohoCrm.refresh',
        title: vscode.l10n.t('Try Again'),
        arguments: [{ kind: 'connection', connection: node.connection }],
      };
  return item;
}
