import { build } from 'esbuild';
import assert from 'node:assert/strict';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { splitCommonJs } from './splitCommonJs.ts';

const sources = {
  'main.ts': `import { Thing } from './thing.ts';
    export async function isSame() { const { make } = await import('./lazy.ts'); return make() instanceof Thing; }`,
  'lazy.ts': `import { Thing } from './thing.ts'; globalThis.lazyWasLoaded = true; export const make = () => new Thing();`,
  'thing.ts': `export class Thing {}`,
};

describe('splitting bundles for CommonJS', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'split-'));
    for (const [name, text] of Object.entries(sources)) await writeFile(path.join(folder, name), text);
  });

  after(async () => {
    await rm(folder, { recursive: true, force: true });
  });

  it('loads a chunk when it is first needed, and keeps a class that chunks share one class', async () => {
    const output = path.join(folder, 'out');
    const files = await bundle(output);
    for (const [name, text] of files) {
      await mkdir(path.dirname(path.join(output, name)), { recursive: true });
      await writeFile(path.join(output, name), text);
    }
    const { isSame } = createRequire(import.meta.url)(path.join(output, 'main.cjs')) as {
      isSame: () => Promise<boolean>;
    };
    assert.equal('lazyWasLoaded' in globalThis, false);
    assert.equal(await isSame(), true);
    assert.equal('lazyWasLoaded' in globalThis, true);
  });

  it('maps back to the sources', async () => {
    const files = await bundle(path.join(folder, 'out'));
    const map = JSON.parse(files.get('main.cjs.map') ?? '') as { sources: string[] };
    assert.ok(map.sources.includes('../main.ts'), map.sources.join());
    assert.match(files.get('main.cjs') ?? '', /sourceMappingURL=main\.cjs\.map\n$/);
  });

  async function bundle(outdir: string): Promise<Map<string, string>> {
    const { outputFiles } = await build({
      entryPoints: [path.join(folder, 'main.ts')],
      outdir,
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      outExtension: { '.js': '.cjs' },
      sourcemap: 'inline',
      write: false,
    });
    return splitCommonJs(outdir, outputFiles);
  }
});
