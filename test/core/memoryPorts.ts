import type { Log, SecretStore, StateStore } from '../../src/core/ports.ts';

/** Ports that keep everything in memory and show what they were given. */
export function memoryState(
  content = new Map<string, unknown>(),
): StateStore & { readonly content: Map<string, unknown> } {
  return {
    content,
    keys: () => [...content.keys()],
    get: (key) => structuredClone(content.get(key)),
    set: (key, value) => {
      if (value === undefined) content.delete(key);
      else content.set(key, structuredClone(value));
      return Promise.resolve();
    },
  };
}

export function memorySecrets(
  content = new Map<string, string>(),
): SecretStore & { readonly content: Map<string, string> } {
  return {
    content,
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

export function memoryLog(): Log & { readonly lines: string[] } {
  const lines: string[] = [];
  const add = (message: string): void => {
    lines.push(message);
  };
  return { lines, debug: add, info: add, warn: add, error: add };
}
