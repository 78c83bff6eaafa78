import assert from 'node:assert/strict';

import { themeNames } from '../../journeys/toolkit/themes.ts';
import { assertNothingSerious } from '../axe.ts';
import { useBrowser } from './browser.ts';
import { emma, emptyDraft, FakeHost, newForm } from './fakeHost.ts';

describe('the accessibility of the connection form', () => {
  const open = useBrowser();

  for (const theme of themeNames) {
    it(`has no serious flaw in the theme ${theme}: empty, with errors, filled, with its lists open`, async () => {
      const host = new FakeHost();
      const { page, complaints } = await open(host, { theme });
      await page.locator('summary', { hasText: 'Environment' }).click();
      await page.getByText('Other ways to sign in').click();
      await assertNothingSerious(page, 'empty');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByText('Choose a time zone.').waitFor();
      await assertNothingSerious(page, 'with errors');
      await page.getByRole('combobox', { name: 'Time Zone' }).fill('a');
      await assertNothingSerious(page, 'with the time zones open');
      await page.keyboard.press('Escape');
      await page.getByRole('combobox', { name: 'Metadata Cache' }).click();
      await assertNothingSerious(page, 'with the cache policies open');
      assert.deepEqual(complaints, []);
    });

    it(`has no serious flaw in the theme ${theme} when all is filled in, tested and warned about`, async () => {
      const host = new FakeHost();
      host.isSignedIn = true;
      const draft = { ...emptyDraft, name: 'Lindqvist', clientId: '1000.MINE', timeZone: 'Asia/Tokyo' };
      const signedIn = { ...emma, warning: 'This access token ends in an hour.' };
      host.form = { ...newForm, connectionId: 'c1', draft, hasClientSecret: true, signedIn };
      const { page, complaints } = await open(host, { theme });
      await page.getByText('Zoho CRM uses Europe/Stockholm for you').waitFor();
      await page.getByRole('button', { name: 'Test Connection' }).click();
      await page.getByText('4,812').waitFor();
      await page.getByRole('button', { name: 'More ways to save' }).click();
      await assertNothingSerious(page, 'filled');
      assert.deepEqual(complaints, []);
    });
  }
});
