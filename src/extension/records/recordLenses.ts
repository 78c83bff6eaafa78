import * as vscode from 'vscode';

import type { ShownRecord } from './recordDocuments.ts';
import { isReadableList } from './readRecord.ts';

/** What can be done with a record, in the lines above it and above each of its related lists. */
export function recordLenses(document: vscode.TextDocument, shown: ShownRecord): vscode.CodeLens[] {
  return [...topLenses(shown), ...listLenses(document, shown)];
}

/** Ids of other records open them. */
export function recordLinks(document: vscode.TextDocument, shown: ShownRecord): vscode.DocumentLink[] {
  return shown.written.links.map(({ start, end, module, id }) => {
    const target = { connectionId: shown.connection.id, module, id };
    const link = new vscode.DocumentLink(
      new vscode.Range(document.positionAt(start), document.positionAt(end)),
      vscode.Uri.parse(`command:zohoCrm.openRecord?${encodeURIComponent(JSON.stringify([target]))}`),
    );
    link.tooltip = vscode.l10n.t('Open this record of {0}', module);
    return link;
  });
}

function topLenses({ reference, readAt, credits, relatedLists, related }: ShownRecord): readonly vscode.CodeLens[] {
  const top = new vscode.Range(0, 0, 0, 0);
  const { l10n } = vscode;
  const time = new Date(readAt).toLocaleTimeString();
  const unread = relatedLists.filter((each) => isReadableList(each) && !related.has(each.apiName)).length;
  const commands: vscode.Command[] = [
    { command: 'zohoCrm.record.refresh', title: l10n.t('Read Again'), arguments: [reference] },
    { command: 'zohoCrm.record.openInZoho', title: l10n.t('Open in Zoho'), arguments: [reference] },
    { command: 'zohoCrm.compareRecords', title: l10n.t('Compare …'), arguments: [reference] },
  ];
  if (unread > 0) {
    const title = l10n.t('Show {0} Related Lists ({0} API requests)', unread);
    commands.push({ command: 'zohoCrm.record.showRelated', title, arguments: [reference] });
  }
  commands.push({ command: '', title: l10n.t('Read {0}, API credits: {1}', time, credits) });
  return commands.map((command) => new vscode.CodeLens(top, command));
}

function listLenses(document: vscode.TextDocument, shown: ShownRecord): readonly vscode.CodeLens[] {
  return shown.written.lists.flatMap(({ apiName, offset }) => {
    const list = shown.relatedLists.find((each) => each.apiName === apiName);
    const state = shown.related.get(apiName);
    const hasMore = state?.kind === 'read' && state.hasMore;
    if (!list || !isReadableList(list) || (state && !hasMore)) return [];
    const title = hasMore ? vscode.l10n.t('Show More (1 API request)') : vscode.l10n.t('Show (1 API request)');
    const argument = { ...shown.reference, relatedList: apiName };
    const at = document.positionAt(offset);
    const command = { command: 'zohoCrm.record.showRelated', title, arguments: [argument] };
    return [new vscode.CodeLens(new vscode.Range(at, at), command)];
  });
}
