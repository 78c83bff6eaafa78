import assert from 'node:assert/strict';

import { activityBarTitle, commandTitle, paletteEntry } from './toolkit/manifest.ts';
import type { Session } from './toolkit/session.ts';
import { openSession } from './toolkit/session.ts';
import { themeNames } from './toolkit/themes.ts';
import { expandRow, openActivity, runCommand, treeRow } from './toolkit/workbench.ts';

const connect = 'zohoCrm.connectToSampleOrganization';

for (const theme of themeNames) {
  describe(`a first connection, seen in ${theme}`, () => {
    let session: Session;

    before(async () => {
      session = await openSession({ journey: 'first-connection', theme });
    });

    after(async () => {
      await session.close();
    });

    afterEach(async function () {
      if (this.currentTest?.isFailed() === true) await session.screenshot('failed');
    });

    it('begins with a view that offers the sample organization', async () => {
      const { page, screenshot } = session;
      await openActivity(page, activityBarTitle());
      await page
        .locator('.part.sidebar')
        .getByRole('button', { name: commandTitle(connect) })
        .first()
        .waitFor();
      await screenshot('welcome');
    });

    it('asks for consent in the browser, where it can be given', async () => {
      const { page, screenshot, sampleOrg } = session;
      const popup = page.waitForEvent('popup');
      await runCommand(page, paletteEntry(connect));
      const consent = await popup;
      await consent.waitForLoadState();
      assert.match(consent.url(), new RegExp(`^${sampleOrg.origin}/`));
      await screenshot('consent', consent);
      await consent.getByRole('button', { name: 'Accept' }).click();
      await consent.waitForURL(/\/callback/);
      await screenshot('signed-in', consent);
      await consent.close();
    });

    it('opens the new connection and shows the modules of the organization', async () => {
      const { page, screenshot } = session;
      await treeRow(page, 'Leads').waitFor();
      await screenshot('modules');
    });

    it('is still signed in after the window was loaded again', async () => {
      const { page, screenshot } = session;
      await page.reload();
      await openActivity(page, activityBarTitle());
      const connection = treeRow(page, 'Sample organization');
      await connection.waitFor();
      if ((await connection.getAttribute('aria-expanded')) !== 'true') await expandRow(connection);
      await treeRow(page, 'Leads').waitFor();
      await screenshot('after-reload');
    });
  });
}
