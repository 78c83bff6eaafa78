import type { Connection } from '../model/connection.ts';
import type { Staleness } from '../model/metadata.ts';
import type { BlobStore, Clock, Log } from '../ports.ts';
import { CacheFolder } from './cacheFolder.ts';
import { memoryFiles } from './memoryFiles.ts';
import { ownerKeyOf } from './storedFiles.ts';

/** From one opening of a connection to the next. */
export interface Opening {
  readonly owner: string;
  /** Epoch milliseconds. */
  at: number;
  folder: CacheFolder;
  /** Why the last call failed: until the next opening or refresh, what is kept has to do, without asking again and again. */
  failure: Staleness | undefined;
}

export interface OpeningsParts {
  readonly files: BlobStore;
  readonly clock: Clock;
  readonly log: Log;
}

/** Which connections are open in this window, since when, and where their metadata are kept meanwhile. */
export class Openings {
  readonly #parts: OpeningsParts;
  readonly #openings = new Map<string, Opening>();
  readonly #setAside = new Map<string, readonly string[]>();

  constructor(parts: OpeningsParts) {
    this.#parts = parts;
  }

  /** The same opening goes on for the same owner, so that what is being read for it is kept. */
  begin(connection: Connection): Opening {
    const files = connection.cachePolicy === 'disabled' ? memoryFiles() : this.#parts.files;
    const started = { at: this.#parts.clock.now(), folder: this.#folder(connection, files), failure: undefined };
    const owner = ownerKeyOf(connection);
    const known = this.#openings.get(connection.id);
    const opening: Opening = known?.owner === owner ? Object.assign(known, started) : { owner, ...started };
    this.#openings.set(connection.id, opening);
    return opening;
  }

  /** The present opening; whoever uses a connection that nobody opened opens it. */
  of(connection: Connection): Opening {
    return this.known(connection) ?? this.begin(connection);
  }

  known(connection: Connection): Opening | undefined {
    const known = this.#openings.get(connection.id);
    return known?.owner === ownerKeyOf(connection) ? known : undefined;
  }

  /** Whether an opening has neither ended nor been replaced by one of another organization or user. */
  isPresent(connection: Connection, opening: Opening): boolean {
    return this.#openings.get(connection.id) === opening;
  }

  end(connectionId: string): void {
    this.#openings.delete(connectionId);
    this.#setAside.delete(connectionId);
  }

  /** What is on disk for a connection, whether it is open or not. */
  onDisk(connection: Connection): CacheFolder {
    return this.#folder(connection, this.#parts.files);
  }

  /** New names of files that could not be used. */
  setAside({ id }: Connection): readonly string[] {
    return this.#setAside.get(id) ?? [];
  }

  #folder(connection: Connection, files: BlobStore): CacheFolder {
    const onSetAside = (name: string): void => {
      this.#setAside.set(connection.id, [...this.setAside(connection), name]);
    };
    return new CacheFolder(connection, { files, log: this.#parts.log, onSetAside });
  }
}
