import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { CodeServerOptions } from './codeServer.ts';
import { installVsix } from './codeServer.ts';

/** Installs the packaged extension into a state folder, unless exactly this package is there already. */
export async function installPackaged(vsix: string, options: Omit<CodeServerOptions, 'port'>): Promise<void> {
  const stamp = path.join(options.stateFolder, 'installed.txt');
  const wanted = createHash('sha256')
    .update(await readFile(vsix))
    .digest('hex');
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return;
  await installVsix(vsix, options);
  await mkdir(options.stateFolder, { recursive: true });
  await writeFile(stamp, wanted);
}
