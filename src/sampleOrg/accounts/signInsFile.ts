import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname } from 'node:path';

import { environments } from './caller.ts';
import type { SignIn } from './tokenStore.ts';

const version = 1;

interface FileContent {
  readonly version: typeof version;
  readonly signIns: readonly SignIn[];
}

/**
 * Sign-ins that outlive the process: hashes of refresh tokens and what they are good for, as JSON.
 * The file is always whole, whenever the process is killed.
 */
export class SignInsFile {
  readonly #path: string;
  #lastWrite: Promise<void> = Promise.resolve();

  constructor(path: string) {
    this.#path = path;
  }

  /**
   * What the file holds; nothing when there is none. A file that cannot be understood, damaged or of a newer version,
   * is renamed (`.set-aside-<epoch ms>` at its end), so that it is neither lost nor in the way.
   */
  async load(): Promise<readonly SignIn[]> {
    await mkdir(dirname(this.#path), { recursive: true });
    const text = await readIfThere(this.#path);
    if (text === undefined) return [];
    const content = parse(text);
    if (content) return content.signIns;
    await rename(this.#path, `${this.#path}.set-aside-${Date.now()}`);
    return [];
  }

  /** Replaces the content; resolves when it is on the disk. Calls are carried out one after the other. */
  save(signIns: readonly SignIn[]): Promise<void> {
    const write = this.#lastWrite.then(() => this.#write({ version, signIns }));
    this.#lastWrite = write.catch(() => undefined);
    return write;
  }

  async #write(content: FileContent): Promise<void> {
    const temporary = `${this.#path}.tmp`;
    const file = await open(temporary, 'w', 0o600);
    try {
      await file.writeFile(`${JSON.stringify(content, undefined, 2)}\n`);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, this.#path);
  }
}

async function readIfThere(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

function parse(text: string): FileContent | undefined {
  try {
    const content: unknown = JSON.parse(text);
    return isFileContent(content) ? content : undefined;
  } catch {
    return undefined;
  }
}

function isFileContent(content: unknown): content is FileContent {
  if (!isObject(content) || content['version'] !== version) return false;
  return Array.isArray(content['signIns']) && content['signIns'].every(isSignIn);
}

function isSignIn(value: unknown): value is SignIn {
  if (!isObject(value) || !isObject(value['grant'])) return false;
  const { zuid, clientId, scopes, environment } = value['grant'];
  return (
    typeof value['hash'] === 'string' &&
    typeof value['createdAt'] === 'number' &&
    typeof zuid === 'string' &&
    typeof clientId === 'string' &&
    Array.isArray(scopes) &&
    scopes.every((scope) => typeof scope === 'string') &&
    environments.some((each) => each === environment)
  );
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
