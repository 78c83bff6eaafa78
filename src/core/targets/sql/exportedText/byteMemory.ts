/** Longer texts are not worth it. */
const mostBytes = 64;
const places = 256;

/** What was made of short texts, by their bytes. A text that comes later may take the place of another. */
export class ByteMemory<Value> {
  readonly #keys: (Buffer | undefined)[] = [];
  readonly #values: Value[] = [];

  /** What is known of the text, or made of it now. */
  get(source: Buffer, start: number, end: number, make: () => Value): Value {
    if (end - start > mostBytes) return make();
    let place = end - start;
    for (let at = start; at < end; at += 1) place = (Math.imul(place, 31) + (source[at] ?? 0)) | 0;
    place = (place ^ (place >>> 8)) & (places - 1);
    const key = this.#keys[place];
    if (key && isSame(key, source, start, end)) return this.#values[place] as Value;
    const value = make();
    this.#keys[place] = Buffer.from(source.subarray(start, end));
    this.#values[place] = value;
    return value;
  }
}

function isSame(key: Buffer, source: Buffer, start: number, end: number): boolean {
  if (key.length !== end - start) return false;
  for (let at = 0; at < key.length; at += 1) if (key[at] !== source[start + at]) return false;
  return true;
}
