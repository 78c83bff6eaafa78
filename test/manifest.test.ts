import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';

interface Manifest {
  readonly engines: { readonly vscode: string };
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly activationEvents?: readonly string[];
  readonly enabledApiProposals?: readonly string[];
  readonly contributes: {
    readonly commands: readonly { readonly command: string; readonly icon?: string }[];
    readonly menus: Readonly<Record<string, readonly { readonly command: string }[]>>;
    readonly views: Readonly<Record<string, readonly { readonly id: string }[]>>;
    readonly viewsWelcome: readonly { readonly view: string }[];
    readonly configuration: { readonly properties: Readonly<Record<string, { readonly default: unknown }>> };
  };
}

const manifestText = readFileSync('package.json', 'utf8');
const manifest = JSON.parse(manifestText) as Manifest;
const texts = JSON.parse(readFileSync('package.nls.json', 'utf8')) as Readonly<Record<string, string>>;
const extensionSource = globSync('src/extension/**/*.ts')
  .map((file) => readFileSync(file, 'utf8'))
  .join('\n');
const commandIds = manifest.contributes.commands.map((each) => each.command).sort();

describe('the manifest', () => {
  it('declares exactly the commands that commands.ts handles', () => {
    const source = readFileSync('src/extension/commands.ts', 'utf8');
    const handled = [...source.matchAll(/^ {4}'(zohoCrm\.[\w.]+)':/gm)].map((match) => match[1]);
    assert.deepEqual(handled.sort(), commandIds);
  });

  it('names only declared commands in menus, welcome texts and tree rows', () => {
    const inMenus = Object.values(manifest.contributes.menus).flatMap((entries) => entries.map((each) => each.command));
    const inTexts = [...JSON.stringify(texts).matchAll(/command:(zohoCrm\.[\w.]+)/g)].map((match) => match[1]);
    const inRows = [...extensionSource.matchAll(/command: '(zohoCrm\.[\w.]+)'/g)].map((match) => match[1]);
    const unknown = [...inMenus, ...inTexts, ...inRows].filter((id) => !commandIds.includes(id ?? ''));
    assert.deepEqual(unknown, []);
  });

  it('declares exactly the settings that the code reads, with the same defaults', () => {
    const source = readFileSync('src/extension/settings.ts', 'utf8');
    const read = [...source.matchAll(/read(?:<[^>]*>)?\(\s*'([\w.]+)',\s*([^)]+?),?\s*\)/g)];
    const inCode = Object.fromEntries(read.map(([, key, value]) => [`zohoCrm.${key ?? ''}`, literal(value ?? '')]));
    const declared = Object.entries(manifest.contributes.configuration.properties).map(([key, each]) => [
      key,
      each.default,
    ]);
    assert.deepEqual(inCode, Object.fromEntries(declared));
  });

  it('has a text for each placeholder, and no text that nothing uses', () => {
    const used = new Set([...manifestText.matchAll(/"%([\w.]+)%"/g)].map((match) => match[1] ?? ''));
    assert.deepEqual([...used].sort(), Object.keys(texts).sort());
  });

  it('registers the views that it declares', () => {
    const views = Object.values(manifest.contributes.views).flat();
    const isRegistered = (id: string): boolean =>
      [`createTreeView('${id}'`, `registerWebviewViewProvider('${id}'`].some((call) => extensionSource.includes(call));
    for (const { id } of views) assert.ok(isRegistered(id), id);
    for (const { view } of manifest.contributes.viewsWelcome) assert.ok(views.some((each) => each.id === view));
  });

  it('is compiled against the oldest editor that it supports', () => {
    assert.equal(`^${manifest.devDependencies['@types/vscode'] ?? ''}`, manifest.engines.vscode);
  });

  it('does not wake up for everything and uses no proposed API', () => {
    assert.ok(!manifest.activationEvents?.includes('*'));
    assert.equal(manifest.enabledApiProposals, undefined);
  });
});

/** A literal of the source as a value. */
function literal(source: string): unknown {
  return JSON.parse(source.replaceAll("'", '"').replaceAll(/(?<=\d)_(?=\d)/g, ''));
}
