import { existsSync } from 'node:fs';
import path from 'node:path';

/** What the search for programs looks at: real, or made up by a test. */
export interface Machine {
  readonly platform: NodeJS.Platform;
  readonly env: Readonly<Record<string, string | undefined>>;
  exists(file: string): boolean;
}

export const thisMachine: Machine = { platform: process.platform, env: process.env, exists: existsSync };

/** Full path of a program on the PATH. */
export function findOnPath(name: string, machine: Machine): string | undefined {
  const paths = machine.platform === 'win32' ? path.win32 : path.posix;
  const folders = (machine.env['PATH'] ?? '').split(paths.delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => paths.join(folder, name)).find((file) => machine.exists(file));
}
