import type { ServerConnection } from '../../core/model/databaseConnection.ts';
import { defaultPorts } from '../../core/model/databaseConnection.ts';

/** Undefined for what is no address. An IPv6 address with a port stands in brackets. */
export function addressIn(
  text: string,
  kind: ServerConnection['kind'],
): Pick<ServerConnection, 'host' | 'port'> | undefined {
  const match = /^\s*(?:\[([0-9a-f:]+)\]|([^\s:/@]+)|([0-9a-f]*(?::[0-9a-f]*){2,}))(?::(\d{1,5}))?\s*$/i.exec(text);
  const host = match?.[1] ?? match?.[2] ?? match?.[3];
  const port = match?.[4] === undefined ? defaultPorts[kind] : Number(match[4]);
  return host === undefined || port < 1 || port > 65_535 ? undefined : { host, port };
}
