import { createHash, randomUUID } from 'node:crypto';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { asNumber, asText } from '../core/model/parse.ts';
import type { AccessToken } from '../core/model/oauth.ts';
import { withFileLock } from '../core/util/fileLock.ts';
import { readPrivateObject } from './secrets.ts';

/**
 * Access tokens that several commands use one after the other or at once: Zoho gives ten in ten minutes, so a script could
 * not ask for one with each command. Each is in a file for the user's eyes only, by a hash of the sign-in that it came of,
 * and ends within the hour. Where no file can be written, each command asks for itself.
 */
export class TokenFiles {
  readonly #folder: string;

  /** Absolute path; made where it is missing. */
  constructor(folder: string) {
    this.#folder = folder;
  }

  /** Undefined where there is none that only the user could have written. */
  async read(signIn: readonly string[]): Promise<AccessToken | undefined> {
    try {
      const stored = await readPrivateObject(this.#fileOf(signIn), 'token');
      const [text, expiresAt] = [asText(stored['text']), asNumber(stored['expiresAt'])];
      return text === undefined || expiresAt === undefined ? undefined : { text, expiresAt };
    } catch {
      return undefined;
    }
  }

  async write(signIn: readonly string[], { text, expiresAt }: AccessToken): Promise<void> {
    const file = this.#fileOf(signIn);
    const draft = `${file}.${randomUUID()}`;
    try {
      await writeFile(draft, JSON.stringify({ text, expiresAt }), { mode: 0o600, flag: 'wx' });
      await rename(draft, file);
    } catch {
      // It is good for this command all the same.
    }
  }

  /** Does work while no other command does it for the same sign-in. */
  async exclusively<T>(signIn: readonly string[], work: () => Promise<T>, signal: AbortSignal): Promise<T> {
    await mkdir(this.#folder, { recursive: true, mode: 0o700 }).catch(() => undefined);
    return withFileLock(`${this.#fileOf(signIn)}.lock`, work, signal);
  }

  #fileOf(signIn: readonly string[]): string {
    const hash = createHash('sha256').update(JSON.stringify(signIn)).digest('hex');
    return path.join(this.#folder, `${hash.slice(0, 32)}.json`);
  }
}
