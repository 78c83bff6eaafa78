import * as vscode from 'vscode';

import { isProductError } from '../core/errors.ts';
import { redact } from '../core/util/redact.ts';
import type { ShownLog } from './hostPorts.ts';

/**
 * The only place that shows an error: one message, what can be done about it, and the log. Being canceled is no error.
 * `retry` is offered where trying again may help.
 */
export async function showError(error: unknown, log: ShownLog, retry?: () => unknown): Promise<void> {
  if (isCancellation(error)) return;
  log.error(errorForLog(error));
  const actions = [
    ...waysOut(error),
    ...(retry ? [{ title: vscode.l10n.t('Try Again'), run: retry }] : []),
    {
      title: vscode.l10n.t('Show Log'),
      run: () => {
        log.show();
      },
    },
  ];
  const chosen = await vscode.window.showErrorMessage(redact(messageFor(error)), ...actions);
  await chosen?.run();
}

interface Action extends vscode.MessageItem {
  readonly run: () => unknown;
}

/** What the kind of error suggests. */
function waysOut(error: unknown): readonly Action[] {
  if (!isProductError(error)) return [];
  if (error.kind === 'signIn' && error.connectionId !== undefined) {
    // Commands for a row look at nothing but the id.
    const row = { kind: 'connection', connection: { id: error.connectionId } };
    return [
      { title: vscode.l10n.t('Sign In Again'), run: () => vscode.commands.executeCommand('zohoCrm.signIn', row) },
    ];
  }
  // A setting of ours, or of the editor's network.
  const setting = error.kind === 'input' && /^(zohoCrm|http)\./.test(error.field ?? '') ? error.field : undefined;
  if (setting === undefined) return [];
  const open = () => vscode.commands.executeCommand('workbench.action.openSettings', setting);
  return [{ title: vscode.l10n.t('Open Settings'), run: open }];
}

function messageFor(error: unknown): string {
  if (isProductError(error)) return error.message;
  return vscode.l10n.t(
    'Something went wrong that should not: {0}',
    error instanceof Error ? error.message : String(error),
  );
}

/** For the log: the message and what caused it; a stack only for defects of ours. */
export function errorForLog(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = isProductError(error) ? `${error.name}: ${error.message}` : (error.stack ?? error.message);
  return error.cause === undefined ? own : `${own}\n  caused by ${errorForLog(error.cause)}`;
}

function isCancellation(error: unknown): boolean {
  return error instanceof vscode.CancellationError || (error instanceof Error && error.name === 'AbortError');
}
