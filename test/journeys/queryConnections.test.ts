import { writeFile } from 'node:fs/promises';
import path from 'node:path';

import type { Locator, Page } from 'playwright-core';

import { Form } from './toolkit/form.ts';
import { paletteEntry } from './toolkit/manifest.ts';
import { connectToSampleOrganization } from './toolkit/sampleOrganization.ts';
import type { Session } from './toolkit/session.ts';
import { openSession } from './toolkit/session.ts';
import { tellAsOneStory } from './toolkit/story.ts';
import { openFile, pick, runCommand, treeRow } from './toolkit/workbench.ts';

const definition = {
  name: 'Acme EU',
  domain: 'crm.zoho.eu',
  environment: 'production',
  timeZone: 'Europe/Berlin',
};

describe('a query where there are several connections', () => {
  let session: Session;
  let page: Page;

  before(async () => {
    session = await openSession({
      journey: 'query-connections',
      theme: 'light',
      settings: { 'zohoCrm.results.openIn': 'tab' },
    });
    ({ page } = session);
    await writeFile(
      path.join(session.workspace, 'team.json'),
      JSON.stringify({ version: 1, connections: [definition] }),
    );
    await writeFile(path.join(session.workspace, 'leads.coql'), 'select Company from Leads where id is not null\n');
    await connectToSampleOrganization(page);
    await importConnections();
  });
  after(() => session.close());
  tellAsOneStory(() => session);

  it('asks which one, and marks production wherever it is named', async () => {
    await openFile(page, 'leads.coql');
    await lens('Choose Connection').waitFor();
    await page.locator('.editor-instance .view-line').first().click();
    await page.keyboard.press('Control+Enter');
    await page.getByPlaceholder(/^With which connection/).waitFor();
    await session.screenshot('which');
    await pick(page, 'Acme EU');
    await lens(/Run · Acme EU.*PRODUCTION/).waitFor();
    await page.locator('.statusbar', { hasText: 'PRODUCTION' }).waitFor();
    await session.screenshot('production');
  });

  it('shows the form where nothing less signs in', async () => {
    await runCommand(page, 'Notifications: Show Notifications');
    await page.locator('.notifications-center').getByRole('button', { name: 'Sign In and Run' }).click();
    const form = new Form(page);
    await form.waitFor();
    await session.screenshot('form');
    await page.keyboard.press('Control+W');
    await form.heading.waitFor({ state: 'detached' });
  });

  it('is run with another one that is chosen, and shows its rows in a tab beside the editor', async () => {
    await lens('Change Connection').click();
    await pick(page, 'Sample organization');
    await lens('Run · Sample organization').click();
    await page.locator('.tab', { hasText: 'Results' }).waitFor();
    const results = page.frameLocator('iframe.webview.ready').frameLocator('iframe#active-frame');
    await results
      .getByText(/^250 rows/)
      .first()
      .waitFor();
    await session.inEveryTheme('tab');
  });

  function lens(text: string | RegExp): Locator {
    return page.locator('.codelens-decoration a', { hasText: text }).first();
  }

  async function importConnections(): Promise<void> {
    await runCommand(page, paletteEntry('zohoCrm.importConnections'));
    const input = page.locator('.quick-input-widget .quick-input-box input');
    await input.fill(path.join(session.workspace, 'team.json'));
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'team.json' }).first().waitFor();
    await page.locator('.quick-input-widget').getByRole('button', { name: 'OK' }).click();
    await page.getByPlaceholder(/^Which ones\?/).waitFor();
    await input.press('Enter');
    await treeRow(page, 'Acme EU').waitFor();
  }
});
