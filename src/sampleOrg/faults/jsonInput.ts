/** Thrown for JSON that does not say what it should; the message names the entry and the key. */
export class InputError extends Error {
  override readonly name = 'InputError';
  /** Where the value stands, e.g. `rules[2].effect.status`. */
  readonly key: string;

  constructor(key: string, problem: string) {
    super(`${key} ${problem}`);
    this.key = key;
  }
}

/** Parses a text; an empty one is an empty object. Throws InputError. */
export function parseJson(text: string, key: string): unknown {
  if (text.trim() === '') return {};
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new InputError(key, `is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}

/**
 * A JSON object that is read key by key. Each reader gives undefined for a key that is not there and throws InputError
 * for a wrong value; `finish` throws for keys that nobody asked for, so that a misspelled key is not silently ignored.
 */
export class JsonInput {
  readonly where: string;
  readonly #values: ReadonlyMap<string, unknown>;
  readonly #asked = new Set<string>();

  constructor(value: unknown, where: string) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw new InputError(where, 'must be an object.');
    }
    this.where = where;
    this.#values = new Map(Object.entries(value));
  }

  keyOf(name: string): string {
    return this.where === '' ? name : `${this.where}.${name}`;
  }

  has(name: string): boolean {
    this.#asked.add(name);
    return this.#values.has(name);
  }

  value(name: string): unknown {
    this.#asked.add(name);
    return this.#values.get(name);
  }

  text(name: string): string | undefined {
    if (!this.has(name)) return undefined;
    const value = this.value(name);
    if (typeof value !== 'string' || value === '') throw new InputError(this.keyOf(name), 'must be a text.');
    return value;
  }

  number(name: string, least: number, most: number): number | undefined {
    if (!this.has(name)) return undefined;
    const value = this.value(name);
    if (typeof value !== 'number' || !(value >= least && value <= most)) {
      throw new InputError(this.keyOf(name), `must be a number from ${least} to ${most}.`);
    }
    return value;
  }

  wholeNumber(name: string, least: number, most: number): number | undefined {
    const value = this.value(name);
    if (value !== undefined && !Number.isInteger(value)) {
      throw new InputError(this.keyOf(name), `must be a whole number from ${least} to ${most}.`);
    }
    return this.number(name, least, most);
  }

  boolean(name: string): boolean | undefined {
    if (!this.has(name)) return undefined;
    const value = this.value(name);
    if (typeof value !== 'boolean') throw new InputError(this.keyOf(name), 'must be true or false.');
    return value;
  }

  oneOf<T extends string>(name: string, known: readonly T[]): T | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const found = known.find((each) => each === text);
    if (found === undefined) throw new InputError(this.keyOf(name), `must be one of ${known.join(', ')}.`);
    return found;
  }

  array(name: string): readonly unknown[] | undefined {
    if (!this.has(name)) return undefined;
    const value = this.value(name);
    if (!Array.isArray(value)) throw new InputError(this.keyOf(name), 'must be a list.');
    return value as readonly unknown[];
  }

  /** Texts by name, such as headers. */
  texts(name: string): Readonly<Record<string, string>> | undefined {
    if (!this.has(name)) return undefined;
    const input = new JsonInput(this.value(name), this.keyOf(name));
    return Object.fromEntries([...input.#values.keys()].map((each) => [each, input.required(each, input.text(each))]));
  }

  /** The value, or InputError where there is none. */
  required<T>(name: string, value: T | undefined): T {
    if (value === undefined) throw new InputError(this.keyOf(name), 'is missing.');
    return value;
  }

  /** To be called after the last key was read. */
  finish(): void {
    for (const name of this.#values.keys()) {
      if (!this.#asked.has(name)) {
        throw new InputError(this.keyOf(name), `is unknown. Known here: ${[...this.#asked].join(', ')}.`);
      }
    }
  }
}
