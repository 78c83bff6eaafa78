import { unzipSync } from 'fflate';
import assert from 'node:assert/strict';
import { existsSync, readFileSync, statSync } from 'node:fs';
import path from 'node:path';

import { rootFolder, vsixFile } from './harness/paths.ts';

const mostBytes = 1_500_000;

/** Everything that may be in the package; `extension/` is the extension's folder. */
const allowed = [
  /^extension\.vsixmanifest$/,
  /^\[Content_Types\]\.xml$/,
  /^extension\/package\.json$/,
  /^extension\/package\.nls(\.[a-z-]+)?\.json$/,
  /^extension\/(readme\.md|changelog\.md|LICENSE\.txt)$/i,
  /^extension\/media\/[\w./-]+\.(png|svg|md|json)$/,
  /^extension\/dist\/(extension|sampleOrg|cli|\w+\.worker)\.cjs$/,
  /^extension\/dist\/chunks\/[\w.-]+\.cjs$/,
  /^extension\/dist\/webview\/\w+\.(js|css)$/,
];

describe('the packaged extension', () => {
  let files: Readonly<Record<string, Uint8Array>>;

  before(() => {
    assert.ok(existsSync(vsixFile), 'There is no package yet: npm run package');
    files = unzipSync(readFileSync(vsixFile));
  });

  it('holds nothing that should not ship', () => {
    const strange = Object.keys(files).filter((file) => !allowed.some((pattern) => pattern.test(file)));
    assert.deepEqual(strange, []);
  });

  it(`is smaller than ${mostBytes / 1_000_000} MB`, () => {
    assert.ok(statSync(vsixFile).size <= mostBytes, `${statSync(vsixFile).size} bytes`);
  });

  it('holds the entry point that its manifest names, and all that it requires of its own', () => {
    const { main } = JSON.parse(textOf('extension/package.json')) as { main: string };
    const seen = new Set<string>();
    const follow = (file: string): void => {
      if (seen.has(file)) return;
      seen.add(file);
      for (const [, required] of textOf(file).matchAll(/require\("(\.[^"]+)"\)/g)) {
        follow(path.posix.join(path.posix.dirname(file), required ?? ''));
      }
    };
    follow(path.posix.join('extension', main));
    assert.ok(seen.size > 1, 'the entry point loads nothing later: the split into chunks is lost');
  });

  it('names no folder of the machine that it was made on', () => {
    const leaks = Object.entries(files).filter(([, content]) => Buffer.from(content).includes(rootFolder));
    assert.deepEqual(
      leaks.map(([file]) => file),
      [],
    );
  });

  /** Fails when the file is not in the package. */
  function textOf(file: string): string {
    const content = files[file];
    assert.ok(content, `${file} is missing`);
    return Buffer.from(content).toString('utf8');
  }
});
