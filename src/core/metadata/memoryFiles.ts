import type { BlobStore } from '../ports.ts';

/** Files that live no longer than this object, and cost no disk: for what must not outlast an open connection. */
export function memoryFiles(): BlobStore {
  const files = new Map<string, string>();
  return {
    read: (path) => Promise.resolve(files.get(path)),
    writeWhole: (path, content) => {
      files.set(path, content);
      return Promise.resolve();
    },
    list: (folder) => {
      const prefix = folder === '' ? '' : `${folder}/`;
      const below = [...files.keys()].filter((path) => path.startsWith(prefix));
      return Promise.resolve([...new Set(below.map((path) => path.slice(prefix.length).split('/', 1)[0] ?? ''))]);
    },
    remove: (path) => {
      for (const file of [...files.keys()]) if (file === path || file.startsWith(`${path}/`)) files.delete(file);
      return Promise.resolve();
    },
    rename: (from, to) => {
      const content = files.get(from);
      files.delete(from);
      if (content !== undefined) files.set(to, content);
      return Promise.resolve();
    },
  };
}
