import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/**
 * Text files below one folder, addressed by relative paths with `/`; throws RangeError for a path that leads out of it.
 * A write goes to a draft beside the file, which then takes its place: being killed at any time leaves the old content
 * or the new one, and perhaps a draft that `list` does not show and that goes with its folder.
 */
export class FolderFiles {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = path.resolve(folder);
  }

  async read(file: string): Promise<string | undefined> {
    try {
      return await readFile(this.#pathOf(file), 'utf8');
    } catch (error) {
      if (isMissing(error)) return undefined;
      throw error;
    }
  }

  async writeWhole(file: string, content: string): Promise<void> {
    const target = this.#pathOf(file);
    const draft = `${target}.${randomUUID()}${draftSuffix}`;
    await mkdir(path.dirname(target), { recursive: true });
    try {
      await writeFile(draft, content);
      await rename(draft, target);
    } catch (error) {
      await rm(draft, { force: true });
      throw error;
    }
  }

  async list(folder: string): Promise<readonly string[]> {
    try {
      return (await readdir(this.#pathOf(folder))).filter((name) => !name.endsWith(draftSuffix)).sort();
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  }

  async remove(entry: string): Promise<void> {
    await rm(this.#pathOf(entry), { recursive: true, force: true });
  }

  async rename(from: string, to: string): Promise<void> {
    try {
      await rename(this.#pathOf(from), this.#pathOf(to));
    } catch (error) {
      if (!isMissing(error)) throw error;
    }
  }

  #pathOf(entry: string): string {
    const whole = path.resolve(this.#folder, entry);
    if (whole === this.#folder || whole.startsWith(this.#folder + path.sep)) return whole;
    throw new RangeError(`${entry} leads out of its folder.`);
  }
}

const draftSuffix = '.draft';

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR');
}
