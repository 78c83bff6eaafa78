import { build } from 'esbuild';
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';

import { pageHtml } from '../../src/extension/webviews/pageHtml.ts';
import type { Asynchronous } from '../../src/protocol/rpc.ts';
import { connectRpc } from '../../src/protocol/rpc.ts';
import { findBundles } from '../harness/bundling/bundles.ts';
import type { ThemeName } from '../journeys/toolkit/themes.ts';

export interface OpenPage {
  readonly page: Page;
  /** What the Content Security Policy refused, and what the page threw. */
  readonly complaints: readonly string[];
  /** What the page keeps, as the editor would store it. */
  readonly keptState: () => Promise<string>;
  close(): Promise<void>;
}

export interface OpenPageOptions {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
}

/** The host of a test: answers the page's calls, and is given the way to call the page. */
export interface PageHost<RemotePage> {
  page: Asynchronous<RemotePage> | undefined;
}

const nonce = 'a-nonce-of-the-test';

/** A webview's bundle in a real browser, in the host's own HTML and a theme of the editor, with a host of the test. */
export async function openPage<RemotePage extends object>(
  browser: Browser,
  bundle: string,
  host: PageHost<RemotePage>,
  options: OpenPageOptions = {},
): Promise<OpenPage> {
  const site = await serve(bundle);
  const context = await browser.newContext({
    viewport: { width: options.width ?? 900, height: options.height ?? 1100 },
    timezoneId: 'Asia/Tokyo',
    reducedMotion: 'reduce',
  });
  await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: site.origin });
  const page = await context.newPage();
  const complaints: string[] = [];
  page.on('pageerror', (error) => complaints.push(String(error)));
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text());
  });
  await connect(page, host);
  await page.addInitScript(pretendToBeTheEditor(await themeOf(options.theme ?? 'dark')));
  await page.goto(site.origin);
  await page.getByRole('heading', { level: 1 }).waitFor({ state: 'attached' });
  return {
    page,
    complaints,
    keptState: () => page.evaluate<string>(`sessionStorage.getItem('state') ?? ''`),
    close: async () => {
      await context.close();
      await site.close();
    },
  };
}

/** Messages go over functions of the browser's driver, as they go over the editor's process boundary. */
async function connect<RemotePage extends object>(page: Page, host: PageHost<RemotePage>): Promise<void> {
  let receive: ((message: unknown) => void) | undefined;
  await page.exposeFunction('postToHost', (message: unknown) => receive?.(message));
  const { remote } = connectRpc<RemotePage>(
    {
      post: (message) => {
        const call = `window.dispatchEvent(new MessageEvent('message', { data: ${JSON.stringify(message)} }))`;
        page.evaluate(call).catch(() => undefined);
      },
      listen: (listener) => {
        receive = listener;
        return () => undefined;
      },
    },
    host,
  );
  host.page = remote;
}

/** A script that runs in the page before its own: what the editor puts into a webview. */
function pretendToBeTheEditor(theme: Theme): string {
  return `{
    const theme = ${JSON.stringify(theme)};
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(theme.defaultStyle + 'html { background: var(--vscode-editor-background); }');
    document.adoptedStyleSheets.push(sheet);
    const dress = () => {
      for (const [name, value] of Object.entries(theme.variables)) document.documentElement.style.setProperty(name, value);
      document.body.className = theme.bodyClass;
      document.body.dataset.vscodeThemeKind = theme.kind;
    };
    new MutationObserver((_changes, observer) => {
      if (!document.body) return;
      observer.disconnect();
      dress();
    }).observe(document, { childList: true, subtree: true });
    window.acquireVsCodeApi = () => ({
      postMessage: (message) => window.postToHost(message),
      getState: () => JSON.parse(sessionStorage.getItem('state') ?? 'null') ?? undefined,
      setState: (state) => sessionStorage.setItem('state', JSON.stringify(state)),
    });
  }`;
}

interface Theme {
  readonly bodyClass: string;
  readonly kind: string;
  readonly variables: Readonly<Record<string, string>>;
  readonly defaultStyle: string;
}

async function themeOf(name: ThemeName): Promise<Theme> {
  const text = await readFile(new URL('themes.json', import.meta.url), 'utf8');
  const { defaultStyle, themes } = JSON.parse(text) as {
    readonly defaultStyle: string;
    readonly themes: Readonly<Record<ThemeName, Omit<Theme, 'defaultStyle'>>>;
  };
  return { ...themes[name], defaultStyle };
}

let files: Promise<ReadonlyMap<string, string>> | undefined;

/** Script and styles as the bundler makes them for the extension, made once for all tests: path → content. */
function bundledFiles(): Promise<ReadonlyMap<string, string>> {
  return (files ??= (async () => {
    const webviews = findBundles().find((bundle) => bundle.name === 'webviews');
    const { outputFiles = [] } = await build({ ...webviews?.options, sourcemap: false });
    return new Map(outputFiles.map((each) => [`/${path.basename(each.path)}`, each.text]));
  })());
}

async function serve(bundle: string): Promise<{ readonly origin: string; close(): Promise<void> }> {
  const files = await bundledFiles();
  const addresses = { script: `/${bundle}.js`, styles: `/${bundle}.css` };
  const html = pageHtml({ nonce, ...addresses, title: bundle, language: 'en' });
  const server = createServer((request, response) => {
    const file = request.url ?? '/';
    const type = { '.js': 'text/javascript', '.css': 'text/css' }[path.extname(file)] ?? 'text/html';
    response.setHeader('content-type', `${type}; charset=utf-8`);
    response.end(files.get(file) ?? (file === '/' ? html : ''));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    origin: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve();
        });
        server.closeAllConnections();
      }),
  };
}
