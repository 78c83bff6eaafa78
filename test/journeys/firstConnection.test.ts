import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';

import { acceptConsent } from './toolkit/consent.ts';
import { activityBarTitle, commandTitle, paletteEntry } from './toolkit/manifest.ts';
import type { Session } from './toolkit/session.ts';
import { openSession } from './toolkit/session.ts';
import { tellAsOneStory } from './toolkit/story.ts';
import { openActivity, openRow, runCommand, treeRow } from './toolkit/workbench.ts';

const connect = 'zohoCrm.connectToSampleOrganization';

describe('a first connection, to the sample organization, in one click', () => {
  let session: Session;
  let page: Page;
  let otherWindow: Page;

  before(async () => {
    session = await openSession({ journey: 'first-connection', theme: 'light' });
    ({ page } = session);
  });
  after(() => session.close());
  tellAsOneStory(() => session);

  it('begins with a view that offers the sample organization', async () => {
    otherWindow = await page.context().newPage();
    await otherWindow.goto(page.url());
    for (const window of [otherWindow, page]) {
      await openActivity(window, activityBarTitle());
      const sideBar = window.locator('.part.sidebar');
      await sideBar
        .getByRole('button', { name: commandTitle(connect) })
        .last()
        .waitFor();
    }
    await page.bringToFront();
  });

  it('asks for consent in the browser, where it can be given', async () => {
    await acceptConsent(
      page,
      () => runCommand(page, paletteEntry(connect)),
      async (consent) => {
        assert.match(consent.url(), new RegExp(`^${session.sampleOrg.origin}/`));
        await consent.getByRole('button', { name: 'Accept' }).click();
        await consent.getByText('You are signed in').waitFor();
        await session.screenshot('signed-in', consent);
      },
    );
  });

  it('opens the new connection and shows the modules of the organization', async () => {
    await treeRow(page, 'Leads').waitFor();
    await session.screenshot('modules');
    assert.deepEqual(session.complaints, []);
  });

  it('is seen in another window within two seconds', async () => {
    await treeRow(otherWindow, 'Sample organization').waitFor({ timeout: 2000 });
  });

  it('is still signed in after the window was loaded again', async () => {
    await page.reload();
    await openActivity(page, activityBarTitle());
    await openRow(page, 'Sample organization');
    await treeRow(page, 'Leads').waitFor();
    await session.screenshot('after-reload');
    assert.deepEqual(session.complaints, []);
  });
});
