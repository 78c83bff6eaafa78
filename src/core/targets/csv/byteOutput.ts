/** Bytes that are put together of pieces of others, and of texts. */
export class ByteOutput {
  #source: Buffer = Buffer.alloc(0);
  #bytes: Buffer = Buffer.alloc(0);
  #length = 0;

  /** Begins anew, with about as many bytes as there will be. What was taken before is gone. */
  begin(source: Buffer, room: number): void {
    this.#source = source;
    this.#length = 0;
    this.#makeRoom(room);
  }

  copy(from: number, to: number): void {
    this.#makeRoom(to - from);
    if (to - from > mostByHand) {
      this.#length += this.#source.copy(this.#bytes, this.#length, from, to);
      return;
    }
    for (let at = from; at < to; at++) this.#bytes[this.#length++] = this.#source[at] ?? 0;
  }

  byte(byte: number): void {
    this.#makeRoom(1);
    this.#bytes[this.#length++] = byte;
  }

  text(text: string): void {
    this.#makeRoom(3 * text.length);
    this.#length += this.#bytes.write(text, this.#length);
  }

  /** What is there, until the next beginning. */
  taken(): Buffer {
    return this.#bytes.subarray(0, this.#length);
  }

  #makeRoom(bytes: number): void {
    if (this.#length + bytes <= this.#bytes.length) return;
    const larger = Buffer.allocUnsafeSlow(Math.ceil(1.25 * (this.#length + bytes)));
    this.#bytes.copy(larger, 0, 0, this.#length);
    this.#bytes = larger;
  }
}

/** Calling the machine costs more than copying so few bytes one by one. */
const mostByHand = 32;
