import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import ts from 'typescript';

/** A quiet editor: no welcome pages, no network, no assistants. */
export const editorSettings: Readonly<Record<string, unknown>> = {
  'workbench.startupEditor': 'none',
  'telemetry.telemetryLevel': 'off',
  'update.mode': 'none',
  'extensions.autoUpdate': false,
  'extensions.autoCheckUpdates': false,
  'extensions.ignoreRecommendations': true,
  'chat.disableAIFeatures': true,
  'workbench.tips.enabled': false,
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  'remote.autoForwardPorts': false,
};

/** Settings of the user, or of the machine that extensions run on: a remote editor takes some from there only. */
export type SettingsLevel = 'User' | 'Machine';

/** Makes the settings below a user-data folder contain `wanted`. All other settings stay; the file may hold comments. */
export async function writeSettings(
  userDataFolder: string,
  level: SettingsLevel,
  wanted: Readonly<Record<string, unknown>>,
): Promise<void> {
  const file = path.join(userDataFolder, level, 'settings.json');
  const present = parseSettings(await readFile(file, 'utf8').catch(() => '{}'));
  if (Object.entries(wanted).every(([key, value]) => present[key] === value)) return;
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(`${file}.new`, `${JSON.stringify({ ...present, ...wanted }, undefined, 2)}\n`);
  await rename(`${file}.new`, file);
}

/** Reads settings.json as an editor does: comments and trailing commas are allowed. What cannot be read counts as empty. */
export function parseSettings(text: string): Readonly<Record<string, unknown>> {
  const { config } = ts.parseConfigFileTextToJson('settings.json', text) as { config?: unknown };
  return typeof config === 'object' && config !== null && !Array.isArray(config)
    ? (config as Record<string, unknown>)
    : {};
}
