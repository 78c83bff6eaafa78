import * as vscode from 'vscode';

import { isProductError } from '../core/errors.ts';
import type { Log } from '../core/ports.ts';

/**
 * The only place that shows an error: one message, what can be done about it, and the log. Being canceled is no error.
 * `retry` is offered where trying again may help.
 */
export async function showError(error: unknown, log: Log & { show(): void }, retry?: () => unknown): Promise<void> {
  if (isCancellation(error)) return;
  log.error(describe(error));
  const showLog = vscode.l10n.t('Show Log');
  const again = vscode.l10n.t('Try Again');
  const openSettings = vscode.l10n.t('Open Settings');
  const setting = isProductError(error) && error.kind === 'input' && error.field?.startsWith('zohoCrm.');
  const actions = [...(setting ? [openSettings] : []), ...(retry ? [again] : []), showLog];
  const chosen = await vscode.window.showErrorMessage(messageFor(error), ...actions);
  if (chosen === showLog) log.show();
  else if (chosen === again) await retry?.();
  else if (chosen === openSettings && isProductError(error) && error.kind === 'input') {
    await vscode.commands.executeCommand('workbench.action.openSettings', error.field);
  }
}

function messageFor(error: unknown): string {
  if (isProductError(error)) return error.message;
  return vscode.l10n.t(
    'Something went wrong that should not: {0}',
    error instanceof Error ? error.message : String(error),
  );
}

/** For the log: the message and what caused it; a stack only for defects of ours. */
function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const own = isProductError(error) ? `${error.name}: ${error.message}` : (error.stack ?? error.message);
  return error.cause === undefined ? own : `${own}\n  caused by ${describe(error.cause)}`;
}

function isCancellation(error: unknown): boolean {
  return error instanceof vscode.CancellationError || (error instanceof Error && error.name === 'AbortError');
}
