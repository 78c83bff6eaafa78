import assert from 'node:assert/strict';
import { createServer as createPlainServer } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { rootCertificates } from 'node:tls';

import { HttpClient } from '../../../../src/core/crm/zoho/httpClient.ts';
import { FatalError, InputError, RetriableError } from '../../../../src/core/errors.ts';
import type { NetworkSettings } from '../../../../src/core/model/network.ts';
import { directNetwork } from '../../../../src/core/model/network.ts';
import { memoryLog } from '../../memoryPorts.ts';
import type { ProxyServer } from './proxyServer.ts';
import { startProxyServer } from './proxyServer.ts';
import { selfSigned } from './selfSigned.ts';

const never = new AbortController().signal;
const trusting: NetworkSettings = {
  ...directNetwork,
  trustedCertificates: [...rootCertificates, selfSigned.cert],
};

describe('HttpClient in the network that it is told of', () => {
  const server = createServer(selfSigned, (_request, response) => response.end('{"from":"zoho"}'));
  const plainServer = createPlainServer((_request, response) => response.end('{"from":"plain"}'));
  let [port, plainPort] = [0, 0];
  let proxy: ProxyServer;
  const open: HttpClient[] = [];

  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    await new Promise<void>((resolve) => plainServer.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
    plainPort = (plainServer.address() as AddressInfo).port;
  });
  beforeEach(async () => {
    proxy = await startProxyServer(() => port);
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((each) => each.close()));
    proxy.stop();
  });
  after(() => {
    server.close();
    plainServer.close();
  });

  function clientFor(network: NetworkSettings): HttpClient {
    const http = new HttpClient({ log: memoryLog(), clock: { now: () => Date.now() }, network: () => network });
    open.push(http);
    return http;
  }

  function get(http: HttpClient, origin: string) {
    return http.send({ method: 'GET', origin, path: '/' }, never);
  }

  it('refuses a certificate that nobody trusts, and says what can be done', async () => {
    await assert.rejects(get(clientFor(directNetwork), `https://localhost:${port}`), (error) => {
      return error instanceof FatalError && /DEPTH_ZERO_SELF_SIGNED_CERT.*systemCertificates/.test(error.message);
    });
  });

  it('takes a certificate that the computer trusts', async () => {
    assert.deepEqual((await get(clientFor(trusting), `https://localhost:${port}`)).json, { from: 'zoho' });
  });

  it('takes any certificate when it is told not to be strict', async () => {
    const lax = clientFor({ ...directNetwork, isStrict: false });
    assert.deepEqual((await get(lax, `https://localhost:${port}`)).json, { from: 'zoho' });
  });

  it('goes through the proxy, and looks at the certificate behind it', async () => {
    const answer = await get(clientFor({ ...trusting, proxy: proxy.url }), 'https://zoho.example');
    assert.deepEqual(answer.json, { from: 'zoho' });
    assert.deepEqual(proxy.tunnels, ['zoho.example:443']);
    await assert.rejects(get(clientFor({ ...directNetwork, proxy: proxy.url }), 'https://zoho.example'), FatalError);
  });

  it('never sends this computer’s own addresses through the proxy', async () => {
    const http = clientFor({ ...trusting, proxy: proxy.url });
    assert.deepEqual((await get(http, `http://127.0.0.1:${plainPort}`)).json, { from: 'plain' });
    assert.deepEqual((await get(http, `https://localhost:${port}`)).json, { from: 'zoho' });
    assert.deepEqual(proxy.tunnels, []);
  });

  it('leaves the proxy out for the hosts that are named, and for all with *', async () => {
    for (const noProxy of [['.example'], ['zoho.example'], ['*']]) {
      const http = clientFor({ ...trusting, proxy: proxy.url, noProxy });
      await assert.rejects(get(http, 'https://zoho.example'), RetriableError);
    }
    assert.deepEqual(proxy.tunnels, []);
  });

  it('tells the proxy who we are, by its address or by a header', async () => {
    const strict = await startProxyServer(() => port, 'ann:pa55');
    try {
      const withPassword = strict.url.replace('://', '://ann:pa55@');
      const proxyAuthorization = `Basic ${Buffer.from('ann:pa55').toString('base64')}`;
      await get(clientFor({ ...trusting, proxy: withPassword }), 'https://zoho.example');
      await get(clientFor({ ...trusting, proxy: strict.url, proxyAuthorization }), 'https://zoho.example');
      assert.equal(strict.tunnels.length, 2);
      await assert.rejects(get(clientFor({ ...trusting, proxy: strict.url }), 'https://zoho.example'), (error) => {
        return error instanceof InputError && error.field === 'http.proxy' && error.message.includes('407');
      });
    } finally {
      strict.stop();
    }
  });

  it('names the proxy that does not answer, without its password', async () => {
    const http = clientFor({ ...trusting, proxy: 'http://ann:pa55@127.0.0.1:1' });
    await assert.rejects(get(http, 'https://zoho.example'), (error) => {
      assert.ok(error instanceof RetriableError);
      return error.message.includes('the proxy 127.0.0.1:1 (ECONNREFUSED)') && !error.message.includes('pa55');
    });
  });

  it('refuses an address of a proxy that is none', async () => {
    await assert.rejects(get(clientFor({ ...trusting, proxy: 'proxy:8080' }), 'https://zoho.example'), InputError);
  });

  it('takes another way with the first request after the settings changed', async () => {
    let network: NetworkSettings = { ...trusting, proxy: 'http://127.0.0.1:1' };
    const parts = { log: memoryLog(), clock: { now: () => Date.now() }, network: () => network };
    const http = new HttpClient(parts);
    open.push(http);
    await assert.rejects(get(http, 'https://zoho.example'), RetriableError);
    network = { ...network, proxy: proxy.url };
    assert.equal((await get(http, 'https://zoho.example')).status, 200);
  });

  it('leaves the network of the process and its environment alone', async () => {
    const slots = ['undici.globalDispatcher.1', 'undici.globalDispatcher.2'].map((name) => Symbol.for(name));
    const read = (): unknown[] => slots.map((slot) => Reflect.get(globalThis, slot) as unknown);
    const slotsBefore = read();
    const variable = process.env['HTTPS_PROXY'];
    process.env['HTTPS_PROXY'] = 'http://127.0.0.1:1';
    try {
      await get(clientFor({ ...trusting, proxy: proxy.url }), 'https://zoho.example');
      assert.deepEqual((await get(clientFor(trusting), `https://localhost:${port}`)).json, { from: 'zoho' });
    } finally {
      if (variable === undefined) delete process.env['HTTPS_PROXY'];
      else process.env['HTTPS_PROXY'] = variable;
    }
    assert.deepEqual(read(), slotsBefore);
  });
});
