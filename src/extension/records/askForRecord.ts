import * as vscode from 'vscode';

import type { Connection } from '../../core/model/connection.ts';
import { asObject } from '../../core/model/parse.ts';
import type { Node } from '../connectionTree/node.ts';
import { connectionFor } from '../pickConnection.ts';
import { pickModuleOf } from '../pickModule.ts';
import { withCancellableProgress } from '../progress.ts';
import type { Services } from '../services.ts';
import type { RecordReference } from './recordReference.ts';
import { moduleOfTypedRecord, parseTypedRecord } from './typedRecord.ts';

/**
 * Asks for a record by its id or the address of its page in Zoho; what is selected in the editor is suggested. A row of
 * the tree says of which module; an address does, too; otherwise the user picks it. Undefined when the user gave it up.
 */
export async function askForRecord(
  target: unknown,
  services: Pick<Services, 'store' | 'metadata'>,
): Promise<RecordReference | undefined> {
  const node = nodeOf(target);
  const connection = await connectionFor(node, services.store);
  if (!connection) return undefined;
  const typed = await askForId(connection, node);
  if (!typed) return undefined;
  const ofRow = node && 'module' in node ? node.module : undefined;
  const module =
    ofRow ??
    moduleOfTypedRecord(typed, await modulesOf(connection, services)) ??
    (await pickModuleOf(connection, services));
  return module && { connectionId: connection.id, module: module.apiName, id: typed.id };
}

async function askForId(connection: Connection, node: Node | undefined): Promise<ReturnType<typeof parseTypedRecord>> {
  const { l10n } = vscode;
  const module = node && 'module' in node ? node.module : undefined;
  const text = await vscode.window.showInputBox({
    title: module ? l10n.t('Open a Record of {0}', module.label) : l10n.t('Open a Record of "{0}"', connection.name),
    prompt: l10n.t('Its id, or the address of its page in Zoho CRM'),
    value: selectedId(),
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() === '' || parseTypedRecord(value)
        ? undefined
        : l10n.t('An id is a long number, such as 5725767000000411001.'),
  });
  return text === undefined ? undefined : parseTypedRecord(text);
}

/** An id that is selected, or that the cursor stands in, in any document. */
function selectedId(): string {
  const editor = vscode.window.activeTextEditor;
  if (!editor) return '';
  const { document, selection } = editor;
  const range = selection.isEmpty ? document.getWordRangeAtPosition(selection.active, /\d{15,20}/) : selection;
  return parseTypedRecord(range ? document.getText(range) : '')?.id ?? '';
}

async function modulesOf(connection: Connection, { metadata }: Pick<Services, 'metadata'>) {
  const title = vscode.l10n.t('Reading the modules of "{0}"', connection.name);
  return (await withCancellableProgress(title, (signal) => metadata.modules(connection, signal))).value;
}

function nodeOf(target: unknown): Node | undefined {
  return asObject(target)?.['kind'] === undefined ? undefined : (target as Node);
}
