// `npm start`: the extension in an editor, beside a sample organization.
import path from 'node:path';

import { thisMachine } from './editors/machine.ts';
import { bundleProduct } from './bundle.ts';
import { startCodeServer } from './editors/codeServer.ts';
import { installedCodeServer } from './editors/codeServerInstall.ts';
import { findDesktop } from './editors/desktop.ts';
import { editorSettings, writeSettings } from './editors/editorSettings.ts';
import type { GuardedProcess } from './programs/guardedProcess.ts';
import { startGuarded } from './programs/guardedProcess.ts';
import { installPackaged } from './editors/installPackaged.ts';
import { takeOver } from './programs/oneAtATime.ts';
import { onEnd } from './programs/onEnd.ts';
import { packageExtension } from './packageExtension.ts';
import { harnessFolder, rootFolder } from './paths.ts';
import type { StartPorts } from './starting/rememberedPorts.ts';
import { rememberedPorts } from './starting/rememberedPorts.ts';
import { startSampleOrgProcess } from './programs/sampleOrgProcess.ts';
import { makeSampleWorkspace } from './starting/sampleWorkspace.ts';
import { ForeseenError, describeError } from './errors.ts';
import { complain, say } from './say.ts';
import type { StartOptions } from './starting/startOptions.ts';
import { parseStartOptions, startUsage } from './starting/startOptions.ts';

/** Profile, workspace and sign-ins: what survives from one start to the next. */
const stateFolder = path.join(harnessFolder, 'start');
const workspace = path.join(stateFolder, 'workspace');
const running: GuardedProcess[] = [];

async function start(options: StartOptions): Promise<void> {
  const desktop = options.host === 'server' ? undefined : findDesktop(thisMachine);
  if (options.host === 'desktop' && desktop === undefined) {
    throw new ForeseenError('No desktop VS Code found: put "code" on the PATH or set VSCODE_EXECUTABLE_PATH.');
  }
  await takeOver(stateFolder, () => {
    void stopAll('npm start was run again').finally(() => process.exit(0));
  });
  await makeSampleWorkspace(workspace);
  const ports = await rememberedPorts(path.join(stateFolder, 'ports.json'), options.port, 6000);
  const editor = await (desktop === undefined ? openServer(ports, options.port) : openDesktop(desktop, ports));
  const exitCode = await editor.ended;
  await stopAll(`the editor ended with exit code ${exitCode}`);
  process.exitCode = exitCode;
}

/** Answers the settings by which the extension finds it. */
async function openSampleOrg(ports: StartPorts): Promise<Readonly<Record<string, string>>> {
  const signIns = path.join(stateFolder, 'sign-ins.json');
  const sampleOrg = await startSampleOrgProcess('--port', String(ports.sampleOrg), '--sign-ins', signIns);
  running.push(sampleOrg.process);
  say(`Sample organization:  ${sampleOrg.info.origin}/`);
  return { 'zohoCrm.sampleOrganization.url': sampleOrg.info.origin };
}

/** The packaged extension in code-server, for any browser. */
async function openServer(ports: StartPorts, wantedPort: number | undefined): Promise<GuardedProcess> {
  if (wantedPort !== undefined && ports.editor !== wantedPort) {
    say(`Port ${wantedPort} is taken by another program; using ${ports.editor}.`);
  }
  await installedCodeServer();
  const [machineSettings, vsix] = await Promise.all([openSampleOrg(ports), packageExtension()]);
  const state = { stateFolder: path.join(stateFolder, 'code-server'), workspace, machineSettings };
  await installPackaged(vsix, state);
  const server = await startCodeServer({ ...state, port: ports.editor });
  running.push(server.process);
  say(`VS Code:              ${server.url}`);
  say(`
Open the second address in a browser. Then press F1 and run "Connect to the Sample Organization".
Ctrl-C ends everything; connections and settings are kept for the next start.`);
  return server.process;
}

/** The extension from this checkout in a desktop VS Code, with a profile of its own. */
async function openDesktop(executable: string, ports: StartPorts): Promise<GuardedProcess> {
  const [settings] = await Promise.all([openSampleOrg(ports), bundleProduct()]);
  const userData = path.join(stateFolder, 'desktop');
  await writeSettings(userData, 'User', { ...editorSettings, ...settings });
  const window = startGuarded(
    executable,
    [
      `--extensionDevelopmentPath=${rootFolder}`,
      `--user-data-dir=${userData}`,
      `--extensions-dir=${path.join(stateFolder, 'desktop-extensions')}`,
      '--disable-workspace-trust',
      // Electron refuses its sandbox to root.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      workspace,
    ],
    { name: 'VS Code', env: { ELECTRON_RUN_AS_NODE: undefined, VSCODE_IPC_HOOK_CLI: undefined } },
  );
  running.push(window);
  say(`VS Code opens. Press F1 there and run "Connect to the Sample Organization".
Closing its window or Ctrl-C ends everything; connections and settings are kept for the next start.`);
  return window;
}

let stopped: Promise<unknown> | undefined;

async function stopAll(reason: string): Promise<void> {
  if (stopped === undefined && running.length > 0) say(`Ending (${reason}) …`);
  stopped ??= Promise.all(running.map((each) => each.stop()));
  await stopped;
}

onEnd(stopAll, 0);
try {
  const options = parseStartOptions(process.argv.slice(2));
  if (options === 'help') process.stdout.write(startUsage);
  else await start(options);
} catch (error) {
  complain(describeError(error));
  await stopAll('it could not start');
  // Something that was started beside what failed may still be on its way.
  process.exit(1);
}
