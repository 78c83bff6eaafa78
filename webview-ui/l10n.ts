let translations: Readonly<Record<string, string>> = {};

/**
 * Texts of the pages in the user's language, in the way of `vscode.l10n`: the English text is the key, and the host hands
 * over the editor's own bundle. The extraction of texts finds `l10n.t('…')` here as in the extension.
 */
export const l10n = {
  use(bundle: Readonly<Record<string, string>>): void {
    translations = bundle;
  },

  /** `{0}` is replaced by the first argument, and so on. */
  t(message: string, ...args: readonly (string | number)[]): string {
    return (translations[message] ?? message).replace(/\{(\d+)\}/g, (whole, index: string) =>
      String(args[Number(index)] ?? whole),
    );
  },
};
