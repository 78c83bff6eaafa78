import { homedir } from 'node:os';
import path from 'node:path';

import type { NetworkSettings } from '../core/model/network.ts';
import { directNetwork } from '../core/model/network.ts';
import type { Clock, L10n, SecretStore, StateStore } from '../core/ports.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export const systemClock: Clock = { now: () => Date.now() };

/** The terminal speaks English. */
export const english: L10n = {
  t: (message, ...args) => message.replaceAll(/\{(\d+)\}/g, (_, index: string) => String(args[Number(index)])),
};

/** Ends with the program: the terminal gets connections and secrets anew each time, and stores none. */
export function memoryState(): StateStore {
  const content = new Map<string, unknown>();
  return {
    keys: () => [...content.keys()],
    get: (key) => content.get(key),
    set: (key, value) => {
      content.set(key, value);
      return Promise.resolve();
    },
  };
}

/** Ends with the program, see `memoryState`. */
export function memorySecrets(): SecretStore {
  const content = new Map<string, string>();
  return {
    get: (key) => Promise.resolve(content.get(key)),
    set: (key, value) => {
      content.set(key, value);
      return Promise.resolve();
    },
    delete: (key) => {
      content.delete(key);
      return Promise.resolve();
    },
  };
}

/** Where we keep runs and what the sample organization says of itself. */
export function stateFolderOf(environment: Environment): string {
  const own = filled(environment['ZOHO_CRM_HOME']);
  if (own !== undefined) return path.resolve(own);
  const states = filled(environment['XDG_STATE_HOME']) ?? path.join(homedir(), '.local', 'state');
  return path.join(states, 'zoho-crm');
}

/** Proxies by the usual variables; certificates as Node.js has them (`NODE_EXTRA_CA_CERTS` adds some). */
export function networkOf(environment: Environment): NetworkSettings {
  const names = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY'];
  const proxy = names.map((name) => filled(environment[name])).find((each) => each !== undefined);
  const noProxy = (environment['no_proxy'] ?? environment['NO_PROXY'] ?? '').split(/[\s,]+/);
  return { ...directNetwork, proxy, noProxy: noProxy.filter((each) => each !== '') };
}

/** Undefined for an empty variable as well. */
export function filled(text: string | undefined): string | undefined {
  return text === undefined || text.trim() === '' ? undefined : text.trim();
}
