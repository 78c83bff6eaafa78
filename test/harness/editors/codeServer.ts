import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';

import { installedCodeServer } from './codeServerInstall.ts';
import { editorSettings, writeSettings } from './editorSettings.ts';
import type { GuardedProcess } from '../programs/guardedProcess.ts';
import { startGuarded } from '../programs/guardedProcess.ts';
import { ForeseenError } from '../errors.ts';

export interface CodeServerOptions {
  /** TCP port on 127.0.0.1. */
  readonly port: number;
  /** Holds user data and extensions; made if it is not there. */
  readonly stateFolder: string;
  /** The folder that the editor opens. */
  readonly workspace: string;
  /** User settings that must have these values; others in the profile stay. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The same for settings of scope "machine", which a remote editor ignores among those of the user. */
  readonly machineSettings?: Readonly<Record<string, unknown>>;
  /** Added to the environment of the server and of its extension hosts. */
  readonly env?: Readonly<Record<string, string>>;
  /** Where the server's output is kept. */
  readonly logFile?: string;
}

export interface CodeServer {
  /** Address that opens the workspace. */
  readonly url: string;
  /** `127.0.0.1:port`, as in `vscode-remote://` addresses. */
  readonly authority: string;
  readonly process: GuardedProcess;
}

const readyLimitMs = 60_000;

/** Starts code-server and waits until it answers. Throws ForeseenError when it does not. */
export async function startCodeServer(options: CodeServerOptions): Promise<CodeServer> {
  const entry = await installedCodeServer();
  await prepareState(options);
  const authority = `127.0.0.1:${options.port}`;
  const server = startGuarded(process.execPath, [entry, ...flags(options), options.workspace], {
    name: 'code-server',
    env: { ...withoutEditor, ...options.env },
    ...(options.logFile === undefined ? {} : { logFile: options.logFile }),
  });
  try {
    await untilItAnswers(`http://${authority}/healthz`, server);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { url: `http://${authority}/?folder=${encodeURIComponent(options.workspace)}`, authority, process: server };
}

/** Installs a packaged extension into a state folder, as a user would. Throws ForeseenError with code-server's words. */
export async function installVsix(vsix: string, options: Omit<CodeServerOptions, 'port'>): Promise<void> {
  const entry = await installedCodeServer();
  await prepareState(options);
  const install = startGuarded(
    process.execPath,
    [entry, ...stateFlags(options.stateFolder), '--install-extension', vsix, '--force'],
    { name: 'code-server', env: withoutEditor },
  );
  if ((await install.ended) !== 0) {
    throw new ForeseenError(`code-server could not install ${path.basename(vsix)}:\n${install.recentOutput()}`);
  }
}

/** Started from a terminal of VS Code, code-server would hand its work to that editor. */
const withoutEditor = { VSCODE_IPC_HOOK_CLI: undefined, NODE_OPTIONS: undefined };

async function prepareState(options: Omit<CodeServerOptions, 'port'>): Promise<void> {
  const { stateFolder, settings, machineSettings } = options;
  await mkdir(path.join(stateFolder, 'extensions'), { recursive: true });
  // Without a file of its own it would write one into the user's home.
  await writeFile(path.join(stateFolder, 'code-server.yaml'), '');
  await writeSettings(path.join(stateFolder, 'user-data'), 'User', { ...editorSettings, ...settings });
  await writeSettings(path.join(stateFolder, 'user-data'), 'Machine', machineSettings ?? {});
}

function stateFlags(stateFolder: string): string[] {
  return [
    ...['--config', path.join(stateFolder, 'code-server.yaml')],
    ...['--user-data-dir', path.join(stateFolder, 'user-data')],
    ...['--extensions-dir', path.join(stateFolder, 'extensions')],
  ];
}

function flags(options: CodeServerOptions): string[] {
  return [
    ...stateFlags(options.stateFolder),
    ...['--auth', 'none', '--bind-addr', `127.0.0.1:${options.port}`],
    '--disable-telemetry',
    '--disable-update-check',
    '--disable-workspace-trust',
    '--disable-getting-started-override',
    '--disable-proxy',
    '--ignore-last-opened',
    // Lets a page ask for the extension under development and its test suites, which a released server ignores otherwise.
    ...['--vscode-option', 'enable-smoke-test-driver'],
  ];
}

async function untilItAnswers(url: string, server: GuardedProcess): Promise<void> {
  const until = performance.now() + readyLimitMs;
  while (performance.now() < until) {
    const answer = await fetch(url).catch(() => undefined);
    if (answer?.ok === true) return;
    const pause = await Promise.race([server.ended, delay(100, 'not yet' as const)]);
    if (pause !== 'not yet') break;
  }
  throw new ForeseenError(`code-server did not start:\n${server.recentOutput()}`);
}
