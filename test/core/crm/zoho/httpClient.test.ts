import assert from 'node:assert/strict';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

import { HttpClient } from '../../../../src/core/crm/zoho/httpClient.ts';
import { RetriableError } from '../../../../src/core/errors.ts';
import { collect } from '../../collect.ts';
import { memoryLog } from '../../memoryPorts.ts';

const never = new AbortController().signal;
const clock = { now: () => Date.now() };

describe('HttpClient', () => {
  let origin = '';
  const server = createServer((request, response) => {
    if (request.url === '/html') response.writeHead(502, { 'content-type': 'text/html' }).end('<h1>Bad gateway</h1>');
    else if (request.url === '/empty') response.writeHead(204).end();
    else if (request.url === '/cut') request.socket.destroy();
    else if (request.url === '/away') response.writeHead(302, { location: '/x' }).end();
    else if (request.url?.startsWith('/gzip')) answerCompressed(request, response);
    else if (request.url === '/file') response.writeHead(200, { 'content-type': 'application/zip' }).end(file);
    else if (request.url === '/cutFile')
      response.writeHead(200, { 'content-length': 9 }).write('PK', () => response.destroy());
    else if (request.url === '/headers')
      response.writeHead(429, { 'retry-after': '7', 'x-api-credits-remaining': '0' }).end();
    else if (request.url !== '/slow') response.writeHead(200).end(JSON.stringify({ url: request.url }));
  });

  const file = Buffer.alloc(300_000, 'PK');

  function answerCompressed(request: IncomingMessage, response: ServerResponse): void {
    const body = gzipSync(JSON.stringify({ accepts: request.headers['accept-encoding'] }));
    response
      .writeHead(200, { 'content-encoding': 'gzip' })
      .end(request.url === '/gzipCut' ? body.subarray(0, 20) : body);
  }

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
    assert.deepEqual([html.status, html.json, html.isEmpty], [502, undefined, false]);
    const empty = await http.send({ method: 'GET', origin, path: '/empty' }, never);
    assert.deepEqual([empty.status, empty.json, empty.isEmpty], [204, undefined, true]);
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

  it('takes compressed answers', async () => {
    const http = new HttpClient({ log: memoryLog(), clock });
    assert.deepEqual((await http.send({ method: 'GET', origin, path: '/gzip' }, never)).json, { accepts: 'gzip' });
    await assert.rejects(http.send({ method: 'GET', origin, path: '/gzipCut' }, never), RetriableError);
    await http.close();
  });

  it('does not follow redirects', async () => {
    const http = new HttpClient({ log: memoryLog(), clock });
    assert.equal((await http.send({ method: 'GET', origin, path: '/away' }, never)).status, 302);
    await http.close();
  });

  it('tells what headers say of time and credits', async () => {
    const http = new HttpClient({ log: memoryLog(), clock });
    const { retryAfterMs, creditsLeft, sentAt } = await http.send({ method: 'GET', origin, path: '/headers' }, never);
    assert.deepEqual([retryAfterMs, creditsLeft], [7000, 0]);
    assert.ok(sentAt !== undefined && Math.abs(sentAt - clock.now()) < 5000);
    await http.close();
  });

  it('hands over a file as it comes, also one that is cut or not wanted to its end', async () => {
    const http = new HttpClient({ log: memoryLog(), clock });
    const get = (path: string, signal = never) => http.send({ method: 'GET', origin, path, wantsBytes: true }, signal);
    assert.deepEqual(Buffer.concat(await collect((await get('/file')).bytes ?? [])), file);
    await assert.rejects(async () => collect((await get('/cutFile')).bytes ?? []), RetriableError);
    for await (const chunk of (await get('/file')).bytes ?? []) {
      assert.ok(chunk.length < file.length);
      break;
    }
    const controller = new AbortController();
    const { bytes } = await get('/file', controller.signal);
    controller.abort(new Error('enough'));
    await assert.rejects(async () => collect(bytes ?? []), { message: 'enough' });
    assert.equal((await get('/html')).bytes, undefined);
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
