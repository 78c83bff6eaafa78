import path from 'node:path';
import * as z from 'zod';

import type { DatabaseConnection } from '../../model/databaseConnection.ts';
import { defaultPorts, tlsModes } from '../../model/databaseConnection.ts';
import { asObject, parseJson } from '../../model/parse.ts';

export type ParsedDatabases =
  | { readonly kind: 'databases'; readonly databases: readonly DatabaseConnection[] }
  | { readonly kind: 'problems'; readonly problems: readonly string[] };

/**
 * The databases that a file of definitions names beside its connections, with names for ids; or a sentence for each thing
 * that is wrong, beginning with the key. Relative paths go by `folder`, the absolute path of the file's folder.
 */
export function parseDatabases(text: string, folder: string): ParsedDatabases {
  const stored = asObject(parseJson(text.replace(/^\uFEFF/, '')))?.['databases'] ?? [];
  const parsed = z.array(databaseSchema).safeParse(stored);
  if (!parsed.success) return { kind: 'problems', problems: parsed.error.issues.map(problemOf) };
  const names = parsed.data.map(({ name }) => name);
  const repeated = names.findIndex((name, index) => names.indexOf(name) < index);
  if (repeated >= 0) {
    return { kind: 'problems', problems: [`databases[${repeated}].name: "${names[repeated] ?? ''}" is there twice.`] };
  }
  return { kind: 'databases', databases: parsed.data.map((each) => connectionOf(each, folder)) };
}

const name = z.string().trim().min(1).max(100);

const server = {
  name,
  host: name,
  port: z.int().min(1).max(65_535).optional(),
  database: name,
  user: name,
  tls: z.enum(tlsModes).default('verified'),
  caFile: z.string().min(1).optional(),
};

const databaseSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('sqlite'), name, file: z.string().trim().min(1) }),
  z.strictObject({ kind: z.literal('postgres'), ...server, schema: name.optional() }),
  z.strictObject({ kind: z.literal('mariadb'), ...server }),
]);

function connectionOf(definition: z.output<typeof databaseSchema>, folder: string): DatabaseConnection {
  const id = definition.name;
  if (definition.kind === 'sqlite') return { ...definition, id, file: path.resolve(folder, definition.file) };
  const { kind, port = defaultPorts[kind], caFile } = definition;
  const schema = definition.kind === 'postgres' ? definition.schema : undefined;
  const authorities = caFile === undefined ? undefined : path.resolve(folder, caFile);
  return { ...definition, id, port, schema, caFile: authorities };
}

function problemOf({ path: keys, message, code, ...issue }: z.core.$ZodIssue): string {
  const key = keys.reduce<string>(
    (text, each) => (typeof each === 'number' ? `${text}[${each}]` : `${text}.${String(each)}`),
    'databases',
  );
  if (code === 'unrecognized_keys' && 'keys' in issue && issue.keys.some((each) => /secret|token|passw/i.test(each))) {
    return `${key}: passwords do not belong in this file. Put them into the environment or the file of secrets.`;
  }
  return `${key}: ${message}.`;
}
