import assert from 'node:assert/strict';

import type { Frame } from 'playwright-core';

import { paletteEntry } from './toolkit/manifest.ts';
import { connectToSampleOrganization } from './toolkit/sampleOrganization.ts';
import type { Session } from './toolkit/session.ts';
import { openSession } from './toolkit/session.ts';
import { openRow, runCommand, treeRow } from './toolkit/workbench.ts';

describe('metadata, from the first reading to what changed', () => {
  let session: Session;

  before(async () => {
    session = await openSession({ journey: 'metadata', theme: 'dark' });
    const { page } = session;
    await connectToSampleOrganization(page);
  });
  after(() => session.close());
  afterEach(async function () {
    if (this.currentTest?.isFailed() === true) await session.screenshot('failed');
  });

  it('shows fields of a module', async () => {
    const { page, screenshot } = session;
    await openRow(page, 'Modules');
    await openRow(page, 'Standard Modules');
    await openRow(page, 'Leads');
    await openRow(page, 'Fields');
    await treeRow(page, 'Company').waitFor();
    await screenshot('fields');
  });

  it('tells what changed after a refresh', async () => {
    const { page, screenshot } = session;
    await changeSchema({ change: 'addField', module: 'Leads', field: { api_name: 'Region', data_type: 'text' } });
    await changeSchema({ change: 'addPickListValue', module: 'Leads', field: 'Lead_Source', value: 'Podcast' });
    await runCommand(page, paletteEntry('zohoCrm.refresh'));
    const report = await frameWith('What changed in Sample organization');
    const text = await report.locator('body').innerText();
    assert.match(text, /Region is new: text/);
    assert.match(text, /new “Podcast”/);
    assert.match(text, /\+ Lead_Source = Podcast/);
    await screenshot('changes');
  });

  it('changes the policy and clears, by palette and keyboard', async () => {
    const { page, screenshot } = session;
    await runCommand(page, paletteEntry('zohoCrm.metadataCache.configure'));
    await page.locator('.quick-input-list .monaco-list-row', { hasText: 'One Day' }).waitFor();
    await screenshot('policies');
    await page.keyboard.type('One Day');
    await page.keyboard.press('Enter');
    await treeRow(page, 'Metadata Cache').filter({ hasText: 'One Day' }).waitFor();
    await treeRow(page, 'Metadata Cache').click();
    await page.keyboard.press('Control+Alt+Backspace');
    await page.locator('.statusbar', { hasText: 'Cleared the metadata cache of "Sample organization"' }).waitFor();
    await screenshot('cleared');
  });

  async function changeSchema(change: unknown): Promise<void> {
    const init = { method: 'POST', body: JSON.stringify(change) };
    const response = await fetch(`${session.sampleOrg.origin}/__sample/schema`, init);
    assert.ok(response.ok, await response.text());
  }

  /** The page of a webview, which is a frame in a frame. */
  async function frameWith(text: string): Promise<Frame> {
    const until = performance.now() + 30_000;
    while (performance.now() < until) {
      for (const frame of session.page.frames().filter((each) => each !== session.page.mainFrame())) {
        if (
          await frame
            .getByText(text)
            .first()
            .isVisible()
            .catch(() => false)
        )
          return frame;
      }
      await new Promise((resolve) => setTimeout(resolve, 200));
    }
    throw new Error(`No webview shows "${text}".`);
  }
});
