import { spawnSync } from 'node:child_process';
import path from 'node:path';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';

import { CannotRunError } from '../errors.ts';
import type { Machine } from './machine.ts';
import { findOnPath, thisMachine } from './machine.ts';
import { say } from '../say.ts';

/** Full path of a browser of the Chromium family; on Debian, as root, it installs one first. Throws CannotRunError. */
export function ensureBrowser(): string {
  return findBrowser(thisMachine) ?? installOnDebian();
}

/** Starts a headless browser. Throws CannotRunError. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: ensureBrowser(),
    args: [
      // Chromium refuses its sandbox to root; all pages that it opens here are our own.
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

/** Full path of a browser of the Chromium family. CHROMIUM_PATH wins; then Chromium, Chrome, Edge. */
export function findBrowser(machine: Machine): string | undefined {
  const chosen = machine.env['CHROMIUM_PATH'];
  if (chosen !== undefined && chosen !== '') {
    if (machine.exists(chosen)) return chosen;
    throw new CannotRunError(`CHROMIUM_PATH names a file that is not there: ${chosen}`);
  }
  return candidates(machine).find((file) => machine.exists(file));
}

function candidates(machine: Machine): string[] {
  if (machine.platform === 'darwin') {
    return ['Chromium', 'Google Chrome', 'Microsoft Edge'].map(
      (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
    );
  }
  if (machine.platform === 'win32') {
    const { env } = machine;
    const folders = [env['LOCALAPPDATA'], env['PROGRAMFILES'], env['PROGRAMFILES(X86)']];
    return [
      'Chromium\\Application\\chrome.exe',
      'Google\\Chrome\\Application\\chrome.exe',
      'Microsoft\\Edge\\Application\\msedge.exe',
    ]
      .flatMap((file) => folders.map((folder) => (folder === undefined ? '' : path.win32.join(folder, file))))
      .filter((file) => file !== '');
  }
  const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
  return names.map((name) => findOnPath(name, machine)).filter((file) => file !== undefined);
}

function installOnDebian(): string {
  const canInstall = process.platform === 'linux' && process.getuid?.() === 0 && findOnPath('apt-get', thisMachine);
  if (canInstall === undefined || canInstall === false) throw new CannotRunError(howToInstall(process.platform));
  say('Installing Chromium from the distribution (apt-get install chromium; once, a minute or two) …');
  aptGet('update', '-q');
  // Without a font, pages would show no text at all.
  const complaint = aptGet('install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-liberation');
  const installed = findBrowser(thisMachine);
  if (installed !== undefined) return installed;
  throw new CannotRunError(`apt-get could not install chromium: ${complaint}`);
}

/** Answers the last line that it wrote to standard error. */
function aptGet(...words: readonly string[]): string {
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const { stderr } = spawnSync('apt-get', words, { stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8', env });
  return stderr.trim().split('\n').at(-1) ?? '';
}

function howToInstall(platform: NodeJS.Platform): string {
  const how: Partial<Record<NodeJS.Platform, string>> = {
    darwin: 'brew install --cask chromium',
    win32: 'winget install Google.Chrome',
  };
  const command = how[platform] ?? 'sudo apt-get install chromium (or your distribution’s package)';
  return `No Chromium, Chrome or Edge found. Install one: ${command}; or set CHROMIUM_PATH.`;
}
