import assert from 'node:assert/strict';
import type { AddressInfo, Server, Socket } from 'node:net';
import { createServer } from 'node:net';

import { HttpClient } from '../../../../src/core/crm/zoho/httpClient.ts';
import { RetriableError } from '../../../../src/core/errors.ts';
import { memoryLog } from '../../memoryPorts.ts';

const never = new AbortController().signal;
const brief = { connectMs: 200, headersMs: 200, bodyIdleMs: 200 };

describe('a request to a server that falls silent', () => {
  const sockets = new Set<Socket>();
  let server: Server;
  let http: HttpClient;
  let port: number;
  let firstWords: string;
  const log = memoryLog();

  beforeEach(async () => {
    firstWords = '';
    server = createServer((socket) => {
      sockets.add(socket);
      socket.on('error', () => undefined).once('data', () => socket.write(firstWords));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    ({ port } = server.address() as AddressInfo);
    http = new HttpClient({ log, clock: { now: () => Date.now() }, limits: brief });
  });
  afterEach(async () => {
    for (const socket of sockets) socket.destroy();
    server.close();
    await http.close();
  });

  async function fails(origin: string, code: string): Promise<void> {
    await assert.rejects(http.send({ method: 'GET', origin, path: '/x' }, never), (error) => {
      assert.ok(error instanceof RetriableError);
      assert.equal(error.message, `127.0.0.1:${port} did not answer in time (${code}).`);
      return true;
    });
    assert.match(log.lines.at(-1) ?? '', new RegExp(`GET 127\\.0\\.0\\.1:${port}/x → ${code}`));
  }

  it('before the connection is there is given up', async () => {
    await fails(`https://127.0.0.1:${port}`, 'UND_ERR_CONNECT_TIMEOUT');
  });

  it('before it answers is given up', async () => {
    await fails(`http://127.0.0.1:${port}`, 'UND_ERR_HEADERS_TIMEOUT');
  });

  it('in the midst of its answer is given up', async () => {
    firstWords = 'HTTP/1.1 200 OK\r\ncontent-length: 100\r\ncontent-type: application/json\r\n\r\n{"data": [';
    await fails(`http://127.0.0.1:${port}`, 'UND_ERR_BODY_TIMEOUT');
  });
});
