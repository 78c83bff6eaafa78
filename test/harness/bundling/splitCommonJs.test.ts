import { build } from 'esbuild';
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { SourceMapPayload } from 'node:module';
import { createRequire, SourceMap } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { splitCommonJs } from './splitCommonJs.ts';

const sources = {
  'main.ts': `import * as vscode from 'vscode';
    import { Thing } from './thing.ts';
    export const editorVersion = () => vscode.version;
    export async function isSame() { const { make } = await import('./lazy.ts'); return make() instanceof Thing; }`,
  'worker.ts': `import { Thing } from './thing.ts';
    export async function isSame() { const { make } = await import('./lazy.ts'); return make() instanceof Thing; }`,
  'lazy.ts': `import { Thing } from './thing.ts'; globalThis.lazyWasLoaded = true; export const make = () => new Thing();`,
  'thing.ts': `globalThis.thingsLoaded = (globalThis.thingsLoaded ?? 0) + 1; export class Thing {}`,
};

interface Entry {
  readonly isSame: () => Promise<boolean>;
  readonly editorVersion: () => string;
}

describe('splitting bundles for CommonJS', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'split-'));
    for (const [name, text] of Object.entries(sources)) await writeFile(path.join(folder, name), text);
  });

  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  afterEach(() => {
    Reflect.deleteProperty(globalThis, 'lazyWasLoaded');
    Reflect.deleteProperty(globalThis, 'thingsLoaded');
  });

  it('loads a chunk when it is first needed, and keeps a class that chunks share one class', async () => {
    const { isSame } = await load('main.cjs');
    assert.equal('lazyWasLoaded' in globalThis, false);
    assert.equal(await isSame(), true);
    assert.equal('lazyWasLoaded' in globalThis, true);
    assert.equal(Reflect.get(globalThis, 'thingsLoaded'), 1);
  });

  it('puts what the main file needs at once into it', async () => {
    const files = await bundle(path.join(folder, 'out'));
    const required = [...(files.get('main.cjs') ?? '').matchAll(/require\("(\.[^"]*)"\)/g)].map(
      (each) => each[1] ?? '',
    );
    assert.equal(required.length, 1, required.join());
    assert.match(required[0] ?? '', /^\.\/lazy-\w+\.cjs$/);
  });

  it('leaves chunks whole for a program that does not load the main file', async () => {
    const { isSame } = await load('worker.cjs');
    assert.equal(await isSame(), true);
    assert.equal(Reflect.get(globalThis, 'thingsLoaded'), 1);
  });

  it('writes what the bundler adds to every file only once', async () => {
    const files = await bundle(path.join(folder, 'out'));
    const holders = [...files].filter(([, text]) => text.includes('Object.getOwnPropertyNames'));
    assert.deepEqual(
      holders.map(([file]) => file).filter((file) => file.endsWith('.cjs')),
      ['chunks/helpers.cjs', 'main.cjs'],
    );
  });

  it('takes the names of the editor as they are, without a copy of them all', async () => {
    const { editorVersion } = await load('main.cjs');
    assert.equal(editorVersion(), '1.2.3');
    const text = (await bundle(path.join(folder, 'out'))).get('main.cjs') ?? '';
    assert.match(text, /= +require\("vscode"\)/);
  });

  it('maps back to the sources', async () => {
    const files = await bundle(path.join(folder, 'out'));
    const map = JSON.parse(files.get('main.cjs.map') ?? '') as { sources: string[] };
    assert.ok(map.sources.includes('../main.ts'), map.sources.join());
    assert.match(files.get('main.cjs') ?? '', /sourceMappingURL=main\.cjs\.map\n$/);
    const [chunk = ''] = [...files.keys()].filter((file) => /^lazy-\w+\.cjs$/.test(file));
    assert.deepEqual(originOf(files, chunk, 'lazyWasLoaded'), { source: '../lazy.ts', line: 0 });
  });

  /** A fresh copy of a bundled file, as a program that starts with it would have. */
  async function load(file: string): Promise<Entry> {
    const output = await mkdtemp(path.join(folder, 'out-'));
    const editor = path.join(output, 'node_modules', 'vscode');
    await mkdir(editor, { recursive: true });
    await writeFile(path.join(editor, 'index.js'), `module.exports = { version: '1.2.3' };`);
    for (const [name, text] of await bundle(output)) {
      await mkdir(path.dirname(path.join(output, name)), { recursive: true });
      await writeFile(path.join(output, name), text);
    }
    return createRequire(import.meta.url)(path.join(output, file)) as Entry;
  }

  function originOf(files: ReadonlyMap<string, string>, file: string, text: string) {
    const before = (files.get(file) ?? '').split(text, 1)[0]?.split('\n') ?? [];
    const map = new SourceMap(JSON.parse(files.get(`${file}.map`) ?? '') as SourceMapPayload);
    const entry = map.findEntry(before.length - 1, before.at(-1)?.length ?? 0);
    return 'originalSource' in entry ? { source: entry.originalSource, line: entry.originalLine } : undefined;
  }

  async function bundle(outdir: string): Promise<Map<string, string>> {
    const { outputFiles } = await build({
      entryPoints: [path.join(folder, 'main.ts'), path.join(folder, 'worker.ts')],
      outdir,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      outExtension: { '.js': '.cjs' },
      sourcemap: 'inline',
      external: ['vscode'],
      write: false,
    });
    return splitCommonJs(outdir, outputFiles, 'main.cjs');
  }
});
