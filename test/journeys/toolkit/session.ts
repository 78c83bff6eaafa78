import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';

import type { SampleOrgInfo } from '../../../src/sampleOrg/start.ts';
import { launchBrowser } from '../../harness/editors/browser.ts';
import { installVsix, startCodeServer } from '../../harness/editors/codeServer.ts';
import { freePort } from '../../harness/programs/freePort.ts';
import type { GuardedProcess } from '../../harness/programs/guardedProcess.ts';
import { logFolder, vsixFile } from '../../harness/paths.ts';
import { filesWith } from '../../harness/filesWith.ts';
import { startSampleOrgProcess } from '../../harness/programs/sampleOrgProcess.ts';
import type { Pictures } from './pictures.ts';
import { picturesOf } from './pictures.ts';
import type { ThemeName } from './themes.ts';
import { themes } from './themes.ts';

/** One user, for one journey: an editor with the packaged extension, a browser, a sample organization. */
export interface Session extends Pictures {
  readonly page: Page;
  readonly sampleOrg: SampleOrgInfo;
  /** The folder that the editor has open. */
  readonly workspace: string;
  /** What the browser's console said that is an error of a page of ours, such as a violated Content Security Policy. */
  readonly complaints: readonly string[];
  /** The files of the user, the editor and the extension that contain a text: settings, state, caches, logs. */
  readonly filesWith: (text: string) => Promise<readonly string[]>;
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
    return {
      ...{ page, workspace, close },
      ...(await picturesOf(options, page)),
      sampleOrg: info,
      complaints: complaintsOf(page),
      filesWith: (text) => filesWith(path.join(folder, 'user-data'), text),
    };
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

/** Of the pages that extensions show, their scripts, and our tree; what the editor says of itself is not ours. */
function complaintsOf(page: Page): readonly string[] {
  const complaints: string[] = [];
  page.on('console', (message) => {
    const [text, { url }] = [message.text(), message.location()];
    const isAboutUs = text.includes('Content Security Policy') || text.includes('TreeError [zohoCrm.');
    const isOurs = isAboutUs || /\/dist\/webview\/|[?&]extensionId=/.test(url);
    if (message.type() === 'error' && isOurs) complaints.push(`${text} (${url})`);
  });
  page.on('pageerror', ({ message, stack = '' }) => {
    if (stack.includes('/dist/webview/')) complaints.push(`${message}\n${stack}`);
  });
  return complaints;
}
