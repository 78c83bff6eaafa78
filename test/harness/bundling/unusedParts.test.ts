import { build } from 'esbuild';
import iconv from 'iconv-lite';
import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { makePools } from '../../../src/sampleOrg/seed/pools.ts';
import { textEncodings } from '../../../src/core/targets/fileTarget.ts';
import { rootFolder } from '../paths.ts';
import { unusedParts } from './unusedParts.ts';

const require = createRequire(import.meta.url);

describe('bundles without unused parts of packages', () => {
  let folder: string;

  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'unused-'));
  });

  after(() => rm(folder, { recursive: true, force: true }));

  it('make the same sample data', async () => {
    const bundled = (await load('./src/sampleOrg/seed/pools.ts')) as { readonly makePools: typeof makePools };
    for (const seed of [1, 2, 3]) assert.deepEqual(bundled.makePools(seed), makePools(seed));
  });

  it('encode what exports offer in the same way, and refuse another encoding', async () => {
    const { default: bundled } = (await load('iconv-lite')) as { readonly default: typeof iconv };
    const everyByte = Buffer.from(Array.from({ length: 256 }, (_each, byte) => byte));
    for (const encoding of textEncodings) {
      const text = iconv.decode(everyByte, encoding);
      assert.equal(bundled.decode(everyByte, encoding), text);
      assert.deepEqual(bundled.encode(`${text}€中`, encoding), iconv.encode(`${text}€中`, encoding));
    }
    assert.throws(() => bundled.encode('中', 'gbk'), /Encoding not recognized/);
  });

  it('know the names of all of MariaDB’s errors', async () => {
    const file = './node_modules/mysql2/lib/constants/errors.js';
    const { default: bundled } = (await load(file)) as { readonly default: object };
    assert.deepEqual({ ...bundled }, { ...(require(path.join(rootFolder, file)) as object) });
  });

  it('refuse certificates that they do not have', async () => {
    await assert.rejects(load('./node_modules/mysql2/lib/constants/ssl_profiles.js'), /not in this package/);
  });

  /** The module as it is in a bundle. */
  async function load(module: string): Promise<unknown> {
    const outfile = path.join(folder, `${path.basename(module, path.extname(module))}.cjs`);
    await build({
      stdin: {
        contents: `import * as all from ${JSON.stringify(module)}; module.exports = all;`,
        resolveDir: rootFolder,
      },
      outfile,
      bundle: true,
      format: 'cjs',
      platform: 'node',
      plugins: [unusedParts],
    });
    return require(outfile);
  }
});
