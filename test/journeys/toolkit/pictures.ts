import { rm } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';

import { harnessFolder } from '../../harness/paths.ts';
import type { ThemeName } from './themes.ts';
import { themeClasses, themeLabels, themeNames } from './themes.ts';
import { pick, runCommand } from './workbench.ts';

/** Pictures of a journey, below `.vscode-test/screenshots`. */
export interface Pictures {
  /** Keeps a picture as `.vscode-test/screenshots/<journey>/<theme>/NN-<name>.png`; NN counts. Pages besides the editor are kept whole. */
  readonly screenshot: (name: string, page?: Page) => Promise<void>;
  /** The same picture in each of the themes, in which `look` is called, too; the editor is in its own again afterwards. */
  readonly inEveryTheme: (name: string, look?: (theme: ThemeName) => Promise<void>) => Promise<void>;
  /** Keeps a part of the window as `.vscode-test/screenshots/readme/<name>.png`: those in media/readme come from there. */
  readonly readmePicture: (name: string, clip: Clip) => Promise<void>;
}

type Clip = Readonly<Record<'x' | 'y' | 'width' | 'height', number>>;

/** What keeps pictures of a session, besides those of an earlier run, which are removed. */
export async function picturesOf(
  { journey, theme: ownTheme }: { readonly journey: string; readonly theme: ThemeName },
  mainPage: Page,
): Promise<Pictures> {
  const folder = path.join(harnessFolder, 'screenshots', journey);
  await rm(folder, { recursive: true, force: true });
  let count = 0;
  const keep = async (name: string, theme: ThemeName, page: Page): Promise<void> => {
    await quiet(page);
    const file = `${String(count).padStart(2, '0')}-${name}.png`;
    await page.screenshot({ fullPage: page !== mainPage, path: path.join(folder, theme, file) });
  };
  const wear = async (theme: ThemeName): Promise<void> => {
    await runCommand(mainPage, 'Preferences: Color Theme');
    const list = mainPage.getByPlaceholder(/Color Theme/);
    await list.fill(themeLabels[theme]);
    await pick(mainPage, themeLabels[theme]);
    await list.waitFor({ state: 'hidden' });
    await untilThemeIs(mainPage, theme);
  };
  return {
    screenshot: async (name: string, page = mainPage): Promise<void> => {
      count += 1;
      await keep(name, ownTheme, page);
    },
    readmePicture: async (name: string, clip: Clip): Promise<void> => {
      await quiet(mainPage);
      await mainPage.screenshot({ clip, path: path.join(harnessFolder, 'screenshots', 'readme', `${name}.png`) });
    },
    inEveryTheme: async (name, look): Promise<void> => {
      count += 1;
      await keep(name, ownTheme, mainPage);
      await look?.(ownTheme);
      for (const theme of themeNames.filter((each) => each !== ownTheme)) {
        await wear(theme);
        await keep(name, theme, mainPage);
        await look?.(theme);
      }
      await wear(ownTheme);
    },
  };
}

/** Waits until nothing in a page says that it is busy, for a picture that is the same each time; not for long. */
async function quiet(page: Page): Promise<void> {
  const busy =
    '.monaco-progress-container.active, .statusbar-item .codicon-loading, .statusbar-item .codicon-modifier-spin';
  await page
    .waitForFunction(`!document.querySelector(${JSON.stringify(busy)})`, undefined, { timeout: 5000 })
    .catch(() => undefined);
  await page.evaluate('document.fonts.ready');
  const fading = `document.getAnimations().filter((each) => each.effect.getComputedTiming().endTime < 1000)`;
  await page.evaluate(`Promise.allSettled(${fading}.map((each) => each.finished))`);
}

/** Waits until the workbench, and each page in it, is drawn in a theme. */
async function untilThemeIs(page: Page, theme: ThemeName): Promise<void> {
  const [workbench, webview] = themeClasses[theme];
  await page.locator(`.monaco-workbench.${workbench}`).waitFor();
  for (const frame of page.frames().filter((each) => each.childFrames().length === 0)) {
    if (await frame.evaluate<boolean>(`document.body?.className.includes('vscode-') ?? false`).catch(() => false))
      await frame.locator(`body.${webview}`).waitFor();
  }
}
