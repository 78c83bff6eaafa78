import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

import { acceptConsent } from './toolkit/consent.ts';
import { Form } from './toolkit/form.ts';
import { activityBarTitle, commandTitle, paletteEntry } from './toolkit/manifest.ts';
import type { Session } from './toolkit/session.ts';
import { openSession } from './toolkit/session.ts';
import { tellAsOneStory } from './toolkit/story.ts';
import { openActivity, pick, runCommand, treeRow } from './toolkit/workbench.ts';

const name = 'Our sales';
const zoneOfUser = 'America/Los_Angeles';

/** One user's whole story; each test goes on where the one before it ended. */
describe('from an empty view to a connection and back', () => {
  let session: Session;
  let page: Page;
  let form: Form;

  before(async () => {
    session = await openSession({ journey: 'whole-story', theme: 'dark', userTimeZone: 'Europe/Berlin' });
    ({ page } = session);
    form = new Form(page);
  });
  after(() => session.close());
  tellAsOneStory(() => session);

  it('begins with a view that offers to make a connection', async () => {
    await openActivity(page, activityBarTitle());
    const sideBar = page.locator('.part.sidebar');
    await sideBar
      .getByRole('button', { name: commandTitle('zohoCrm.connectToSampleOrganization') })
      .last()
      .waitFor();
    await session.inEveryTheme('welcome');
    await sideBar.locator('.welcome-view').getByRole('button', { name: 'New Connection' }).click();
    await form.waitFor();
    assert.equal(await form.heading.innerText(), 'New Connection');
    await session.inEveryTheme('form-empty');
  });

  it('says at each field what is missing', async () => {
    await form.button('Save').click();
    await form.frame.getByText('Give the connection a name.').waitFor();
    await session.inEveryTheme('form-errors');
  });

  it('logs in with Zoho in the same browser', async () => {
    await form.field('Name').fill(name);
    await form.choose('Domain', 'Sample organization');
    await session.screenshot('form-before-login');
    await acceptConsent(
      page,
      () => form.button('Log In with Zoho').click(),
      async (consent) => {
        await session.screenshot('form-waiting');
        await session.screenshot('consent', consent);
        await consent.getByRole('button', { name: 'Accept' }).click();
      },
    );
    await form.button('Log In Again').waitFor();
    assert.match((await form.summary('Sign In').textContent()) ?? '', /Patricia Boyle · .+ · Enterprise/);
  });

  it('presets the time zone to that of the Zoho user, and says so when another is chosen', async () => {
    assert.equal(await form.list('Time Zone').inputValue(), zoneOfUser);
    assert.match(await form.summary('Time Zone').innerText(), /as in Zoho CRM/);
    await session.inEveryTheme('form-signed-in');
    await session.readmePicture('form', { x: 480, y: 76, width: 668, height: 668 });
    await form.list('Time Zone').click();
    await form.frame.getByRole('option', { name: zoneOfUser }).first().waitFor();
    await session.screenshot('form-zone-suggestions');
    await form.chooseZone('US/Samoa');
    assert.equal(await form.list('Time Zone').inputValue(), 'Pacific/Pago_Pago');
    await form.frame.locator('.zc-notice-warning').getByText(zoneOfUser).waitFor();
    await session.inEveryTheme('form-zone-differs');
    await form.chooseZone('los angeles');
    await form.summary('Time Zone').getByText('as in Zoho CRM').waitFor();
  });

  it('tests the connection before it is saved', async () => {
    await form.button('Test Connection').click();
    await form.frame.getByText('The connection works').waitFor();
    await session.inEveryTheme('form-tested');
  });

  it('saves, closes the form and reveals the connection', async () => {
    await form.button('Save').click();
    await form.heading.waitFor({ state: 'detached' });
    await treeRow(page, 'Leads').waitFor();
    await session.screenshot('saved');
  });

  it('shows modules, and the fields of a module', async () => {
    await treeRow(page, 'Leads').click();
    await treeRow(page, 'Company').waitFor();
    await session.inEveryTheme('tree');
  });

  it('warns in the status bar once the zone was edited to another one', async () => {
    await runCommand(page, paletteEntry('zohoCrm.editConnection'));
    await form.waitFor();
    assert.equal(await form.heading.innerText(), 'Edit Connection');
    await session.screenshot('form-edit');
    await form.chooseZone('Berlin');
    await form.button('Save').click();
    await form.heading.waitFor({ state: 'detached' });
    await warning(page).waitFor();
    await treeRow(page, name).filter({ hasText: 'time zone differs' }).waitFor();
    await session.inEveryTheme('warning');
  });

  it('tells what differs when somebody rests on the warning', async () => {
    await page.mouse.move(350, 500);
    await page.mouse.down();
    await page.mouse.move(470, 500);
    await page.mouse.up();
    await warning(page).hover();
    await page.locator('.hover-contents', { hasText: zoneOfUser }).first().waitFor();
    await session.readmePicture('tree', { x: 0, y: 36, width: 1280, height: 764 });
  });

  it('puts the zone right with one choice, and the warning vanishes', async () => {
    await warning(page).click();
    await pick(page, "Use Zoho's time zone", () => session.screenshot('choices'));
    await warning(page).waitFor({ state: 'detached' });
    await treeRow(page, 'Time Zone').filter({ hasText: zoneOfUser }).waitFor();
  });

  it('changes the cache policy and clears the cache, in the row', async () => {
    const row = treeRow(page, 'Metadata Cache');
    await row.hover();
    await session.screenshot('cache-row');
    await row.getByRole('button', { name: commandTitle('zohoCrm.metadataCache.configure') }).click();
    await pick(page, 'One Hour', () => session.screenshot('policies'));
    await row.filter({ hasText: 'One Hour' }).hover();
    await row.getByRole('button', { name: commandTitle('zohoCrm.metadataCache.clear') }).click();
    await page.locator('.statusbar', { hasText: 'Cleared' }).waitFor();
    await session.screenshot('cleared');
  });

  it('signs out and in again', async () => {
    await runCommand(page, paletteEntry('zohoCrm.signOut'));
    await treeRow(page, name).filter({ hasText: 'signed out' }).waitFor();
    await session.inEveryTheme('signed-out');
    const signIn = treeRow(page, name).getByRole('button', { name: commandTitle('zohoCrm.signIn') });
    await acceptConsent(page, () => signIn.click());
    await treeRow(page, name).filter({ hasNotText: 'signed out' }).waitFor();
    await session.screenshot('signed-in-again');
  });

  it('deletes the connection after asking, and is empty again', async () => {
    await treeRow(page, name).click();
    await page.keyboard.press('Delete');
    const dialog = page.getByRole('dialog');
    await dialog.getByText(`Delete the connection "${name}"?`).waitFor();
    await session.screenshot('delete');
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.locator('.welcome-view').getByRole('button', { name: 'New Connection' }).waitFor();
    await session.screenshot('empty-again');
  });

  it('never violated the Content Security Policy of the form', () => {
    assert.deepEqual(session.complaints, []);
  });
});

function warning(page: Page): Locator {
  return page.locator('.statusbar-item[id*="zohoCrm.timeZone"]');
}
