import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { startGuarded } from '../programs/guardedProcess.ts';
import { harnessFolder } from '../paths.ts';
import { patchCodeServer } from './codeServerPatches.ts';
import { CannotRunError } from '../errors.ts';
import { say, secondsSince } from '../say.ts';

/** VS Code 1.139.1, as a server. Newer ones may want another Node.js. */
const version = '4.139.1';
const installFolder = path.join(harnessFolder, `code-server-${version}`);
const unfinishedPrefix = 'code-server-unfinished-';
const hourMs = 3_600_000;

/**
 * The script that starts code-server. Installs it from the npm registry first, if need be; an installation that is cut
 * off leaves only a folder that a later one removes. Throws CannotRunError when the registry cannot be reached.
 */
export async function installedCodeServer(): Promise<string> {
  const entry = path.join(installFolder, 'node_modules', 'code-server', 'out', 'node', 'entry.js');
  if (existsSync(entry)) return entry;
  const startedAtMs = performance.now();
  say(`Installing code-server ${version}, the editor to run in (600 MB, once; about half a minute) …`);
  await mkdir(harnessFolder, { recursive: true });
  await removeUnfinished();
  const unfinished = await mkdtemp(path.join(harnessFolder, unfinishedPrefix));
  await installInto(unfinished);
  // Someone else may have been faster; theirs is as good.
  await rename(unfinished, installFolder).catch((error: unknown) => {
    if (!existsSync(entry)) throw error;
  });
  await rm(unfinished, { recursive: true, force: true });
  say(`Installed in ${secondsSince(startedAtMs)}.`);
  return entry;
}

/**
 * Without install scripts: they would compile native parts, which need a compiler and Kerberos headers. Terminals
 * and file watching are lost by that. Its two inner packages are then installed by hand, as its own script would do.
 */
async function installInto(folder: string): Promise<void> {
  await writeFile(path.join(folder, 'package.json'), '{ "private": true }\n');
  const inner = path.join(folder, 'node_modules', 'code-server', 'lib', 'vscode');
  await npmInstall(folder, `code-server@${version}`);
  await npmInstall(inner, '--omit=dev');
  await npmInstall(path.join(inner, 'extensions'), '--omit=dev');
  await patchCodeServer(inner);
}

async function npmInstall(cwd: string, ...words: readonly string[]): Promise<void> {
  const npm = startGuarded(
    process.platform === 'win32' ? 'npm.cmd' : 'npm',
    ['install', ...words, '--ignore-scripts', '--no-fund', '--no-audit', '--loglevel=error'],
    { name: 'npm', cwd, env: { PATH: withOwnNodeFirst() } },
  );
  if ((await npm.ended) === 0) return;
  const complaint = npm.recentOutput().trim().split('\n')[0] ?? 'it gave no reason';
  throw new CannotRunError(`npm could not install code-server ${version}: ${complaint}`);
}

/** npm passes its own Node.js on to what it installs, and code-server insists on version 24. */
function withOwnNodeFirst(): string {
  return `${path.dirname(process.execPath)}${path.delimiter}${process.env['PATH'] ?? ''}`;
}

/** Removes what installations left that were cut off; a young one may still be under way in another process. */
async function removeUnfinished(): Promise<void> {
  for (const name of await readdir(harnessFolder)) {
    const folder = path.join(harnessFolder, name);
    if (!name.startsWith(unfinishedPrefix)) continue;
    const { mtimeMs } = await stat(folder);
    if (Date.now() - mtimeMs > hourMs) await rm(folder, { recursive: true, force: true });
  }
}
