import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Locator, Page } from 'playwright-core';

import { acceptConsent } from './toolkit/consent.ts';
import { paletteEntry } from './toolkit/manifest.ts';
import { connectToSampleOrganization } from './toolkit/sampleOrganization.ts';
import type { Session } from './toolkit/session.ts';
import { openSession } from './toolkit/session.ts';
import { tellAsOneStory } from './toolkit/story.ts';
import { openFile, pick, runCommand, treeRow } from './toolkit/workbench.ts';

describe('a query, from the first key to its rows', () => {
  let session: Session;
  let page: Page;

  before(async () => {
    session = await openSession({ journey: 'query', theme: 'dark' });
    ({ page } = session);
    await connectToSampleOrganization(page);
  });
  after(() => session.close());
  tellAsOneStory(() => session);

  it('is written with completion only', async () => {
    await runCommand(page, paletteEntry('zohoCrm.query.new'));
    await suggestion(page, 'Leads').waitFor();
    await session.screenshot('modules');
    await suggestion(page, 'Leads').click();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Control+Space');
    await suggestion(page, 'Company').click();
    await page.keyboard.type(', Owner.');
    await suggestion(page, 'last_name').click();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Delete');
    // The list draws no more rows than it shows.
    await page.keyboard.type('Lead_So');
    await suggestion(page, 'Lead_Source').click();
    await page.keyboard.type(' ');
    await session.screenshot('operators');
    await suggestion(page, '=').click();
    await suggestion(page, 'Advertisement').click();
    await waitForText(
      page,
      /select Company, Owner\.last_name\s+from Leads\s+where Lead_Source = 'Advertisement'\s+limit 200/,
    );
    await session.screenshot('written');
  });

  it('is run by a key, with the connection that is named above it', async () => {
    await page.locator('.codelens-decoration', { hasText: 'Run · Sample organization' }).waitFor();
    await page.keyboard.press('Control+Enter');
    await resultsPage(page).getByText('Company', { exact: true }).first().waitFor();
    await session.screenshot('rows');
  });

  it('counts its rows without its limit', async () => {
    await runCommand(page, paletteEntry('zohoCrm.query.count'));
    const answer = (await notifications(page)).getByText(/^Leads: /);
    await answer.waitFor();
    assert.match(await answer.innerText(), /^Leads: 17 rows without the LIMIT\. API credits spent: 1\.$/);
    await session.screenshot('count');
    await runCommand(page, 'Notifications: Clear All Notifications');
  });

  it('is explained without asking Zoho', async () => {
    await runCommand(page, paletteEntry('zohoCrm.query.explain'));
    await page.locator('.tab', { hasText: 'Query on Leads' }).waitFor();
    await waitForHeading(page, 'How this query is run');
    await session.screenshot('explained');
    await page.keyboard.press('Control+W');
  });

  it('is exported row by row', async () => {
    await editor(page).locator('.view-line').first().click();
    await runCommand(page, paletteEntry('zohoCrm.query.export'));
    await pick(page, 'JSON Lines');
    await page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
    await (await notifications(page)).getByText(/^Saved 17 rows to /).waitFor();
    const lines = (await readFile(path.join(session.workspace, 'Leads.jsonl'), 'utf8')).trim().split('\n');
    assert.deepEqual(Object.keys(JSON.parse(lines[0] ?? '') as object), ['Company', 'Owner.last_name']);
    assert.equal(lines.length, 17);
    await runCommand(page, 'Notifications: Clear All Notifications');
  });

  it('is marked where Zoho refuses it, and mended by the quick fix of its problem', async () => {
    await writeFile(path.join(session.workspace, 'slip.coql'), 'select Compny from Leads where id is not null\n');
    await openFile(page, 'slip.coql');
    await editor(page).locator('.squiggly-error').first().waitFor();
    await session.screenshot('problem');
    await editor(page).locator('.view-line').first().click();
    await page.keyboard.press('Control+Enter');
    await (await notifications(page)).getByRole('button', { name: 'Run Anyway' }).click();
    await runCommand(page, 'Problems: Focus on Problems View');
    await page.locator('.markers-panel').getByText('Zoho CRM').first().waitFor();
    await session.screenshot('refused');
    await editor(page)
      .locator('.view-line span')
      .getByText(/^Compny$/)
      .click();
    await runCommand(page, 'Quick Fix...');
    const fix = page.locator('.action-widget .monaco-list-row', { hasText: 'Company' }).first();
    await fix.waitFor();
    await session.screenshot('fix');
    await fix.click();
    await waitForText(page, /^select Company from Leads/);
    await editor(page).locator('.squiggly-error').first().waitFor({ state: 'detached' });
  });

  it('goes on by itself after a sign-in that it takes', async () => {
    await runCommand(page, paletteEntry('zohoCrm.signOut'));
    await treeRow(page, 'Sample organization').filter({ hasText: 'signed out' }).waitFor();
    await editor(page).locator('.view-line').first().click();
    await page.keyboard.press('Control+Enter');
    const signIn = (await notifications(page)).getByRole('button', { name: 'Sign In and Run' });
    await signIn.waitFor();
    await session.screenshot('signed-out');
    await acceptConsent(page, () => signIn.click());
    await treeRow(page, 'Sample organization').filter({ hasText: 'signed in' }).waitFor();
    await resultsPage(page)
      .getByRole('status')
      .filter({ hasText: /^250 rows/ })
      .waitFor({ state: 'attached' });
    await session.screenshot('signed-in');
    assert.deepEqual(session.complaints, []);
  });
});

function editor(page: Page): Locator {
  return page.locator('.editor-instance .monaco-editor').first();
}

function suggestion(page: Page, label: string): Locator {
  return page
    .locator('.suggest-widget.visible .monaco-list-row')
    .filter({ has: page.locator('.label-name', { hasText: new RegExp(`^'?${label}'?$`) }) })
    .first();
}

/** What the lines of the editor say, whatever white space they are drawn with. */
async function waitForText(page: Page, expected: RegExp): Promise<void> {
  const lines = editor(page).locator('.view-lines');
  for (let tries = 0; tries < 50; tries++) {
    const text = (await lines.innerText()).replaceAll('\u00a0', ' ');
    if (expected.test(text)) return;
    await page.waitForTimeout(200);
  }
  assert.match((await lines.innerText()).replaceAll('\u00a0', ' '), expected);
}

/** The list of messages: an editor that is driven by a test shows none by itself. */
async function notifications(page: Page): Promise<Locator> {
  await runCommand(page, 'Notifications: Show Notifications');
  return page.locator('.notifications-center');
}

function resultsPage(page: Page) {
  return page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
}

/** In whichever page of the window it is. */
async function waitForHeading(page: Page, name: string): Promise<void> {
  for (let tries = 0; tries < 50; tries++) {
    const counts = page.frames().map((frame) =>
      frame
        .getByRole('heading', { name })
        .count()
        .catch(() => 0),
    );
    if ((await Promise.all(counts)).some((count) => count > 0)) return;
    await page.waitForTimeout(200);
  }
  assert.fail(`No page has the heading "${name}".`);
}
