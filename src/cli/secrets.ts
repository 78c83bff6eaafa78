import { readFile, stat } from 'node:fs/promises';

import { InputError } from '../core/errors.ts';
import { asObject, asText, parseJson } from '../core/model/parse.ts';
import { filled } from './nodePorts.ts';

export const secretsFileVariable = 'ZOHO_CRM_SECRETS_FILE';

type Environment = Readonly<Record<string, string | undefined>>;

/** What a connection may need, by the key in the file of secrets and the end of the variable's name. */
const kinds = {
  clientId: 'CLIENT_ID',
  clientSecret: 'CLIENT_SECRET',
  refreshToken: 'REFRESH_TOKEN',
  accessToken: 'ACCESS_TOKEN',
  password: 'PASSWORD',
} as const;
export type SecretKind = keyof typeof kinds;

/** The secrets of one connection; those that are nowhere to be found are absent. */
export type GivenSecrets = Readonly<Partial<Record<SecretKind, string>>>;

/**
 * The name of the variable for a secret of a connection: `Acme EU` → `ZOHO_CRM_ACME_EU_REFRESH_TOKEN`. Undefined for a name
 * without a letter or digit that variables can have.
 */
export function variableFor(connectionName: string, kind: SecretKind): string | undefined {
  const word = connectionName
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]+/g, '_')
    .replaceAll(/^_+|_+$/g, '');
  return word === '' ? undefined : `ZOHO_CRM_${word}_${kinds[kind]}`;
}

/** Where secrets come from: a variable wins over the file. */
export class Secrets {
  readonly #environment: Environment;
  readonly #file: Readonly<Record<string, unknown>>;

  private constructor(environment: Environment, file: Readonly<Record<string, unknown>>) {
    this.#environment = environment;
    this.#file = file;
  }

  /** InputError for a file that others can read, or that is none. */
  static async from(environment: Environment): Promise<Secrets> {
    const file = filled(environment[secretsFileVariable]);
    return new Secrets(environment, file === undefined ? {} : await readPrivateObject(file, secretsFileVariable));
  }

  of(connectionName: string): GivenSecrets {
    const stored = asObject(this.#file[connectionName]);
    const found = (Object.keys(kinds) as SecretKind[]).map((kind) => {
      const variable = variableFor(connectionName, kind);
      const given = variable === undefined ? undefined : filled(this.#environment[variable]);
      return [kind, given ?? filled(asText(stored?.[kind]))] as const;
    });
    return Object.fromEntries(found.filter(([, text]) => text !== undefined));
  }
}

/** Reads a JSON file that holds secrets. InputError, naming `field`, where others may read it too. */
export async function readPrivateObject(file: string, field: string): Promise<Readonly<Record<string, unknown>>> {
  let text: string;
  try {
    // Windows has no such modes; its profile folders are the user's own.
    const { mode } = await stat(file);
    if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
      throw new InputError(
        `Others on this computer may read ${file}, which holds secrets. Run: chmod 600 "${file}"`,
        field,
      );
    }
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof InputError) throw error;
    const why = error instanceof Error ? error.message : String(error);
    throw new InputError(`${file} (${field}) cannot be read: ${why}`, field, { cause: error });
  }
  const content = asObject(parseJson(text));
  // What the parser says would quote the text.
  if (!content) throw new InputError(`${file} (${field}) is not a JSON object.`, field);
  return content;
}
