import type { ExportedCell } from '../../model/exportedRows.ts';
import { broken, code, numberEnd, textEnd, unescaped, valueEnd, wordEnd } from './jsonScan.ts';

const nothing = Buffer.from('null');
const yes = Buffer.from('true');
const no = Buffer.from('false');
const emptyList = Buffer.from('[]');
const emptyText = Buffer.from('""');
const idStart = Buffer.from('"id":"');
const nameStart = Buffer.from('"name":');

/** The members of each record of a page, in their order. */
export interface Members {
  /** What stands before the values, `{"Company":` and so on, four bytes at a time; the last four overlap with those before. */
  readonly words: Int32Array;
  /** Where each of them begins in there, and where the last one ends. */
  readonly bounds: Int32Array;
  /** In bytes. */
  readonly lengths: Int32Array;
  readonly kinds: readonly ExportedCell['kind'][];
  /** The cell of each value among those of a record. */
  readonly cells: Int32Array;
}

export interface Member {
  readonly start: Buffer;
  readonly kind: ExportedCell['kind'];
  readonly cell: number;
}

export function membersOf(all: readonly Member[]): Members {
  const words = all.map(({ start }) => {
    const places = Array.from({ length: Math.ceil(start.length / 4) }, (_, index) => 4 * index);
    return places.map((at) => start.readInt32LE(Math.min(at, start.length - 4)));
  });
  let end = 0;
  return {
    words: Int32Array.from(words.flat()),
    bounds: Int32Array.from([0, ...words.map((each) => (end += each.length))]),
    lengths: Int32Array.from(all.map(({ start }) => start.length)),
    kinds: all.map(({ kind }) => kind),
    cells: Int32Array.from(all.map(({ cell }) => cell)),
  };
}

/** Where the cells of a page stand in its bytes. */
export class JsonCells {
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly #bytes: Buffer;
  readonly #view: DataView;
  /** Cells that hold escapes. */
  readonly #escaped: number[] = [];

  constructor(bytes: Buffer, cells: number) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.starts = new Int32Array(cells);
    this.ends = new Int32Array(cells);
  }

  /** The byte behind the last member of the record that begins at `start`, and whose cells begin at `first`. */
  readRecord(start: number, members: Members, first: number): number {
    const { lengths, kinds, cells } = members;
    const bytes = this.#bytes;
    let at = start;
    for (let member = 0; member < kinds.length; member++) {
      if (!this.#isStart(at, members, member)) return broken;
      at += lengths[member] ?? 0;
      const kind = kinds[member] ?? 'other';
      const cell = first + (cells[member] ?? 0);
      at = kind === 'text' && bytes[at] === code.quote ? this.#readText(at + 1, cell) : this.read(kind, at, cell);
      if (at === broken) return broken;
    }
    return at;
  }

  /** The byte behind the value that begins at `at`, which becomes a cell, a lookup two; `broken` for another kind of value. */
  read(kind: ExportedCell['kind'], at: number, cell: number): number {
    const bytes = this.#bytes;
    // What is not set is empty.
    if (bytes[at] === code.n) return wordEnd(bytes, at, nothing);
    switch (kind) {
      case 'text':
        return bytes[at] === code.quote ? this.#readText(at + 1, cell) : broken;
      case 'number':
        return this.#set(cell, at, numberEnd(bytes, at));
      case 'boolean':
        return this.#set(cell, at, wordEnd(bytes, at, yes) || wordEnd(bytes, at, no));
      case 'reference':
        return bytes[at] === code.openObject ? this.#readReference(at, cell) : broken;
      case 'other':
        return (
          wordEnd(bytes, at, emptyList) || wordEnd(bytes, at, emptyText) || this.#set(cell, at, valueEnd(bytes, at))
        );
    }
  }

  /** Makes texts with escapes what they mean, in their places, which are long enough. False, before any change, where one is none. */
  resolveEscapes(): boolean {
    const texts = this.#escaped.map((cell) => {
      const text = unescaped(this.#bytes.toString('utf8', this.starts[cell], this.ends[cell]));
      return text?.isWellFormed() ? text : undefined;
    });
    if (texts.includes(undefined)) return false;
    for (const [index, cell] of this.#escaped.entries()) {
      const text = texts[index] ?? '';
      const start = this.starts[cell] ?? 0;
      const oldEnd = this.ends[cell] ?? 0;
      // With its closing quote.
      const end = start + this.#bytes.write(`${text.replaceAll('"', '""')}"`, start) - 1;
      // What is left of the old text may be half a character.
      this.#bytes.fill(code.space, end + 1, oldEnd);
      this.ends[cell] = text.includes('"') ? ~end : end;
    }
    return true;
  }

  #isStart(start: number, { words, bounds, lengths }: Members, member: number): boolean {
    const end = start + (lengths[member] ?? 0);
    if (end > this.#view.byteLength) return false;
    const last = (bounds[member + 1] ?? 0) - 1;
    let at = start;
    for (let index = bounds[member] ?? 0; index < last; index++, at += 4) {
      if (this.#view.getInt32(at, true) !== words[index]) return false;
    }
    return this.#view.getInt32(end - 4, true) === words[last];
  }

  #set(cell: number, start: number, end: number): number {
    this.starts[cell] = start;
    this.ends[cell] = end;
    return end;
  }

  #readText(start: number, cell: number): number {
    const end = textEnd(this.#bytes, start);
    if (end > 0) return this.#set(cell, start, end) + 1;
    if (end === broken) return broken;
    this.#escaped.push(cell);
    return this.#set(cell, start, ~end) + 1;
  }

  /** `{"name":"…","id":"…"}`, with the two in any order, and the name missing or null. */
  #readReference(start: number, cell: number): number {
    const bytes = this.#bytes;
    let at = start;
    let hasId = false;
    for (let members = 0; members < 2 && bytes[at] === (members === 0 ? code.openObject : code.comma); members++) {
      const id = wordEnd(bytes, at + 1, idStart);
      if (id !== broken && !hasId) {
        at = this.#readText(id, cell);
        hasId = at > id + 1;
      } else {
        const name = wordEnd(bytes, at + 1, nameStart);
        if (name === broken) return broken;
        at = this.read('text', name, cell + 1);
        // A name that is empty is not the same as one that is not told.
        if (bytes[name] === code.quote && at === name + 2) return broken;
      }
      if (at === broken) return broken;
    }
    return hasId && bytes[at] === code.closeObject ? at + 1 : broken;
  }
}
