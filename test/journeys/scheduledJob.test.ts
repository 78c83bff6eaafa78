import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

import type { Locator, Page } from 'playwright-core';

import { asObject, parseJson } from '../../src/core/model/parse.ts';
import { paletteEntry } from './toolkit/manifest.ts';
import { clearMessages, messageIn, showMessages, shownMessage } from './toolkit/messages.ts';
import { acceptFile, answer, tick } from './toolkit/quickInput.ts';
import { connectToSampleOrganization } from './toolkit/sampleOrganization.ts';
import type { Session } from './toolkit/session.ts';
import { openSession } from './toolkit/session.ts';
import { tellAsOneStory } from './toolkit/story.ts';
import { patienceMs, pick, runCommand } from './toolkit/workbench.ts';

/** It is due every minute. */
const nextTimeMs = 75_000;
const name = 'replicate-Products';

describe('a job with a schedule, in the editor', () => {
  let session: Session;
  let page: Page;

  before(async () => {
    session = await openSession({ journey: 'scheduledJob', theme: 'light' });
    ({ page } = session);
    await connectToSampleOrganization(page);
    await runCommand(page, paletteEntry('zohoCrm.job.newReplication'));
    await tick(page, ['Products']);
    await pick(page, 'A SQLite file beside the job file');
    await acceptFile(page);
    await lens('Schedule').waitFor();
    await page.locator('.part.sidebar .pane-header', { hasText: /^Jobs/ }).click();
  });
  after(() => session.close());
  tellAsOneStory(() => session);

  it('gets its times by two choices, in the job file', async () => {
    await lens('Schedule').click();
    await pick(page, 'Every hour', () => session.screenshot('times'));
    await pick(page, 'The editor', () => session.screenshot('ways'));
    await page.locator('.view-line', { hasText: '"schedule"' }).waitFor();
    await shownMessage(page, /"replicate-Products" runs next at .* if the editor is open with this folder then/);
    await untilFileSays('0 * * * *');
    await jobRows().filter({ hasText: 'next:' }).waitFor();
    await session.screenshot('scheduled');
  });

  it('takes other times', async () => {
    await clearMessages(page);
    await lens('Schedule').click();
    await pick(page, 'Other times…');
    await answer(page, 'Times of "replicate-Products"', '* * * * *');
    await pick(page, 'The editor');
    await page.locator('.view-line', { hasText: '"* * * * *"' }).waitFor();
    await untilFileSays('* * * * *');
  });

  it('does not make tables that nobody has seen, and says so once', async () => {
    await shownMessage(page, /did not run at its time\. .* its first run makes tables/, nextTimeMs);
    await jobRows().filter({ hasText: 'did not run at its time' }).waitFor();
    await session.screenshot('not-run-by-hand');
    await clearMessages(page);
  });

  it('runs by itself after it was run by hand', async () => {
    await lens('Run').click();
    const question = page.locator('.monaco-dialog-box', {
      hasText: /This run makes \d+ tables? in zoho-crm\.sqlite\./,
    });
    await question.getByRole('button', { name: 'Run', exact: true }).click({ timeout: 60_000 });
    await shownMessage(page, /replicate-Products: [1-9][\d,]* new, 0 changed, 0 deleted/, 60_000);
    await clearMessages(page);
    await jobRows(', Done, 0 new, 0 changed').first().waitFor({ timeout: nextTimeMs });
    await session.screenshot('run-by-itself');
    await showMessages(page);
    assert.equal(await messageIn(page, /replicate-Products/).count(), 0);
    assert.deepEqual(session.complaints, []);
  });

  function lens(text: string): Locator {
    return page.locator('.codelens-decoration a', { hasText: text }).first();
  }

  /** Of the Jobs view: by what a screen reader says after the job's name. */
  function jobRows(more = ''): Locator {
    return page.locator('.part.sidebar').getByRole('treeitem', { name: new RegExp(`^${name}${more}`) });
  }

  /** It is saved a little after the editor shows it. */
  async function untilFileSays(cron: string): Promise<void> {
    const until = performance.now() + patienceMs;
    while ((await scheduleInFile())?.['cron'] !== cron) {
      assert.ok(performance.now() < until, `The file does not get the times ${cron}.`);
      await page.waitForTimeout(100);
    }
  }

  async function scheduleInFile(): Promise<Readonly<Record<string, unknown>> | undefined> {
    const text = await readFile(path.join(session.workspace, `${name}.zoho-job.json`), 'utf8');
    return asObject(asObject(parseJson(text))?.['schedule']);
  }
});
