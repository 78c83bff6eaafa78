import { readFileSync } from 'node:fs';
import path from 'node:path';

import { rootFolder } from '../../harness/paths.ts';

interface Manifest {
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly title: string; readonly category: string }[];
    readonly viewsContainers: { readonly activitybar: readonly { readonly id: string; readonly title: string }[] };
  };
}

const manifest = readJson('package.json') as Manifest;
const texts = readJson('package.nls.json') as Readonly<Record<string, string>>;

/** What the palette shows for a command: "Zoho CRM: Refresh". Throws when the manifest does not know it. */
export function paletteEntry(command: string): string {
  const found = manifest.contributes.commands.find((each) => each.command === command);
  if (found === undefined) throw new Error(`package.json contributes no command ${command}.`);
  return `${translated(found.category)}: ${translated(found.title)}`;
}

/** Title of a command, as on a button. Throws when the manifest does not know it. */
export function commandTitle(command: string): string {
  return paletteEntry(command).replace(/^.*?: /, '');
}

/** The name of our place in the activity bar. */
export function activityBarTitle(): string {
  const [container] = manifest.contributes.viewsContainers.activitybar;
  if (container === undefined) throw new Error('package.json contributes no view container.');
  return translated(container.title);
}

function translated(text: string): string {
  return text.replace(/^%(.*)%$/, (_, key: string) => texts[key] ?? text);
}

function readJson(file: string): unknown {
  return JSON.parse(readFileSync(path.join(rootFolder, file), 'utf8'));
}
