import type { RecordReference } from './recordReference.ts';
import { referenceKey } from './recordReference.ts';

/** A record as it was seen at some time. */
export interface SeenRecord {
  /** Names the text for as long as the window lives. */
  readonly version: number;
  readonly reference: RecordReference;
  /** What people call it. */
  readonly name: string;
  /** For comparing: the same text means that nothing has changed. */
  readonly text: string;
  /** Epoch milliseconds. */
  readonly seenAt: number;
}

const mostOfOneRecord = 10;
const mostRecords = 300;

/** The records that were seen in this window, in the versions that they had; nothing of it is written anywhere. */
export class RecordMemory {
  readonly #seen = new Map<string, readonly SeenRecord[]>();
  #lastVersion = 0;

  /** A record that has not changed is the version that it was. */
  remember(reference: RecordReference, name: string, text: string, seenAt: number): SeenRecord {
    const key = referenceKey(reference);
    const versions = this.#seen.get(key) ?? [];
    const last = versions.at(-1);
    const isSame = last?.text === text;
    const seen = { version: isSame ? last.version : ++this.#lastVersion, reference, name, text, seenAt };
    // Put last, as the most recent one.
    this.#seen.delete(key);
    this.#seen.set(key, [...(isSame ? versions.slice(0, -1) : versions), seen].slice(-mostOfOneRecord));
    for (const oldest of this.#seen.keys()) if (this.#seen.size > mostRecords) this.#seen.delete(oldest);
    return seen;
  }

  /** The newest version that is known. */
  latest(reference: RecordReference): SeenRecord | undefined {
    return this.#seen.get(referenceKey(reference))?.at(-1);
  }

  /** All that are known, the newest first. */
  versions(reference: RecordReference): readonly SeenRecord[] {
    return [...(this.#seen.get(referenceKey(reference)) ?? [])].reverse();
  }

  /** By its version; undefined where it is no longer kept. */
  find(reference: RecordReference, version: number): SeenRecord | undefined {
    return this.versions(reference).find((each) => each.version === version);
  }

  /** The newest version of each record, the one that was seen last first. */
  recent(): readonly SeenRecord[] {
    return [...this.#seen.values()].flatMap((versions) => versions.at(-1) ?? []).reverse();
  }
}
