import { mkdir, readFile, readdir, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Makes `folder` hold exactly `files` (path below `folder` → content) among the entries that `owns` accepts.
 * Files that are right already are not touched, and each new one appears whole: a reader never sees half a file.
 */
export async function writeChangedFiles(
  folder: string,
  files: ReadonlyMap<string, string | Uint8Array>,
  owns: (relativePath: string) => boolean,
): Promise<void> {
  for (const [relativePath, content] of files) {
    await writeWhenChanged(path.join(folder, relativePath), Buffer.from(content));
  }
  for (const relativePath of await filesBelow(folder)) {
    if (owns(relativePath) && !files.has(relativePath)) await rm(path.join(folder, relativePath), { force: true });
  }
}

async function writeWhenChanged(file: string, content: Buffer): Promise<void> {
  const present = await readFile(file).catch(() => undefined);
  if (present?.equals(content) === true) return;
  await mkdir(path.dirname(file), { recursive: true });
  const unfinished = `${file}.${process.pid}.new`;
  // What begins like a program is one.
  await writeFile(unfinished, content, content.toString('latin1', 0, 2) === '#!' ? { mode: 0o755 } : {});
  await rename(unfinished, file);
}

/** Paths of all files below a folder, with forward slashes, in order; none when there is no such folder. */
export async function filesBelow(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .sort();
}
