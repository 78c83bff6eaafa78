import { realpathSync } from 'node:fs';
import path from 'node:path';

import type { Machine } from './machine.ts';
import { findOnPath } from './machine.ts';
import { ForeseenError } from '../errors.ts';

/**
 * The program of a desktop VS Code: VSCODE_EXECUTABLE_PATH, or the one that `code` on the PATH belongs to.
 * Not `code` itself: that hands over to a process of its own, which could be neither awaited nor ended.
 * Throws ForeseenError when VSCODE_EXECUTABLE_PATH names nothing.
 */
export function findDesktop(machine: Machine, realPath: (file: string) => string = realpathSync): string | undefined {
  const chosen = machine.env['VSCODE_EXECUTABLE_PATH'];
  if (chosen !== undefined && chosen !== '') {
    if (machine.exists(chosen)) return chosen;
    throw new ForeseenError(`VSCODE_EXECUTABLE_PATH names a file that is not there: ${chosen}`);
  }
  const launcher = findOnPath(machine.platform === 'win32' ? 'code.cmd' : 'code', machine);
  if (launcher === undefined) return undefined;
  return programBeside(realPath(launcher), machine);
}

/** Whether windows can be shown. */
export function hasDisplay(machine: Machine): boolean {
  if (machine.platform !== 'linux') return true;
  return Boolean(machine.env['DISPLAY']) || Boolean(machine.env['WAYLAND_DISPLAY']);
}

/** The launcher of a remote window has no program beside it; then there is no desktop here. */
function programBeside(launcher: string, machine: Machine): string | undefined {
  const paths = machine.platform === 'win32' ? path.win32 : path.posix;
  const bin = paths.dirname(launcher);
  const places: Partial<Record<NodeJS.Platform, string[]>> = {
    linux: [paths.join(bin, '..', 'code')],
    win32: [paths.join(bin, '..', 'Code.exe')],
    // Contents/Resources/app/bin/code → Contents/MacOS/…; the program was renamed in 2026.
    darwin: ['Code', 'Electron'].map((name) => paths.join(bin, '..', '..', '..', 'MacOS', name)),
  };
  return places[machine.platform]?.find((file) => machine.exists(file));
}
