import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

import { rootFolder } from '../paths.ts';

/** What translators start from. The editor itself does not read it: English is in the code. */
export const bundleFile = path.join(rootFolder, 'media', 'l10n', 'bundle.l10n.json');

export interface Translation {
  /** E.g. `de`. */
  readonly language: string;
  /** By the English text. */
  readonly texts: Readonly<Record<string, string>>;
}

export function bundleText(texts: readonly string[]): string {
  return `${JSON.stringify(Object.fromEntries(texts.map((text) => [text, text])), undefined, 2)}\n`;
}

export function readTranslations(): readonly Translation[] {
  const files = globSync('media/l10n/bundle.l10n.*.json', { cwd: rootFolder }).sort();
  return files.map((file) => ({
    language: /\.l10n\.(.+)\.json$/.exec(file)?.[1] ?? '',
    texts: JSON.parse(readFileSync(path.join(rootFolder, file), 'utf8')) as Readonly<Record<string, string>>,
  }));
}
