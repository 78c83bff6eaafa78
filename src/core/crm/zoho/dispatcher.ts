import type { Dispatcher } from 'undici';
import undiciApi from 'undici/lib/api/index.js';
import EnvHttpProxyAgent from 'undici/lib/dispatcher/env-http-proxy-agent.js';
import Pool from 'undici/lib/dispatcher/pool.js';

import { InputError } from '../../errors.ts';
import type { NetworkSettings } from '../../model/network.ts';

/** How long a request may go without a sign of life; nobody waits for a server that has forgotten us. */
export interface TimeLimits {
  /** Until the connection is there, encryption included. */
  readonly connectMs: number;
  /** From the request to the head of the answer. */
  readonly headersMs: number;
  /** Between two pieces of the answer's body. */
  readonly bodyIdleMs: number;
}

/** Large queries take Zoho most of a minute. */
const usualLimits: TimeLimits = { connectMs: 15_000, headersMs: 120_000, bodyIdleMs: 60_000 };

const thisComputer = ['localhost', '127.0.0.1', '[::1]'];

/**
 * Opens a way to the network that is ours alone: the process, and with it the editor's other extensions, is left as it
 * is. Throws InputError when the address of the proxy is none. Whoever opens it closes it.
 */
export function createDispatcher(network: NetworkSettings, limits = usualLimits): Dispatcher {
  const proxy = proxyOf(network);
  const connect = {
    timeout: limits.connectMs,
    rejectUnauthorized: network.isStrict,
    ...(network.trustedCertificates ? { ca: [...network.trustedCertificates] } : {}),
  };
  return new EnvHttpProxyAgent({
    connect,
    requestTls: connect,
    proxyTls: connect,
    // The proxy's agent asks its client for a tunnel by a method that only undici's main entry adds.
    clientFactory: (origin, options) => Object.assign(new Pool(origin, options), { connect: undiciApi.connect }),
    headersTimeout: limits.headersMs,
    bodyTimeout: limits.bodyIdleMs,
    ...(network.proxyAuthorization === undefined ? {} : { token: network.proxyAuthorization }),
    // All three are given, so that the class, despite its name, does not look at the environment itself.
    httpProxy: proxy,
    httpsProxy: proxy,
    noProxy: [...network.noProxy, ...thisComputer].join(','),
  });
}

/** Empty = none. */
function proxyOf({ proxy, noProxy }: NetworkSettings): string {
  if (proxy === undefined || noProxy.includes('*')) return '';
  if (URL.canParse(proxy) && /^(https?|socks5?):$/.test(new URL(proxy).protocol)) return proxy;
  throw new InputError('The address of the proxy must look like http://host:port. See http.proxy.', 'http.proxy');
}
