/**
 * What turns an English text into the user's language: `vscode.l10n` in the editor. Handed to pure functions that make
 * texts, so that they can be tested without an editor.
 */
export interface L10n {
  t(message: string, ...args: (string | number | boolean)[]): string;
}
