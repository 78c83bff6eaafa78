import type { L10n } from '../../src/extension/l10n.ts';

/** English, as the editor shows it to those who read English. */
export const plainL10n: L10n = {
  t: (message, ...args) => message.replaceAll(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)])),
};
