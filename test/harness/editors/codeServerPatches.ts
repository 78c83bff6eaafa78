import { copyFile, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Makes a fresh installation fit for our use. `vscodeFolder` is its `lib/vscode`. Throws when it is not the version we know. */
export async function patchCodeServer(vscodeFolder: string): Promise<void> {
  await giveLogFiles(vscodeFolder);
  await openLoopbackAddressesAsTheyAre(vscodeFolder);
}

async function giveLogFiles(vscodeFolder: string): Promise<void> {
  const standIn = fileURLToPath(new URL('spdlogInJavaScript.cjs', import.meta.url));
  await copyFile(standIn, path.join(vscodeFolder, 'node_modules', '@vscode', 'spdlog', 'index.js'));
}

/**
 * code-server sends the browser to `/proxy/<port>/…` of its own address for any loopback address, because it usually
 * runs on another machine than the browser. Ours runs on the same, and a sign-in page must keep its address. It has a
 * setting for that (VSCODE_PROXY_URI), but one that cannot say "the same port".
 */
async function openLoopbackAddressesAsTheyAre(vscodeFolder: string): Promise<void> {
  const file = path.join(vscodeFolder, 'out', 'vs', 'code', 'browser', 'workbench', 'workbench.js');
  const text = await readFile(file, 'utf8');
  const condition = '.authority!==location.host)';
  const parts = text.split(condition);
  if (parts.length !== 2) throw new Error('This code-server resolves external addresses in a way that we do not know.');
  await writeFile(file, parts.join(`.authority!==location.host&&location.hostname!=="127.0.0.1")`));
}
