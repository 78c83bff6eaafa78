import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';

import type { SampleOrgInfo } from '../../../src/sampleOrg/start.ts';
import { launchBrowser } from '../../harness/editors/browser.ts';
import { installVsix, startCodeServer } from '../../harness/editors/codeServer.ts';
import { freePort } from '../../harness/programs/freePort.ts';
import type { GuardedProcess } from '../../harness/programs/guardedProcess.ts';
import { harnessFolder, logFolder, vsixFile } from '../../harness/paths.ts';
import { startSampleOrgProcess } from '../../harness/programs/sampleOrgProcess.ts';
import type { ThemeName } from './themes.ts';
import { themes } from './themes.ts';

/** One user, for one journey: an editor with the packaged extension, a browser, a sample organization. */
export interface Session {
  readonly page: Page;
  readonly sampleOrg: SampleOrgInfo;
  /** The folder that the editor has open. */
  readonly workspace: string;
  /** Keeps a picture as `.vscode-test/screenshots/<journey>/<theme>/NN-<name>.png`; NN counts. Pages besides the editor are kept whole. */
  readonly screenshot: (name: string, page?: Page) => Promise<void>;
  /** Ends everything and removes the state. */
  close(): Promise<void>;
}

export interface SessionOptions {
  readonly journey: string;
  readonly theme: ThemeName;
  /** Time zone of the user's browser; default: the machine's. */
  readonly userTimeZone?: string;
  /** Time zone of the machine that extensions run on; default: the machine's. */
  readonly hostTimeZone?: string;
  /** User settings besides the usual ones. */
  readonly settings?: Readonly<Record<string, unknown>>;
  /** The same for settings of scope "machine". */
  readonly machineSettings?: Readonly<Record<string, unknown>>;
  /** Words of the sample organization's command line. */
  readonly sampleOrgWords?: readonly string[];
}

/** Starts everything that a journey needs, fresh, and opens the workbench. What was started is ended if that fails. */
export async function openSession(options: SessionOptions): Promise<Session> {
  const folder = await mkdtemp(path.join(tmpdir(), 'zcj-'));
  const running: GuardedProcess[] = [];
  let browser: Browser | undefined;
  const close = async (): Promise<void> => {
    await browser?.close();
    await Promise.all(running.map((each) => each.stop()));
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  };
  try {
    const workspace = path.join(folder, 'workspace');
    await mkdir(workspace);
    const { url, info } = await startPrograms(options, folder, workspace, running);
    browser = await launchBrowser();
    const page = await openWorkbench(browser, url, options.userTimeZone);
    return { page, sampleOrg: info, workspace, screenshot: await screenshotsOf(options, page), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function startPrograms(
  options: SessionOptions,
  folder: string,
  workspace: string,
  running: GuardedProcess[],
): Promise<{ url: string; info: SampleOrgInfo }> {
  const redirectPort = await freePort();
  const redirectUri = `http://127.0.0.1:${redirectPort}/callback`;
  const sampleOrg = await startSampleOrgProcess('--redirect-uri', redirectUri, ...(options.sampleOrgWords ?? []));
  running.push(sampleOrg.process);
  const server = {
    port: await freePort(),
    stateFolder: folder,
    workspace,
    settings: { 'workbench.colorTheme': themes[options.theme], ...options.settings },
    machineSettings: {
      'zohoCrm.sampleOrganization.url': sampleOrg.info.origin,
      'zohoCrm.signIn.redirectPort': redirectPort,
      ...options.machineSettings,
    },
    env: options.hostTimeZone === undefined ? {} : { TZ: options.hostTimeZone },
    logFile: path.join(logFolder, `${options.journey}-${options.theme}.log`),
  };
  await rm(server.logFile, { force: true });
  await installVsix(vsixFile, server);
  const { url, process } = await startCodeServer(server);
  running.push(process);
  return { url, info: sampleOrg.info };
}

async function openWorkbench(browser: Browser, url: string, timeZone: string | undefined): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    ...(timeZone === undefined ? {} : { timezoneId: timeZone }),
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: new URL(url).origin });
  const page = await context.newPage();
  await page.goto(url);
  await page.locator('.monaco-workbench .part.activitybar .action-item').first().waitFor();
  return page;
}

/** Waits until nothing in a page says that it is busy, for a picture that is the same each time; not for long. */
async function quiet(page: Page): Promise<void> {
  const busy =
    '.monaco-progress-container.active, .statusbar-item .codicon-loading, .statusbar-item .codicon-modifier-spin';
  await page
    .waitForFunction(`!document.querySelector(${JSON.stringify(busy)})`, undefined, { timeout: 5000 })
    .catch(() => undefined);
  await page.evaluate('document.fonts.ready');
}

async function screenshotsOf({ journey, theme }: SessionOptions, mainPage: Page): Promise<Session['screenshot']> {
  const folder = path.join(harnessFolder, 'screenshots', journey, theme);
  await rm(folder, { recursive: true, force: true });
  let count = 0;
  return async (name, page = mainPage) => {
    count += 1;
    await quiet(page);
    await page.screenshot({
      fullPage: page !== mainPage,
      path: path.join(folder, `${String(count).padStart(2, '0')}-${name}.png`),
    });
  };
}
