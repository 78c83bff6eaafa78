import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { HttpClient } from '../../../../src/core/crm/zoho/httpClient.ts';
import { RetriableError } from '../../../../src/core/errors.ts';
import { memoryLog } from '../../memoryPorts.ts';

const never = new AbortController().signal;
const clock = { now: () => Date.now() };

describe('HttpClient', () => {
  let origin = '';
  const server = createServer((request, response) => {
    if (request.url === '/html') response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
    else if (request.url === '/empty') response.writeHead(204).end();
    else if (request.url === '/cut') request.socket.destroy();
    else if (request.url !== '/slow') response.writeHead(200).end(JSON.stringify({ url: request.url }));
  });

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  after(() => {
    server.close();
    server.closeAllConnections();
  });

  it('leaves the dispatcher of the process alone', async () => {
    const slots = ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'].map((name) => Symbol.for(name));
    const valuesBefore = slots.map((slot) => Reflect.get(globalThis, slot) as unknown);
    const http = new HttpClient({ log: memoryLog(), clock });
    await http.send({ method: 'GET', origin, path: '/x' }, never);
    assert.deepEqual(
      slots.map((slot) => Reflect.get(globalThis, slot) as unknown),
      valuesBefore,
    );
    await http.close();
  });

  it('keeps a path prefix of the origin', async () => {
    const http = new HttpClient({ log: memoryLog(), clock });
    const answer = await http.send(
      { method: 'GET', origin: `${origin}/sandbox`, path: '/crm', query: { a: 'b c' } },
      never,
    );
    assert.deepEqual(answer.json, { url: '/sandbox/crm?a=b%20c' });
    await http.close();
  });

  it('logs method, host, path and the names of the query, and no value of it', async () => {
    const log = memoryLog();
    const http = new HttpClient({ log, clock });
    const headers = { authorization: 'Zoho-oauthtoken top-secret' };
    await http.send({ method: 'POST', origin, path: '/p', query: { code: 'hidden' }, headers, body: 'quiet' }, never);
    assert.equal(log.lines.length, 1);
    assert.match(log.lines[0] ?? '', /^POST 127\.0\.0\.1:\d+\/p\?code → 200, \d+ ms$/);
    assert.doesNotMatch(log.lines.join(), /hidden|top-secret|quiet/);
    await http.close();
  });

  it('gives the status of answers that are not JSON', async () => {
    const http = new HttpClient({ log: memoryLog(), clock });
    const html = await http.send({ method: 'GET', origin, path: '/html' }, never);
    assert.deepEqual(html, { status: 502, json: undefined, isEmpty: false, creditsLeft: undefined });
    const empty = await http.send({ method: 'GET', origin, path: '/empty' }, never);
    assert.deepEqual(empty, { status: 204, json: undefined, isEmpty: true, creditsLeft: undefined });
    await http.close();
  });

  it('reports a cut connection and a closed port as worth another try', async () => {
    const http = new HttpClient({ log: memoryLog(), clock });
    await assert.rejects(http.send({ method: 'GET', origin, path: '/cut' }, never), RetriableError);
    await assert.rejects(http.send({ method: 'GET', origin: 'http://127.0.0.1:1', path: '/' }, never), (error) => {
      return error instanceof RetriableError && error.message.includes('127.0.0.1:1');
    });
    await http.close();
  });

  it('stops when it is canceled, with the reason of the signal', async () => {
    const http = new HttpClient({ log: memoryLog(), clock });
    const controller = new AbortController();
    const sent = http.send({ method: 'GET', origin, path: '/slow' }, controller.signal);
    setTimeout(() => {
      controller.abort();
    }, 10);
    await assert.rejects(sent, { name: 'AbortError' });
    await http.close();
  });
});
