import { downloadAndUnzipVSCode, SilentReporter } from '@vscode/test-electron';
import { appendFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { Page } from 'playwright-core';

import { launchBrowser } from '../editors/browser.ts';
import { thisMachine } from '../editors/machine.ts';
import { bundleEditorSuites, bundleProduct } from '../bundle.ts';
import { editorSuitesFile } from '../bundling/bundles.ts';
import type { CodeServer } from '../editors/codeServer.ts';
import { startCodeServer } from '../editors/codeServer.ts';
import { findDesktop, hasDisplay } from '../editors/desktop.ts';
import { editorSettings, writeSettings } from '../editors/editorSettings.ts';
import { describeError } from '../errors.ts';
import { freePort } from '../programs/freePort.ts';
import { startGuarded } from '../programs/guardedProcess.ts';
import { harnessFolder, rootFolder } from '../paths.ts';
import type { SuiteResult } from './results.ts';
import { editorRunVariables } from './runInEditor.ts';
import { say } from '../say.ts';
import type { SuiteContext } from './testSuite.ts';
import { endWithin, readResults } from './testSuite.ts';

const limitMs = 240_000;

/** Runs the suites of test/editor inside a real extension host. Throws CannotRunError where there is no editor for it. */
export async function runEditorSuites(context: SuiteContext): Promise<SuiteResult> {
  await Promise.all([bundleProduct(), bundleEditorSuites()]);
  await mkdir(path.join(context.folder, 'workspace'));
  const desktop = await desktopFor(context);
  return desktop === undefined ? runInCodeServer(context) : runInDesktop(desktop, context);
}

/** Undefined means code-server. */
async function desktopFor({ host }: SuiteContext): Promise<string | undefined> {
  if (host === 'server') return undefined;
  if (host === undefined && !hasDisplay(thisMachine)) return undefined;
  const present = findDesktop(thisMachine);
  if (present !== undefined) return present;
  try {
    return await downloadAndUnzipVSCode({
      cachePath: harnessFolder,
      extensionDevelopmentPath: rootFolder,
      reporter: new SilentReporter(),
    });
  } catch (error) {
    if (host === 'desktop') throw error;
    say('  No desktop VS Code here, and none could be downloaded; using code-server.');
    return undefined;
  }
}

async function runInDesktop(executable: string, context: SuiteContext): Promise<SuiteResult> {
  const userData = path.join(context.folder, 'user-data');
  await writeSettings(userData, 'User', editorSettings);
  const words = [
    path.join(context.folder, 'workspace'),
    `--extensionDevelopmentPath=${rootFolder}`,
    `--extensionTestsPath=${editorSuitesFile}`,
    `--user-data-dir=${userData}`,
    `--extensions-dir=${path.join(context.folder, 'extensions')}`,
    ...['--no-sandbox', '--disable-gpu-sandbox', '--disable-updates', '--skip-welcome', '--skip-release-notes'],
    ...['--no-cached-data', '--disable-workspace-trust'],
  ];
  const env = { ...environment(context), ELECTRON_RUN_AS_NODE: undefined, VSCODE_IPC_HOOK_CLI: undefined };
  const editor = startGuarded(executable, words, { name: 'VS Code', env, logFile: context.logFile });
  return readResults(context, await endWithin(editor, limitMs));
}

async function runInCodeServer(context: SuiteContext): Promise<SuiteResult> {
  const browser = await launchBrowser();
  try {
    const server = await startCodeServer({
      port: await freePort(),
      stateFolder: context.folder,
      workspace: path.join(context.folder, 'workspace'),
      env: environment(context),
      logFile: context.logFile,
    });
    try {
      const page = await browser.newPage();
      return await readResults(context, await runInPage(page, server, context.logFile));
    } finally {
      await server.process.stop();
    }
  } finally {
    await browser.close();
  }
}

/** The editor finds two functions in its page: one hears its console, the other its exit code. */
async function runInPage(page: Page, { authority, url }: CodeServer, logFile: string): Promise<string> {
  const { promise: exited, resolve } = Promise.withResolvers<string>();
  await page.exposeFunction('codeAutomationLog', async (type: string, words: unknown[]) => {
    await appendFile(logFile, `[${type}] ${words.map(String).join(' ')}\n`);
  });
  await page.exposeFunction('codeAutomationExit', (code: number) => {
    resolve(`The extension host's suites ended with exit code ${code}.`);
  });
  page.on('crash', () => {
    resolve('The page crashed.');
  });
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: `http://${authority}` });
  const remote = (file: string): string => `vscode-remote://${authority}${file}`;
  const payload = JSON.stringify([
    ['extensionDevelopmentPath', remote(rootFolder)],
    ['extensionTestsPath', remote(editorSuitesFile)],
    ['skipWelcome', 'true'],
    ['skipReleaseNotes', 'true'],
  ]);
  await page.goto(`${url}&payload=${encodeURIComponent(payload)}`).catch((error: unknown) => {
    resolve(describeError(error));
  });
  return Promise.race([exited, delay(limitMs, `It was ended after ${limitMs / 1000} s.`, { ref: false })]);
}

function environment({ resultsFile, grep }: SuiteContext): Record<string, string> {
  return {
    [editorRunVariables.resultsFile]: resultsFile,
    ...(grep === undefined ? {} : { [editorRunVariables.grep]: grep }),
  };
}
