import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** A JSON object of a description file. */
export type Json = Readonly<Record<string, unknown>>;

/** The folder with Zoho's OpenAPI files, from the environment variable ZOHO_OPENAPI_DIR. */
export function openApiFolder(): string | undefined {
  return process.env['ZOHO_OPENAPI_DIR'];
}

/** All `*.json` files of a folder, parsed, by their names without the extension. */
export async function readOpenApiFiles(folder: string): Promise<ReadonlyMap<string, Json>> {
  const files = new Map<string, Json>();
  for (const name of await readdir(folder)) {
    if (!name.endsWith('.json')) continue;
    files.set(name.slice(0, -'.json'.length), JSON.parse(await readFile(join(folder, name), 'utf8')) as Json);
  }
  return files;
}

export function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The node at a path of keys; undefined where there is none. */
export function nodeAt(root: unknown, keys: readonly string[]): unknown {
  let node = root;
  for (const key of keys) node = isJson(node) ? node[key] : undefined;
  return node;
}

/** The keys of a JSON pointer such as `/components/schemas/fields`. */
export function pointerKeys(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
}
