import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';

/**
 * Keeps a file of customer data out of version control: if it lies in a git repository that does not ignore it, a line in
 * the `.gitignore` of its folder does from then on, also for its drafts and what is kept beside it. Answers the
 * `.gitignore` that was changed, undefined where nothing was to be done. `pattern`: the file's name as it is each time,
 * with a `*` for what differs.
 */
export async function keepOutOfGit(file: string, pattern?: string): Promise<string | undefined> {
  const folder = path.dirname(file);
  if (!isInRepository(folder) || (await isIgnored(file))) return undefined;
  const ignoreFile = path.join(folder, '.gitignore');
  const name = pattern?.split('*').map(escaped).join('*') ?? escaped(path.basename(file));
  const line = `/${name}*`;
  const before = await readFile(ignoreFile, 'utf8').catch(() => '');
  if (before.split(/\r?\n/).includes(line)) return undefined;
  const gap = before === '' || before.endsWith('\n') ? '' : '\n';
  await appendFile(ignoreFile, `${gap}# Customer data, exported by Connections for Zoho CRM\n${line}\n`);
  return ignoreFile;
}

function isInRepository(folder: string): boolean {
  const parent = path.dirname(folder);
  return existsSync(path.join(folder, '.git')) || (parent !== folder && isInRepository(parent));
}

/** As git sees it. Without git on this computer, our own line decides. */
async function isIgnored(file: string): Promise<boolean> {
  try {
    const options = { cwd: path.dirname(file), timeout: 10_000, windowsHide: true };
    await promisify(execFile)('git', ['check-ignore', '--quiet', '--', path.basename(file)], options);
    return true;
  } catch {
    return false;
  }
}

/** What has a meaning of its own in a `.gitignore`. */
function escaped(name: string): string {
  return name.replaceAll(/[\\[\]*?!# ]/g, '\\$&');
}
