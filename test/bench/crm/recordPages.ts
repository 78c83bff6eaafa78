/** What a record's id is in the template, so that it can be found; as long as all ids. */
export const templateId = '5843104000000000000';
const idStart = templateId.slice(0, 10);
const idDigits = templateId.length - idStart.length;

/** Ids ascend by one, without gaps, from the first record's (index 0). */
export function idAt(index: number): string {
  return idStart + String(index + 1).padStart(idDigits, '0');
}

/** The index of a record by its id; of any other id, that of the first record above it. */
export function indexOfId(id: string): number {
  const number = BigInt(id) - BigInt(idStart) * 10n ** BigInt(idDigits) - 1n;
  return Number(number < -1n ? -1n : number);
}

/**
 * Any number of records as JSON, made of a few thousand texts that repeat with other ids. A page costs a copy of its
 * bytes, so that the server takes next to nothing of the time that is measured.
 */
export class RecordPages {
  readonly #block: Buffer;
  /** Where the texts begin, with the end of the last one; a comma stands between two. */
  readonly #starts: readonly number[];
  readonly #idOffsets: readonly number[];

  /** `texts`: records as JSON, each with `templateId` as its id. */
  constructor(texts: readonly string[]) {
    this.#block = Buffer.from(`${texts.join(',')},`);
    let at = 0;
    const starts = texts.map((text) => {
      const start = at;
      at += Buffer.byteLength(text) + 1;
      return start;
    });
    this.#starts = [...starts, at];
    this.#idOffsets = starts.map((start) => this.#block.indexOf(templateId, start) - start);
  }

  /** `count` records from an index on, with commas between them. */
  bytes(from: number, count: number): Buffer {
    const parts: Buffer[] = [];
    const size = this.#idOffsets.length;
    for (let index = from; index < from + count;) {
      const first = index % size;
      const some = Math.min(from + count - index, size - first);
      parts.push(this.#part(index, first, some));
      index += some;
    }
    const all = parts.length === 1 && parts[0] ? parts[0] : Buffer.concat(parts);
    return all.subarray(0, Math.max(0, all.length - 1));
  }

  #part(index: number, first: number, count: number): Buffer {
    const start = this.#starts[first] ?? 0;
    const part = Buffer.from(this.#block.subarray(start, this.#starts[first + count]));
    for (let each = first; each < first + count; each++) {
      const at = (this.#starts[each] ?? 0) + (this.#idOffsets[each] ?? 0) - start;
      part.write(idAt(index + each - first), at, 'latin1');
    }
    return part;
  }
}
