import type * as vscode from 'vscode';

import type { Clock, Log, SecretStore, StateStore } from '../core/ports.ts';

/** The editor's memento as a state store. Each key is a value of its own, so that two windows do not overwrite each other. */
export function stateStoreOf(memento: vscode.Memento): StateStore {
  return {
    keys: () => memento.keys(),
    get: (key) => memento.get(key),
    set: async (key, value) => {
      await memento.update(key, value);
    },
  };
}

/** The editor's secret storage. It may have lost what was stored (vscode.md section C.5): callers expect `undefined`. */
export function secretStoreOf(secrets: vscode.SecretStorage): SecretStore {
  return {
    get: async (key) => secrets.get(key),
    set: async (key, value) => {
      await secrets.store(key, value);
    },
    delete: async (key) => {
      await secrets.delete(key);
    },
  };
}

export function logOf(channel: vscode.LogOutputChannel): Log {
  return {
    debug: (message) => {
      channel.debug(message);
    },
    info: (message) => {
      channel.info(message);
    },
    warn: (message) => {
      channel.warn(message);
    },
    error: (message) => {
      channel.error(message);
    },
  };
}

export const systemClock: Clock = { now: () => Date.now() };
