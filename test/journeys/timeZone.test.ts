import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';

import { paletteEntry } from './toolkit/manifest.ts';
import { connectToSampleOrganization } from './toolkit/sampleOrganization.ts';
import type { Session } from './toolkit/session.ts';
import { openSession } from './toolkit/session.ts';
import { runCommand, treeRow } from './toolkit/workbench.ts';

describe('a user whose time zone at Zoho is another one', () => {
  let session: Session;
  let userId = '';

  before(async () => {
    session = await openSession({
      journey: 'time-zone',
      theme: 'dark',
      userTimeZone: 'Europe/Berlin',
      hostTimeZone: 'UTC',
      sampleOrgWords: ['--user-time-zone', 'America/Phoenix'],
    });
    userId = await findUser();
    await connect();
  });
  after(async () => {
    await session.close();
  });
  afterEach(async function () {
    if (this.currentTest?.isFailed() === true) await session.screenshot('failed');
  });

  async function connect(): Promise<void> {
    const { page } = session;
    await connectToSampleOrganization(page);
  }

  /** The administrator, as whom the consent page signs in unless told otherwise. */
  async function findUser(): Promise<string> {
    const info = await fetch(`${session.sampleOrg.origin}/__sample/info`);
    const { users } = (await info.json()) as { users: readonly { readonly id: string }[] };
    return users[0]?.id ?? '';
  }

  /** Moves the signed-in user at the sample organization, and lets the connection notice. */
  async function moveUser(zone: string): Promise<void> {
    const change = { method: 'POST', body: JSON.stringify({ time_zone: zone }) };
    const answer = await fetch(`${session.sampleOrg.origin}/__sample/users/${userId}`, change);
    assert.equal(answer.status, 200);
    await runCommand(session.page, paletteEntry('zohoCrm.refresh'));
  }

  function warning(): Locator {
    return session.page.locator('.statusbar-item[id*="zohoCrm.timeZone"]');
  }

  function choice(label: string): Locator {
    return session.page.locator('.quick-input-list .monaco-list-row', { hasText: label }).first();
  }

  it('sees no warning as long as both zones are the same', async () => {
    assert.equal(await warning().count(), 0);
  });

  it('is warned after the refresh that notices another zone', async () => {
    const { screenshot } = session;
    await moveUser('America/Denver');
    await warning().waitFor();
    assert.match(await warning().innerText(), /Zoho CRM: time zone differs/);
    assert.match((await warning().getAttribute('class')) ?? '', /warning-kind/);
    await warning().hover();
    await session.page.locator('.hover-contents', { hasText: 'America/Denver' }).first().waitFor();
    await screenshot('warning');
  });

  it('can let real records prove it', async () => {
    const { page, screenshot } = session;
    await warning().click();
    await choice("Use Zoho's time zone").waitFor();
    await screenshot('choices');
    await choice('Diagnose').click();
    await page.locator('.editor-group-container .tab', { hasText: 'Time zone of' }).first().waitFor();
    const preview = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    await preview.getByText('The time zone is wrong').waitFor();
    await screenshot('diagnosis');
  });

  it('puts it right with one choice, and the warning vanishes', async () => {
    const { screenshot } = session;
    await warning().click();
    await choice("Use Zoho's time zone").click();
    await warning().waitFor({ state: 'detached' });
    await screenshot('right-again');
  });

  it('keeps the own zone and is not warned again, if so chosen', async () => {
    await moveUser('Asia/Kathmandu');
    await warning().waitFor();
    await warning().click();
    await choice('Keep mine and stop warning').click();
    await warning().waitFor({ state: 'detached' });
    await moveUser('Asia/Tokyo');
    await treeRow(session.page, 'Time Zone').filter({ hasText: 'Asia/Tokyo' }).waitFor();
    assert.equal(await warning().count(), 0);
  });
});
