import * as vscode from 'vscode';

/**
 * Runs work that may take a while behind a notification with a Cancel button. Canceling aborts the signal; what is
 * reported stands beside the title.
 */
export function withCancellableProgress<T>(
  title: string,
  work: (signal: AbortSignal, report: (message: string) => void) => Promise<T>,
): Thenable<T> {
  const options = { location: vscode.ProgressLocation.Notification, title, cancellable: true };
  return vscode.window.withProgress(options, async (progress, token) => {
    const controller = new AbortController();
    const subscription = token.onCancellationRequested(() => {
      controller.abort();
    });
    try {
      return await work(controller.signal, (message) => {
        progress.report({ message });
      });
    } finally {
      subscription.dispose();
    }
  });
}
