import { createServer } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { connect } from 'node:net';

export interface ProxyServer {
  readonly url: string;
  /** `host:port` of each tunnel that was asked for, in order. */
  readonly tunnels: readonly string[];
  stop(): void;
}

/**
 * A proxy on this computer. Whatever host is asked for, the tunnel ends at `targetPort` here: so tests may use hosts
 * that do not exist. With `credentials` (`user:password`) it takes nobody without them.
 */
export async function startProxyServer(targetPort: () => number, credentials?: string): Promise<ProxyServer> {
  const tunnels: string[] = [];
  const sockets = new Set<Socket>();
  const wanted = credentials === undefined ? undefined : `Basic ${Buffer.from(credentials).toString('base64')}`;
  const server = createServer((_request, response) => response.writeHead(400).end('Tunnels only'));
  server.on('connect', (request, client: Socket) => {
    sockets.add(client);
    client.on('error', () => undefined);
    if (wanted !== undefined && request.headers['proxy-authorization'] !== wanted) {
      client.end('HTTP/1.1 407 Proxy Authentication Required\r\n\r\n');
      return;
    }
    tunnels.push(request.url ?? '');
    const target = connect(targetPort(), '127.0.0.1', () => {
      client.write('HTTP/1.1 200 Connection established\r\n\r\n');
      client.pipe(target).pipe(client);
    });
    target.on('error', () => client.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    tunnels,
    stop: () => {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
