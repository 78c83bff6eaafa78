import assert from 'node:assert/strict';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';

import { FatalError } from '../../../../../src/core/errors.ts';
import type { ServerConnection } from '../../../../../src/core/model/databaseConnection.ts';
import { MariadbSession } from '../../../../../src/core/targets/sql/mariadb/mariadbSession.ts';
import { connectMariadb } from '../../../../../src/core/targets/sql/mariadb/openMariadb.ts';
import { planOf } from '../../../../conformance/targets/exampleModule.ts';

describe('MariadbSession', () => {
  it('gives a server that asks for a file of this computer nothing, and says so', async () => {
    const received: Buffer[] = [];
    const rogue = await startRogue('/etc/passwd', received);
    const connection: ServerConnection = {
      ...{ id: '1', name: 'Rogue', kind: 'mariadb', host: '127.0.0.1', port: rogue.port, database: 'd', user: 'u' },
      ...{ schema: undefined, tls: 'off', caFile: undefined },
    };
    const session = new MariadbSession(await connectMariadb(connection, undefined), connection, true);
    const table = planOf([]).main;
    const load = { table, columns: table.columns, rows: [['1']], mode: 'upsert' } as const;
    await assert.rejects(session.load(load), (error) => {
      return error instanceof FatalError && error.message.includes('"/etc/passwd"');
    });
    // The end of the "file": a packet without content.
    assert.deepEqual([...Buffer.concat(received)].slice(0, 4), [0, 0, 0, 2]);
    assert.ok(!Buffer.concat(received).includes('root:'));
    rogue.stop();
  });
});

/** Says yes to everything, but asks for a file when rows are to be loaded, and keeps what comes instead of it. */
async function startRogue(file: string, received: Buffer[]): Promise<{ port: number; stop: () => void }> {
  const server = createServer((socket) => {
    let asked = false;
    socket.write(packet(0, hello()));
    socket.on('data', (data: Buffer) => {
      if (asked) received.push(data);
      const isLoad = data.toString('latin1', 5).startsWith('load data');
      asked ||= isLoad;
      const answer = isLoad ? Buffer.from(`\xfb${file}`, 'latin1') : Buffer.from([0, 0, 0, 2, 0, 0, 0]);
      socket.write(packet((data[3] ?? 0) + 1, answer));
    });
    socket.on('error', () => undefined);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { port: (server.address() as AddressInfo).port, stop: () => server.close() };
}

/** The first packet of a server: version, capabilities, seed of the password. */
function hello(): Buffer {
  const [seed, rest] = [Buffer.alloc(8, 1), Buffer.concat([Buffer.alloc(12, 1), Buffer.alloc(1)])];
  const capabilities = Buffer.from([0, 0xff, 0xf7, 45, 2, 0, 0x0f, 0, 21]);
  const version = Buffer.from('\x0a10.11.0-MariaDB\0\x01\0\0\0', 'latin1');
  return Buffer.concat([version, seed, capabilities, Buffer.alloc(10), rest, Buffer.from('mysql_native_password\0')]);
}

function packet(sequence: number, content: Buffer): Buffer {
  return Buffer.concat([Buffer.from([content.length, 0, 0, sequence]), content]);
}
