import type { Json } from './openApiFiles.ts';
import { isJson } from './openApiFiles.ts';

/** The base of the converted files' ids. */
const base = 'https://openapi.invalid/';

/** What other files are called in references between the published files. */
const publishedReference = /^https:\/\/raw\.githubusercontent\.com\/.*\/([a-z_]+)\.json(#.*)$/;

export function schemaId(file: string): string {
  return `${base}${file}.json`;
}

/**
 * The part of an OpenAPI 3.0 file that references point to, as one JSON Schema document. References to files that are
 * not in `knownFiles` accept anything.
 */
export function toJsonSchema(file: string, content: Json, knownFiles: ReadonlySet<string>): Json {
  const components = isJson(content['components']) ? content['components'] : {};
  const schemas = isJson(components['schemas']) ? components['schemas'] : {};
  const convert = (schema: unknown) => convertSchema(file, schema, knownFiles);
  return { $id: schemaId(file), components: { schemas: mapValues(schemas, convert) } };
}

/**
 * One schema object. `nullable` becomes a type; `oneOf` becomes `anyOf`, because the alternatives in these files
 * overlap (an empty object is several of them at once).
 */
export function convertSchema(file: string, schema: unknown, knownFiles: ReadonlySet<string>): Json {
  if (!isJson(schema)) return {};
  const reference = schema['$ref'];
  // What stands beside a reference does not count in OpenAPI 3.0.
  if (typeof reference === 'string') return convertReference(file, reference, knownFiles);
  const convert = (each: unknown) => convertSchema(file, each, knownFiles);
  const { properties, items, oneOf, anyOf, allOf, additionalProperties, nullable, type, ...rest } = schema;
  const alternatives = oneOf ?? anyOf;
  const converted: Record<string, unknown> = pick(rest, ['required', 'enum', 'pattern', 'format', 'maxLength']);
  if (type !== undefined) converted['type'] = nullable === true ? [type, 'null'] : type;
  if (nullable === true && Array.isArray(converted['enum']))
    converted['enum'] = [...(converted['enum'] as unknown[]), null];
  if (isJson(properties)) converted['properties'] = mapValues(properties, convert);
  if (items !== undefined) converted['items'] = convert(items);
  if (Array.isArray(alternatives)) converted['anyOf'] = alternatives.map(convert);
  if (Array.isArray(allOf)) converted['allOf'] = allOf.map(convert);
  if (isJson(additionalProperties)) converted['additionalProperties'] = convert(additionalProperties);
  return converted;
}

function convertReference(file: string, reference: string, knownFiles: ReadonlySet<string>): Json {
  if (reference.startsWith('#')) return { $ref: schemaId(file) + reference };
  const [, otherFile, pointer] = publishedReference.exec(reference) ?? [];
  if (otherFile === undefined || pointer === undefined) throw new Error(`Unexpected reference ${reference} in ${file}`);
  return knownFiles.has(otherFile) ? { $ref: schemaId(otherFile) + pointer } : {};
}

function pick(from: Json, keys: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(keys.flatMap((key) => (key in from ? [[key, from[key]]] : [])));
}

function mapValues(object: Json, change: (value: unknown) => Json): Json {
  return Object.fromEntries(Object.entries(object).map(([key, value]) => [key, change(value)]));
}
