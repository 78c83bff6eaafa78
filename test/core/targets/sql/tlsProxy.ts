import { once } from 'node:events';
import type { AddressInfo, Socket } from 'node:net';
import { connect, createServer } from 'node:net';
import { TLSSocket } from 'node:tls';

import { mariadbServer, postgresServer } from '../../jobs/replicating/emptyDatabases.ts';

export interface ServerCertificate {
  readonly key: string;
  readonly cert: string;
}

/** A database server that speaks TLS and nothing else, in front of one that may speak none. */
export interface TlsProxy {
  readonly port: number;
  /** The protocol of each connection, as soon as its TLS stands. */
  readonly protocols: readonly (string | null)[];
  /** How many bytes came out of TLS, towards the server. */
  readonly forwarded: () => number;
  stop(): Promise<void>;
}

type Kind = 'postgres' | 'mariadb';

export async function startTlsProxy(kind: Kind, certificate: ServerCertificate): Promise<TlsProxy> {
  const protocols: (string | null)[] = [];
  const sockets = new Set<Socket>();
  const backends: Socket[] = [];
  const keep = <S extends Socket>(socket: S): S => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    return socket;
  };
  const server = createServer((client) => {
    const backend = keep(connect(kind === 'postgres' ? postgresServer : mariadbServer));
    backends.push(backend);
    const secure = (): TLSSocket => {
      const tls = keep(new TLSSocket(client, { isServer: true, ...certificate }));
      tls.on('secure', () => protocols.push(tls.getProtocol()));
      tls.on('close', () => backend.destroy());
      backend.on('close', () => tls.end());
      return tls;
    };
    keep(client).on('close', () => backend.destroy());
    void starts[kind](client, backend, secure).catch(() => client.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    protocols,
    forwarded: () => backends.reduce((sum, { bytesWritten }) => sum + bytesWritten, 0),
    async stop() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

type Start = (client: Socket, backend: Socket, secure: () => TLSSocket) => Promise<void>;

const starts: Readonly<Record<Kind, Start>> = {
  /** The client asks for TLS first: https://www.postgresql.org/docs/current/protocol-flow.html#PROTOCOL-FLOW-SSL */
  async postgres(client, backend, secure) {
    const question = await next(client);
    if (question.length !== 8 || question.readInt32BE(4) !== 80_877_103) throw new Error('It does not ask for TLS.');
    client.write('S');
    const tls = secure();
    tls.pipe(backend);
    backend.pipe(tls);
  },
  /**
   * The server offers TLS, the client's short packet takes it and counts, so that until the end of the handshake the numbers
   * of packets differ by one: https://mariadb.com/kb/en/connection/
   */
  async mariadb(client, backend, secure) {
    const greeting = await next(backend);
    change(greeting, capabilitiesAt(greeting), (flags) => flags | tlsFlag);
    client.write(greeting);
    const wish = await next(client, 36);
    if (((wish[5] ?? 0) & tlsFlag) === 0) throw new Error('It does not ask for TLS.');
    const tls = secure();
    for (let answer: Buffer | undefined; answer?.[4] !== 0;) {
      const said = await next(tls);
      change(said, 3, (number) => number - 1);
      // The server has offered none.
      if (!answer) change(said, 5, (flags) => flags & ~tlsFlag);
      backend.write(said);
      answer = await next(backend);
      change(answer, 3, (number) => number + 1);
      tls.write(answer);
    }
    tls.pipe(backend);
    backend.pipe(tls);
  },
};

/** In the second byte of the capabilities. */
const tlsFlag = 0x08;

/** After a header, the version of the protocol, a text, the number of the connection, and a seed. */
function capabilitiesAt(greeting: Buffer): number {
  return greeting.indexOf(0, 5) + 1 + 4 + 8 + 1 + 1;
}

function change(packet: Buffer, at: number, by: (byte: number) => number): void {
  packet.writeUInt8(by(packet.readUInt8(at)), at);
}

/** So many bytes, or what comes in one go, which is one packet as long as both sides take turns. */
async function next(socket: Socket, size?: number): Promise<Buffer> {
  for (;;) {
    const data = socket.read(size) as Buffer | null;
    if (data) return data;
    if (socket.readableEnded || socket.destroyed) throw new Error('It hung up.');
    await Promise.race([once(socket, 'readable'), once(socket, 'close')]);
  }
}
