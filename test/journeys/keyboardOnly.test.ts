import type { Page } from 'playwright-core';

import { acceptConsent } from './toolkit/consent.ts';
import { Form } from './toolkit/form.ts';
import { pressUntil, runCommandByKeyboard, tabTo } from './toolkit/keyboard.ts';
import { activityBarTitle, paletteEntry } from './toolkit/manifest.ts';
import type { Session } from './toolkit/session.ts';
import { openSession } from './toolkit/session.ts';
import { tellAsOneStory } from './toolkit/story.ts';
import { treeRow } from './toolkit/workbench.ts';

describe('somebody without a mouse', () => {
  let session: Session;
  let page: Page;
  let form: Form;

  before(async () => {
    session = await openSession({ journey: 'keyboard-only', theme: 'high-contrast-dark' });
    ({ page } = session);
    form = new Form(page);
    await page.locator('.part.activitybar').getByRole('tab', { name: activityBarTitle() }).waitFor();
  });
  after(() => session.close());
  tellAsOneStory(() => session);

  it('opens the form, which is ready for the name', async () => {
    await runCommandByKeyboard(page, paletteEntry('zohoCrm.newConnection'));
    await form.waitFor();
    await form.field('Name').and(form.frame.locator(':focus')).waitFor();
    await page.keyboard.type('By keyboard');
    await tabTo(page, form.frame, form.list('Domain'));
    await page.keyboard.type('Sample');
    await form.button('Log In with Zoho').waitFor();
    await session.screenshot('domain');
  });

  it('signs in, and goes on where it was', async () => {
    await tabTo(page, form.frame, form.button('Log In with Zoho'));
    await acceptConsent(
      page,
      () => page.keyboard.press('Enter'),
      async (consent) => {
        await tabTo(consent, consent, consent.getByRole('button', { name: 'Accept' }));
        await consent.keyboard.press('Enter');
      },
    );
    await form.button('Log In Again').and(form.frame.locator(':focus')).waitFor();
    await session.screenshot('signed-in');
  });

  it('finds a zone by its city, and saves', async () => {
    await tabTo(page, form.frame, form.list('Time Zone'));
    await page.keyboard.type('berlin');
    await session.screenshot('zone');
    await page.keyboard.press('Enter');
    await form.frame.locator('.zc-notice-warning').waitFor();
    await tabTo(page, form.frame, form.button('Save'));
    await page.keyboard.press('Enter');
    await form.heading.waitFor({ state: 'detached' });
  });

  it('walks through the tree down to a field', async () => {
    const focused = page.locator('.part.sidebar .monaco-list:focus .monaco-list-row.focused');
    await focused.filter({ hasText: 'By keyboard' }).waitFor();
    await treeRow(page, 'Leads').waitFor();
    await pressUntil(page, 'ArrowDown', focused.and(treeRow(page, 'Leads')));
    await page.keyboard.press('ArrowRight');
    await treeRow(page, 'Company').waitFor();
    await pressUntil(page, 'ArrowDown', focused.and(treeRow(page, 'Company')));
    await session.screenshot('field');
  });

  it('answers the warning of the status bar', async () => {
    const warning = page.locator('.statusbar-item[id*="zohoCrm.timeZone"]');
    await warning.waitFor();
    await runCommandByKeyboard(page, 'View: Focus Status Bar');
    const focused = page.locator('.statusbar-item[id*="zohoCrm.timeZone"] :focus');
    await pressUntil(page, 'ArrowRight', focused);
    await session.screenshot('status-bar');
    await page.keyboard.press('Enter');
    await page.locator('.quick-input-list .monaco-list-row.focused', { hasText: "Use Zoho's time zone" }).waitFor();
    await session.screenshot('choices');
    await page.keyboard.press('Enter');
    await warning.waitFor({ state: 'detached' });
  });
});
