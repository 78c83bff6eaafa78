import type { Json } from './openApiFiles.ts';
import { isJson, nodeAt, pointerKeys } from './openApiFiles.ts';

/** A group of places where a published file contradicts the service that it describes, or itself. */
export interface Correction {
  readonly file: string;
  /** JSON pointer to the schema object. */
  readonly at: string;
  /**
   * What its properties `names` really are:
   * `optional` – the object may lack them; `nullable` – they may be null; `anything` – the stated type is wrong;
   * `unrestricted` – the type is right, the enumeration or pattern is wrong or incomplete.
   */
  readonly kind: 'optional' | 'nullable' | 'anything' | 'unrestricted';
  readonly names: readonly string[];
  readonly reason: string;
}

/** A status that an operation answers and its description leaves out. */
export interface StatusCorrection {
  readonly file: string;
  readonly path: string;
  readonly method: string;
  readonly status: number;
  /** The described status whose schema applies. */
  readonly like: number;
  readonly reason: string;
}

/** One correction for each name, so that each can be proved to be needed. */
export function eachName(corrections: readonly Correction[]): readonly Correction[] {
  return corrections.flatMap((each) => each.names.map((name) => ({ ...each, names: [name] })));
}

/** The files with the corrections made; those without any are the same objects. Throws where one points to nothing. */
export function correctFiles(
  published: ReadonlyMap<string, Json>,
  corrections: readonly Correction[],
): ReadonlyMap<string, Json> {
  const byFile = Map.groupBy(corrections, (each) => each.file);
  return new Map([...published].map(([file, content]) => [file, correctFile(content, byFile.get(file) ?? [])]));
}

/** A copy of one file with its corrections made. Throws where one points to nothing. */
export function correctFile(content: Json, corrections: readonly Correction[]): Json {
  if (corrections.length === 0) return content;
  const copy = structuredClone(content) as Record<string, unknown>;
  for (const correction of corrections) {
    const schema = nodeAt(copy, pointerKeys(correction.at));
    if (!isJson(schema)) throw new Error(`No schema at ${correction.file}.json#${correction.at}`);
    for (const name of correction.names) correctProperty(schema, name, correction);
  }
  return copy;
}

function correctProperty(schema: Record<string, unknown>, name: string, { file, at, kind }: Correction): void {
  if (kind === 'optional') {
    const required = schema['required'];
    if (!Array.isArray(required) || !required.includes(name))
      throw new Error(`${file}.json#${at} does not require ${name}`);
    schema['required'] = required.filter((each) => each !== name);
    return;
  }
  const properties = schema['properties'] as Record<string, unknown> | undefined;
  const property = properties?.[name];
  if (!properties || !isJson(property)) throw new Error(`${file}.json#${at} has no property ${name}`);
  if (kind === 'nullable') properties[name] = { anyOf: [property, { enum: [null] }] };
  else if (kind === 'anything') properties[name] = {};
  else properties[name] = withoutRestrictions(property);
}

function withoutRestrictions(property: Json): Json {
  return Object.fromEntries(Object.entries(property).filter(([key]) => key !== 'enum' && key !== 'pattern'));
}
