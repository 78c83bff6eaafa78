const [tab, lineFeed, carriageReturn, quote, backslash, lastOfAscii] = [9, 10, 13, 34, 92, 127];

/** Bytes that grow, of the text that `textRows` describes. */
export class TextBuffer {
  bytes: Buffer;
  length = 0;
  readonly #spare: number;

  /** `spare`: so many single bytes may be written between two calls of `reserve`, which other methods make themselves. */
  constructor(size: number, spare: number) {
    this.bytes = Buffer.allocUnsafe(size + spare);
    this.#spare = spare;
  }

  /** Room for so many bytes and the spare ones. */
  reserve(more: number): void {
    const needed = this.length + more + this.#spare;
    if (needed <= this.bytes.length) return;
    const larger = Buffer.allocUnsafe(2 * needed);
    this.bytes.copy(larger, 0, 0, this.length);
    this.bytes = larger;
  }

  byte(value: number): void {
    this.bytes[this.length] = value;
    this.length += 1;
  }

  nothing(): void {
    this.byte(backslash);
    this.byte(0x4e);
  }

  plain(source: Buffer, start = 0, end = source.length): void {
    this.reserve(end - start);
    const { bytes } = this;
    let to = this.length;
    for (let at = start; at < end; at += 1) {
      bytes[to] = source[at] ?? 0;
      to += 1;
    }
    this.length = to;
  }

  /** A text, or its first `most` UTF-16 code units, with escapes, in UTF-8. */
  text(value: string, most = value.length): void {
    const end = Math.min(value.length, most);
    this.reserve(3 * end);
    const { bytes } = this;
    let to = this.length;
    for (let at = 0; at < end; at += 1) {
      const unit = value.charCodeAt(at);
      if (unit <= carriageReturn || unit === backslash || unit > lastOfAscii) {
        this.length = to;
        const point = value.codePointAt(at) ?? 0;
        if (point > 0xffff) at += 1;
        this.#character(point);
        to = this.length;
      } else {
        bytes[to] = unit;
        to += 1;
      }
    }
    this.length = to;
  }

  /** False, with nothing written, where there is a NUL character. */
  escaped(source: Buffer, start: number, end: number, hasDoubledQuotes: boolean): boolean {
    this.reserve(2 * (end - start));
    const { bytes } = this;
    let to = this.length;
    for (let at = start; at < end; at += 1) {
      let byte = source[at] ?? 0;
      if (byte <= carriageReturn || byte === backslash) {
        const letter = escapeLetters.get(byte);
        if (byte === 0) return false;
        if (letter !== undefined) {
          bytes[to] = backslash;
          to += 1;
          byte = letter;
        }
      } else if (hasDoubledQuotes && byte === quote) at += 1;
      bytes[to] = byte;
      to += 1;
    }
    this.length = to;
    return true;
  }

  written(): Buffer {
    return this.bytes.subarray(0, this.length);
  }

  #character(point: number): void {
    const letter = escapeLetters.get(point);
    if (letter !== undefined) this.byte(backslash);
    if (point <= lastOfAscii) this.byte(letter ?? point);
    else if (point <= 0x7ff) this.#bytes(0xc0 | (point >> 6), point, 1);
    else if (point <= 0xffff) this.#bytes(0xe0 | (point >> 12), point, 2);
    else this.#bytes(0xf0 | (point >> 18), point, 3);
  }

  #bytes(first: number, point: number, more: number): void {
    this.byte(first);
    for (let left = more - 1; left >= 0; left -= 1) this.byte(0x80 | ((point >> (6 * left)) & 0x3f));
  }
}

const escapeLetters: ReadonlyMap<number, number> = new Map([
  [tab, 0x74],
  [lineFeed, 0x6e],
  [carriageReturn, 0x72],
  [backslash, backslash],
]);
