import type { Connection } from '../../core/model/connection.ts';
import type { ConnectionDefinition } from '../../core/jobs/definitions/definitionFile.ts';

/** What importing one definition would do. */
export type ImportStep =
  | { readonly kind: 'add'; readonly definition: ConnectionDefinition }
  /** A connection of the same name to the same place gets these settings; its sign-in stays. */
  | { readonly kind: 'update'; readonly definition: ConnectionDefinition; readonly existing: Connection }
  | { readonly kind: 'unchanged'; readonly definition: ConnectionDefinition; readonly existing: Connection };

/** A definition whose name is taken by a connection to another place is added under the next free name. */
export function planImport(
  definitions: readonly ConnectionDefinition[],
  existing: readonly Connection[],
): readonly ImportStep[] {
  const taken = new Set([...existing.map((each) => each.name), ...definitions.map((each) => each.name)]);
  return definitions.map((definition) => {
    const namesake = existing.find((each) => each.name === definition.name);
    if (!namesake) return { kind: 'add', definition };
    if (!isSamePlace(namesake, definition)) {
      const name = freeName(definition.name, taken);
      taken.add(name);
      return { kind: 'add', definition: { ...definition, name } };
    }
    const kind = hasSameSettings(namesake, definition) ? 'unchanged' : 'update';
    return { kind, definition, existing: namesake };
  });
}

/** The name itself, or with the first number from 2 on that makes it unique. */
export function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  for (let number = 2; taken.has(name); number++) name = `${wanted} ${number}`;
  return name;
}

function isSamePlace(connection: Connection, definition: ConnectionDefinition): boolean {
  return connection.dataCenter === definition.dataCenter && connection.environment === definition.environment;
}

function hasSameSettings(connection: Connection, definition: ConnectionDefinition): boolean {
  return (
    connection.timeZone === definition.timeZone &&
    connection.cachePolicy === definition.cachePolicy &&
    connection.group === definition.group
  );
}
