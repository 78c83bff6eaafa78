import { createHash } from 'node:crypto';

import type { Connection } from '../model/connection.ts';
import type { UnreadableReason } from '../model/metadata.ts';
import { asNumber, asObject, parseJson } from '../model/parse.ts';
import type { BlobStore, Log } from '../ports.ts';
import type { ReadFile, StoredDetails, StoredModules } from './storedFiles.ts';
import { ownerKeyOf, readStoredDetails, readStoredModules, writeStored } from './storedFiles.ts';

export interface CacheFolderParts {
  readonly files: BlobStore;
  readonly log: Log;
  /** Told of each file that could not be used and got another name. */
  readonly onSetAside: (path: string) => void;
}

/**
 * The files of one connection: `<id>/modules.json`, `<id>/details/<module>.json` and `<id>/cleared.json`. What is damaged
 * or was written by a newer version gets another name and counts as not there.
 */
export class CacheFolder {
  readonly #parts: CacheFolderParts;
  readonly #folder: string;
  readonly #owner: string;

  constructor(connection: Connection, parts: CacheFolderParts) {
    this.#parts = parts;
    this.#folder = connection.id;
    this.#owner = ownerKeyOf(connection);
  }

  modules(): Promise<StoredModules | undefined> {
    return this.#read(`${this.#folder}/modules.json`, readStoredModules);
  }

  async saveModules(modules: StoredModules): Promise<void> {
    await this.#write(`${this.#folder}/modules.json`, modules);
  }

  /** Remembers why a module cannot be read, where the list of modules does not tell. */
  async learn(
    { refreshId, apiName }: Pick<StoredDetails, 'refreshId' | 'apiName'>,
    reason: UnreadableReason,
  ): Promise<void> {
    const modules = await this.modules();
    if (modules?.refreshId !== refreshId) return;
    await this.saveModules({ ...modules, learned: { ...modules.learned, [apiName]: reason } });
  }

  async details(moduleApiName: string): Promise<StoredDetails | undefined> {
    const stored = await this.#read(this.#detailsPath(moduleApiName), readStoredDetails);
    return stored?.apiName === moduleApiName ? stored : undefined;
  }

  async allDetails(): Promise<readonly StoredDetails[]> {
    const names = await this.#parts.files.list(`${this.#folder}/details`);
    const wanted = names.filter((name) => name.endsWith('.json'));
    const read = wanted.map((name) => this.#read(`${this.#folder}/details/${name}`, readStoredDetails));
    return (await Promise.all(read)).filter((each) => each !== undefined);
  }

  async saveDetails(details: StoredDetails): Promise<void> {
    await this.#write(this.#detailsPath(details.apiName), details);
  }

  async removeDetails(moduleApiName: string): Promise<void> {
    await this.#parts.files.remove(this.#detailsPath(moduleApiName));
  }

  /** Everything but the time of the last clearing. */
  async removeAll(): Promise<void> {
    await this.#parts.files.remove(`${this.#folder}/modules.json`);
    await this.#parts.files.remove(`${this.#folder}/details`);
  }

  async #read<T>(path: string, parse: (text: string, owner: string) => ReadFile<T>): Promise<T | undefined> {
    const text = await this.#tried(`read ${path}`, () => this.#parts.files.read(path));
    if (text === undefined) return undefined;
    const found = parse(text, this.#owner);
    if (found.kind === 'value') return found.value;
    if (found.kind === 'bad') await this.#setAside(path, found.because);
    return undefined;
  }

  async #write(path: string, content: StoredModules | StoredDetails): Promise<void> {
    const text = writeStored(this.#owner, content);
    await this.#tried(`write ${path}`, () => this.#parts.files.writeWhole(path, text));
  }

  /** Without a disk that works there is no cache, and everything else goes on. */
  async #tried<T>(what: string, work: () => Promise<T>): Promise<T | undefined> {
    try {
      return await work();
    } catch (error) {
      this.#parts.log.warn(`Metadata cache: could not ${what}: ${error instanceof Error ? error.message : 'unknown'}`);
      return undefined;
    }
  }

  async #setAside(path: string, because: 'damaged' | 'newer'): Promise<void> {
    const { files, log, onSetAside } = this.#parts;
    const name = `${path}.${because}`;
    await this.#tried(`rename ${path}`, () => files.rename(path, name));
    log.warn(`Metadata cache: ${path} is ${because === 'newer' ? 'of a newer version' : 'damaged'}, now ${name}`);
    onSetAside(name);
  }

  /** Names that differ in case only must not meet on a file system that does not see it. */
  #detailsPath(moduleApiName: string): string {
    const distinct = createHash('sha256').update(moduleApiName).digest('hex').slice(0, 8);
    return `${this.#folder}/details/${moduleApiName.replaceAll(/\W/g, '_').slice(0, 80)}-${distinct}.json`;
  }
}

/** When a connection's cache was last cleared, in epoch milliseconds. */
export async function readClearedAt(files: BlobStore, connectionId: string): Promise<number | undefined> {
  return asNumber(asObject(parseJson((await files.read(`${connectionId}/cleared.json`)) ?? ''))?.['at']);
}

/** Removes everything that is kept of a connection, files set aside included, and remembers when. */
export async function clearFolder(files: BlobStore, connectionId: string, at: number): Promise<void> {
  await files.remove(connectionId);
  await files.writeWhole(`${connectionId}/cleared.json`, JSON.stringify({ at }));
}
