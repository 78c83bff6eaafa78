import type { Connection } from '../../core/model/connection.ts';
import type { ConnectionGroupNode, ConnectionNode } from './node.ts';

/** The rows at the top: groups by name, then the connections that are in none. A group exists while a connection names it. */
export function topNodes(connections: readonly Connection[]): readonly (ConnectionGroupNode | ConnectionNode)[] {
  const groups = groupNames(connections).map((name) => ({ kind: 'group', name }) as const);
  return [...groups, ...nodesIn(undefined, connections)];
}

/** The connections of a group, or of none, by name. */
export function nodesIn(group: string | undefined, connections: readonly Connection[]): readonly ConnectionNode[] {
  return connections
    .filter((each) => each.group === group)
    .sort((a, b) => order.compare(a.name, b.name))
    .map((connection) => ({ kind: 'connection', connection }));
}

export function groupNames(connections: readonly Connection[]): readonly string[] {
  const names = connections.map((each) => each.group).filter((each) => each !== undefined);
  return [...new Set(names)].sort(order.compare);
}

/** Whether the same rows stand at the same places, so that only their looks may have changed. */
export function isSameOrder(before: readonly Connection[], after: readonly Connection[]): boolean {
  const key = (each: Connection): string => JSON.stringify([each.id, each.name, each.group]);
  return before.length === after.length && before.every((each, index) => key(each) === key(after[index] ?? each));
}

const order = new Intl.Collator(undefined, { numeric: true });
