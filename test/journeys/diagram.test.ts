import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { FrameLocator, Page } from 'playwright-core';

import { assertNothingSerious } from '../webview-ui/axe.ts';
import { paletteEntry } from './toolkit/manifest.ts';
import { connectToSampleOrganization } from './toolkit/sampleOrganization.ts';
import type { Session } from './toolkit/session.ts';
import { openSession } from './toolkit/session.ts';
import { tellAsOneStory } from './toolkit/story.ts';
import { patienceMs, pick, runCommand, treeRow } from './toolkit/workbench.ts';

describe('the picture of an organization', () => {
  let session: Session;
  let page: Page;

  before(async () => {
    session = await openSession({ journey: 'diagram', theme: 'dark' });
    ({ page } = session);
    await connectToSampleOrganization(page);
  });
  after(() => session.close());
  tellAsOneStory(() => session);

  it('says what it does not know yet, and reads it when told to', async () => {
    await runCommand(page, paletteEntry('zohoCrm.diagram.open'));
    await diagram(page)
      .getByText(/The links of \d+ modules are not known yet/)
      .waitFor({ timeout: patienceMs });
    await session.screenshot('unread');
    await diagram(page)
      .getByRole('button', { name: /^Read Them/ })
      .click();
    await diagram(page)
      .getByText(/are not known yet/)
      .waitFor({ state: 'hidden', timeout: 2 * patienceMs });
    assert.ok((await diagram(page).locator('.edge').count()) > 30);
    await session.screenshot('whole');
  });

  it('finds a module, shows fewer or more of the others, and reveals it in the tree', async () => {
    await diagram(page).getByRole('checkbox', { name: 'Subforms' }).uncheck();
    await diagram(page)
      .getByRole('button', { name: /^Rooms,/ })
      .waitFor({ state: 'detached' });
    await diagram(page).getByRole('checkbox', { name: 'Subforms' }).check();
    await diagram(page).getByRole('searchbox').fill('propert');
    await diagram(page).getByRole('searchbox').press('Enter');
    await diagram(page)
      .getByRole('button', { name: /^Properties,/ })
      .click();
    await treeRow(page, 'Properties').and(page.locator('[aria-selected=true]')).waitFor();
    await session.screenshot('revealed');
  });

  it('is clear and accessible in each theme', async () => {
    await session.inEveryTheme('themes', async (theme) => {
      const frame = page.frames().find((each) => each.childFrames().length === 0 && each.url().includes('fake.html'));
      assert.ok(frame);
      await assertNothingSerious(frame, theme);
    });
  });

  it('shows the neighborhood of a module', async () => {
    await runCommand(page, paletteEntry('zohoCrm.diagram.neighborhood'));
    await page.getByPlaceholder(/^Which module of/).fill('Quotes');
    await pick(page, 'Quotes');
    await diagram(page).getByText('Neighborhood of Quotes').waitFor();
    await diagram(page)
      .getByRole('button', { name: /^Quotes,/ })
      .waitFor();
    assert.equal(await diagram(page).getByRole('searchbox').inputValue(), '');
    await session.screenshot('neighborhood');
    await session.readmePicture('diagram', { x: 352, y: 36, width: 928, height: 734 });
  });

  it('is saved as a file that stands for itself', async () => {
    await diagram(page).getByRole('button', { name: 'Save as SVG…' }).click();
    await page.locator('.quick-input-widget').getByText('Save the Diagram').waitFor();
    await page.keyboard.press('Enter');
    await page.locator('.statusbar', { hasText: 'Saved ' }).waitFor();
    const svg = await readFile(path.join(session.workspace, 'Sample organization.svg'), 'utf8');
    assert.match(svg, /data-module="Quotes"/);
    assert.doesNotMatch(svg, /var\(--/);
    assert.deepEqual(session.complaints, []);
  });
});

/** The page, which is a frame in a frame. */
function diagram(page: Page): FrameLocator {
  return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
}
