import assert from 'node:assert/strict';

import { CannotRunError, ForeseenError } from '../errors.ts';
import { findBrowser } from './browser.ts';
import { findDesktop, hasDisplay } from './desktop.ts';
import type { Machine } from './machine.ts';
import { findOnPath } from './machine.ts';

function machine(platform: NodeJS.Platform, env: Machine['env'], ...files: readonly string[]): Machine {
  return { platform, env, exists: (file) => files.includes(file) };
}

const asIs = (file: string): string => file;

describe('finding a program', () => {
  it('goes through the PATH in order', () => {
    const linux = machine('linux', { PATH: '/a::/b:/c' }, '/b/chromium', '/c/chromium');
    assert.equal(findOnPath('chromium', linux), '/b/chromium');
    const windows = machine('win32', { PATH: 'C:\\a;C:\\b' }, 'C:\\b\\code.cmd');
    assert.equal(findOnPath('code.cmd', windows), 'C:\\b\\code.cmd');
    assert.equal(findOnPath('chromium', machine('linux', {}, '/b/chromium')), undefined);
  });
});

describe('finding a browser', () => {
  it('prefers the one that CHROMIUM_PATH names', () => {
    const linux = machine('linux', { PATH: '/usr/bin', CHROMIUM_PATH: '/opt/mine' }, '/usr/bin/chromium', '/opt/mine');
    assert.equal(findBrowser(linux), '/opt/mine');
  });

  it('complains when CHROMIUM_PATH names nothing, instead of taking another', () => {
    const linux = machine('linux', { PATH: '/usr/bin', CHROMIUM_PATH: '/opt/mine' }, '/usr/bin/chromium');
    assert.throws(() => findBrowser(linux), CannotRunError);
  });

  it('prefers Chromium to Chrome to Edge', () => {
    const env = { PATH: '/usr/bin' };
    const edge = '/usr/bin/microsoft-edge';
    assert.equal(findBrowser(machine('linux', env, edge, '/usr/bin/google-chrome')), '/usr/bin/google-chrome');
    assert.equal(findBrowser(machine('linux', env, edge)), edge);
    assert.equal(findBrowser(machine('linux', env)), undefined);
  });

  it('knows where macOS and Windows keep theirs', () => {
    const chrome = '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome';
    assert.equal(findBrowser(machine('darwin', {}, chrome)), chrome);
    const edge = 'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe';
    assert.equal(findBrowser(machine('win32', { 'PROGRAMFILES(X86)': 'C:\\Program Files (x86)' }, edge)), edge);
    assert.equal(findBrowser(machine('win32', {}, edge)), undefined);
  });
});

describe('finding a desktop VS Code', () => {
  it('prefers the one that VSCODE_EXECUTABLE_PATH names, and complains when that is not there', () => {
    const env = { VSCODE_EXECUTABLE_PATH: '/opt/code' };
    assert.equal(findDesktop(machine('linux', env, '/opt/code'), asIs), '/opt/code');
    assert.throws(() => findDesktop(machine('linux', env), asIs), ForeseenError);
  });

  it('finds the program that the launcher on the PATH belongs to', () => {
    const linux = machine('linux', { PATH: '/usr/bin' }, '/usr/bin/code', '/usr/share/code/code');
    assert.equal(
      findDesktop(linux, () => '/usr/share/code/bin/code'),
      '/usr/share/code/code',
    );
    const app = '/Applications/Visual Studio Code.app/Contents';
    const mac = machine('darwin', { PATH: '/bin' }, '/bin/code', `${app}/MacOS/Electron`);
    assert.equal(
      findDesktop(mac, () => `${app}/Resources/app/bin/code`),
      `${app}/MacOS/Electron`,
    );
    const windows = machine('win32', { PATH: 'C:\\VS\\bin' }, 'C:\\VS\\bin\\code.cmd', 'C:\\VS\\Code.exe');
    assert.equal(findDesktop(windows, asIs), 'C:\\VS\\Code.exe');
  });

  it('finds none behind the launcher of a remote window', () => {
    const linux = machine('linux', { PATH: '/server/bin/remote-cli' }, '/server/bin/remote-cli/code');
    assert.equal(findDesktop(linux, asIs), undefined);
  });

  it('knows whether windows can be shown', () => {
    assert.equal(hasDisplay(machine('linux', {})), false);
    assert.equal(hasDisplay(machine('linux', { DISPLAY: '' })), false);
    assert.equal(hasDisplay(machine('linux', { WAYLAND_DISPLAY: 'wayland-0' })), true);
    assert.equal(hasDisplay(machine('darwin', {})), true);
  });
});
