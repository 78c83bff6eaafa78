import type * as vscode from 'vscode';

import type { Clock, Log, SecretStore, StateStore } from '../core/ports.ts';
import { redact } from '../core/util/redact.ts';

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

/** The editor's log channel. Whatever looks like a secret is masked on the way. */
export function logOf(channel: Pick<vscode.LogOutputChannel, 'debug' | 'info' | 'warn' | 'error' | 'show'>): ShownLog {
  return {
    debug: (message) => {
      channel.debug(redact(message));
    },
    info: (message) => {
      channel.info(redact(message));
    },
    warn: (message) => {
      channel.warn(redact(message));
    },
    error: (message) => {
      channel.error(redact(message));
    },
    show: () => {
      channel.show();
    },
  };
}

/** A log that can be brought before the user's eyes. */
export interface ShownLog extends Log {
  show(): void;
}

export const systemClock: Clock = { now: () => Date.now() };
