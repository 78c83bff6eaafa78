import * as vscode from 'vscode';

import { databaseRows } from '../databases/databaseText.ts';
import { escapeMarkdown } from '../timeZones/markdown.ts';
import type { Node } from './node.ts';
import type { TooltipRow } from './tooltipRows.ts';
import {
  cacheRows,
  connectionRows,
  countRows,
  fieldRows,
  moduleRows,
  relatedListRows,
  zoneRows,
} from './tooltipRows.ts';
import type { Surroundings } from './treeItem.ts';

/** What a node tells when somebody rests on it; undefined where the row says all. */
export function tooltipOf(node: Node, { facts, cache, count, now }: Surroundings): vscode.MarkdownString | undefined {
  const { l10n } = vscode;
  switch (node.kind) {
    case 'connection':
      return markdown(node.connection.name, connectionRows(node.connection, facts, cache, now, l10n));
    case 'timeZone':
      return markdown(l10n.t('Time Zone'), zoneRows(node.connection, now, l10n));
    case 'metadataCache':
      return markdown(l10n.t('Metadata Cache'), cacheRows(node.connection, cache, now, l10n));
    case 'module':
      return markdown(node.module.label, [...moduleRows(node.module, l10n), ...countRows(count, now, l10n)]);
    case 'field':
      return markdown(node.field.label, fieldRows(node.field, l10n));
    case 'relatedList':
      return markdown(node.relatedList.label, relatedListRows(node.relatedList, l10n));
    case 'database':
      return markdown(node.database.name, databaseRows(node.database, l10n));
    default:
      return undefined;
  }
}

/** Texts of the organization are shown as they are, never as Markdown. (`appendText` would keep lines from breaking.) */
function markdown(title: string, rows: readonly TooltipRow[]): vscode.MarkdownString {
  const text = new vscode.MarkdownString();
  text.appendMarkdown(`**${escapeMarkdown(title)}**\n\n`);
  for (const { label, value } of rows) {
    text.appendMarkdown(`*${escapeMarkdown(label)}*: ${escapeMarkdown(value)}  \n`);
  }
  return text;
}
