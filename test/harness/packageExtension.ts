// `npm run package`: builds, and makes the .vsix file that is published.
import { createHash } from 'node:crypto';
import { existsSync, globSync } from 'node:fs';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { bundleProduct } from './bundle.ts';
import { startGuarded } from './programs/guardedProcess.ts';
import { harnessFolder, rootFolder, vsixFile } from './paths.ts';
import { ForeseenError, describeError } from './errors.ts';
import { complain, say } from './say.ts';

/** Everything that the package is made of, and what decides what goes into it. */
const ingredients = [
  'dist/**/*',
  'media/**/*',
  'package.json',
  'package.nls*.json',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  '.vscodeignore',
  'node_modules/@vscode/vsce/package.json',
];

/** Builds dist/ and packages it, if anything changed since the last time. Answers the file. Throws ForeseenError. */
export async function packageExtension(): Promise<string> {
  await bundleProduct();
  const stamp = path.join(harnessFolder, 'packaged.txt');
  const wanted = await digest();
  if (existsSync(vsixFile) && (await readFile(stamp, 'utf8').catch(() => '')) === wanted) return vsixFile;
  say('Packaging the extension …');
  const unfinished = `${vsixFile}.${process.pid}.vsix`;
  const vsce = startGuarded(
    process.execPath,
    [
      path.join(rootFolder, 'node_modules', '@vscode', 'vsce', 'vsce'),
      'package',
      // The bundles hold all that is needed of the packages.
      '--no-dependencies',
      // There is no public repository yet; the README's pictures are in the package.
      ...['--allow-missing-repository', '--no-rewrite-relative-links'],
      ...['--out', unfinished],
    ],
    { name: 'vsce', cwd: rootFolder },
  );
  if ((await vsce.ended) !== 0) throw new ForeseenError(`vsce could not package:\n${vsce.recentOutput()}`);
  await rename(unfinished, vsixFile);
  await mkdir(harnessFolder, { recursive: true });
  await writeFile(stamp, wanted);
  return vsixFile;
}

async function digest(): Promise<string> {
  const hash = createHash('sha256');
  for (const entry of globSync(ingredients, { cwd: rootFolder, withFileTypes: true }).filter((each) => each.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    hash.update(path.relative(rootFolder, file)).update(await readFile(file));
  }
  return hash.digest('hex');
}

if (import.meta.main) {
  try {
    say(`Packaged: ${path.relative(process.cwd(), await packageExtension())}`);
  } catch (error) {
    complain(describeError(error));
    process.exitCode = 1;
  }
}
