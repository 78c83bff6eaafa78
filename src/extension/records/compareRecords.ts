import * as vscode from 'vscode';

import { askForRecord } from './askForRecord.ts';
import type { RecordCommandServices } from './recordCommands.ts';
import { activeReference, read, referenceFor } from './recordCommands.ts';
import type { RecordDocuments } from './recordDocuments.ts';
import type { SeenRecord } from './recordMemory.ts';
import type { RecordReference } from './recordReference.ts';
import { referenceKey } from './recordReference.ts';

/**
 * Compares a record with what it was when it was seen earlier in this window, or with another one. From the palette, the
 * record of the active document is meant; without one, the user names both.
 */
export async function compareRecords(target: unknown, services: RecordCommandServices): Promise<void> {
  const reference = referenceFor(target) ?? activeReference() ?? (await askForRecord(target, services));
  if (!reference) return;
  const documents = await services.records();
  const other = await pickOther(reference, documents, services);
  if (!other) return;
  // Read now, as comparing what one happens to see with what was before would miss what has changed since.
  await read(reference, services);
  const now = documents.memory.latest(reference);
  const then = 'version' in other ? other : await latest(other, documents, services);
  if (now && then) await showDifferences(then, now, documents);
}

async function latest(
  reference: RecordReference,
  documents: RecordDocuments,
  services: RecordCommandServices,
): Promise<SeenRecord | undefined> {
  await read(reference, services);
  return documents.memory.latest(reference);
}

interface OtherItem extends vscode.QuickPickItem {
  readonly choice?: SeenRecord | 'ask';
}

async function pickOther(
  reference: RecordReference,
  documents: RecordDocuments,
  services: RecordCommandServices,
): Promise<SeenRecord | RecordReference | undefined> {
  const { l10n } = vscode;
  const { memory } = documents;
  const key = referenceKey(reference);
  const others = memory
    .recent()
    .filter((each) => each.reference.module === reference.module && referenceKey(each.reference) !== key);
  const items: readonly OtherItem[] = [
    ...memory
      .versions(reference)
      .map((seen) => ({ label: l10n.t('As seen at {0}', timeText(seen.seenAt)), choice: seen })),
    ...(others.length > 0 ? [{ label: l10n.t('Other Records'), kind: vscode.QuickPickItemKind.Separator }] : []),
    ...others.map((seen) => ({ label: seen.name, description: seen.reference.id, choice: seen })),
    { label: l10n.t('Another Record …'), choice: 'ask', alwaysShow: true },
  ];
  const name = memory.latest(reference)?.name ?? reference.id;
  const placeHolder = l10n.t('With what is {0}, as it is now, to be compared?', name);
  const picked = await vscode.window.showQuickPick(items, { placeHolder, matchOnDescription: true });
  const row = { kind: 'connection', connection: documents.connectionOf(reference) };
  if (picked?.choice === 'ask') return askForRecord(row, services);
  const choice = picked?.choice;
  if (!choice) return undefined;
  // Another record is read anew, too.
  return referenceKey(choice.reference) === key ? choice : choice.reference;
}

async function showDifferences(then: SeenRecord, now: SeenRecord, documents: RecordDocuments): Promise<void> {
  const { l10n } = vscode;
  const isSameRecord = referenceKey(then.reference) === referenceKey(now.reference);
  if (isSameRecord && then.text === now.text) {
    const message = l10n.t('{0} has not changed since {1}.', now.name, timeText(then.seenAt));
    void vscode.window.showInformationMessage(message);
    return;
  }
  const title = isSameRecord
    ? l10n.t('{0}: {1} ↔ now', now.name, timeText(then.seenAt))
    : l10n.t('{0} ↔ {1}', then.name, now.name);
  const [left, right] = [then, now].map((each) => documents.uriOf(each, each.version));
  await vscode.commands.executeCommand('vscode.diff', left, right, title);
}

function timeText(epochMs: number): string {
  return new Date(epochMs).toLocaleTimeString();
}
