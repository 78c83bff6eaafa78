import * as tls from 'node:tls';

import type { NetworkSettings } from '../core/model/network.ts';

/**
 * What the editor's settings (`http.…`) and the environment say of proxies and certificates. A setting wins over a
 * variable. The proxy that an operating system is configured with is known to the editor only, not to extensions.
 */
export function networkSettings(
  setting: (key: string) => unknown,
  environment: Readonly<Record<string, string | undefined>>,
  systemCertificates: () => readonly string[] | undefined,
): NetworkSettings {
  const usesProxy = setting('http.proxySupport') !== 'off';
  return {
    proxy: usesProxy ? (textOf(setting('http.proxy')) ?? proxyVariable(environment)) : undefined,
    proxyAuthorization: textOf(setting('http.proxyAuthorization')),
    noProxy: textsOf(setting('http.noProxy')) ?? noProxyVariable(environment),
    isStrict: setting('http.proxyStrictSSL') !== false,
    trustedCertificates: setting('http.systemCertificates') === false ? undefined : systemCertificates(),
  };
}

/**
 * The certificates that come with Node.js, those that `NODE_EXTRA_CA_CERTS` names, and those of the operating system.
 * Undefined where this Node.js cannot tell (before 22.15). Takes tens of milliseconds.
 */
export function readSystemCertificates(): readonly string[] | undefined {
  if (!('getCACertificates' in tls)) return undefined;
  try {
    return [...new Set([...tls.getCACertificates('default'), ...tls.getCACertificates('system')])];
  } catch {
    return undefined;
  }
}

function proxyVariable(environment: Readonly<Record<string, string | undefined>>): string | undefined {
  const names = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];
  return names.map((name) => textOf(environment[name])).find((each) => each !== undefined);
}

function noProxyVariable(environment: Readonly<Record<string, string | undefined>>): readonly string[] {
  const text = textOf(environment['no_proxy']) ?? textOf(environment['NO_PROXY']) ?? '';
  return text.split(/[\s,]+/).filter((each) => each !== '');
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}

/** Undefined for an empty list: then the variable counts. */
function textsOf(value: unknown): readonly string[] | undefined {
  const texts = Array.isArray(value) ? value.map(textOf).filter((each) => each !== undefined) : [];
  return texts.length > 0 ? texts : undefined;
}
