import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';

/** The files below a folder that contain a text, by their paths within it. A file that goes away meanwhile has none. */
export async function filesWith(folder: string, text: string): Promise<readonly string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const found: string[] = [];
  for (const entry of entries.filter((each) => each.isFile())) {
    const file = path.join(entry.parentPath, entry.name);
    const content = await readFile(file).catch(() => Buffer.of());
    if (content.includes(text)) found.push(path.relative(folder, file));
  }
  return found;
}
