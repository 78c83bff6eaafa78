import { InputError } from '../../core/errors.ts';
import { asNumber, asObject, asText } from '../../core/model/parse.ts';
import type { Connection } from '../../core/model/connection.ts';

/** What a language model handed over. It checks nothing itself: everything is read, and each way out is told in words. */
export interface ToolInput {
  readonly connection: string | undefined;
  readonly module: string | undefined;
  readonly text: string | undefined;
  readonly query: string | undefined;
  readonly rowLimit: number | undefined;
}

export function readToolInput(input: unknown): ToolInput {
  const object = asObject(input) ?? {};
  return {
    connection: filled(object['connection']),
    module: filled(object['module']),
    text: filled(object['text']),
    query: filled(object['query']),
    rowLimit: asNumber(object['rowLimit']),
  };
}

/** The connection that is meant by a name or an id; without one, the only one there is. */
export function connectionFrom({ connection: asked }: ToolInput, connections: readonly Connection[]): Connection {
  const names = connections.map((each) => `"${each.name}"`).join(', ');
  if (connections.length === 0) {
    throw new InputError('There are no connections to Zoho CRM yet. The user can make one with "New Connection".');
  }
  if (asked === undefined) {
    const [only, ...others] = connections;
    if (only && others.length === 0) return only;
    throw new InputError(`Say which connection is meant. There are: ${names}.`, 'connection');
  }
  const found =
    connections.find((each) => each.id === asked) ??
    connections.find((each) => each.name.toLowerCase() === asked.toLowerCase());
  if (found) return found;
  throw new InputError(`There is no connection "${asked}". There are: ${names}.`, 'connection');
}

export function required(input: ToolInput, key: 'module' | 'text' | 'query'): string {
  const value = input[key];
  if (value !== undefined) return value;
  throw new InputError(`"${key}" is missing.`, key);
}

function filled(value: unknown): string | undefined {
  const text = asText(value)?.trim();
  return text === '' ? undefined : text;
}
