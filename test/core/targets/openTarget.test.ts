import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type AddressInfo, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { InputError, RetriableError } from '../../../src/core/errors.ts';
import type { ServerConnection } from '../../../src/core/model/databaseConnection.ts';
import { openTarget } from '../../../src/core/targets/registry.ts';

const kinds = ['postgres', 'mariadb'] as const;

function server(kind: ServerConnection['kind'], more: Partial<ServerConnection> = {}): ServerConnection {
  const account = { database: 'd', user: 'u', schema: undefined, tls: 'off', caFile: undefined } as const;
  return { id: '1', name: 'Warehouse', kind, host: '127.0.0.1', port: 1, ...account, ...more };
}

describe('opening a database', () => {
  let folder = '';
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'open-'));
  });
  after(() => rm(folder, { recursive: true }));

  for (const kind of kinds) {
    it(`says that nothing answers: ${kind}`, async () => {
      await assert.rejects(openTarget(server(kind), undefined), (error) => {
        return error instanceof RetriableError && error.message.includes('"Warehouse" (127.0.0.1:1)');
      });
    });

    it(`says that there is no such host: ${kind}`, async () => {
      const opening = openTarget(server(kind, { host: 'no-such-host.invalid' }), undefined);
      await assert.rejects(opening, (error) => error instanceof InputError && error.field === 'host');
    });

    it(`names the file of the authority that cannot be read: ${kind}`, async () => {
      const opening = openTarget(server(kind, { tls: 'verified', caFile: path.join(folder, 'none.pem') }), undefined);
      await assert.rejects(opening, (error) => error instanceof InputError && error.field === 'caFile');
    });

    it(`takes a server that hangs up for one to try again: ${kind}`, async () => {
      const rude = createServer((socket) => socket.destroy());
      await assert.rejects(openTarget(server(kind, { port: await listen(rude) }), undefined), RetriableError);
      rude.close();
    });
  }

  it('says that PostgreSQL speaks no TLS where it was asked for', async () => {
    const plain = createServer((socket) => socket.once('data', () => socket.write('N')));
    const opening = openTarget(server('postgres', { port: await listen(plain), tls: 'encrypted' }), undefined);
    await assert.rejects(opening, (error) => error instanceof InputError && error.field === 'tls');
    plain.close();
  });

  it('says what is wrong with a file', async () => {
    const text = path.join(folder, 'text.db');
    await writeFile(text, 'This is no database, although it is long enough to be taken for one.'.repeat(20));
    for (const file of [text, path.join(folder, 'missing', 'x.db')]) {
      const opening = openTarget({ id: '1', name: 'File', kind: 'sqlite', file }, undefined);
      await assert.rejects(opening, (error) => error instanceof InputError && error.message.startsWith(file));
    }
  });
});

async function listen(listener: Server): Promise<number> {
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');
  return (listener.address() as AddressInfo).port;
}
