import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

import { consentAnswer } from './toolkit/consent.ts';
import { Form } from './toolkit/form.ts';
import { activityBarTitle, paletteEntry } from './toolkit/manifest.ts';
import type { Session } from './toolkit/session.ts';
import { openSession } from './toolkit/session.ts';
import { tellAsOneStory } from './toolkit/story.ts';
import { openActivity, runCommand, treeRow } from './toolkit/workbench.ts';

/** As people copy it from Zoho's documentation of version 1, with the lines around it. */
const retiredPage = '#\n#Wed Feb 29 03:07:33 PST 2012\nAUTHTOKEN=bad18eba1ff45jk7858b8ae88a77fa30\nRESULT=TRUE\n';

describe('somebody who has a token already', () => {
  let session: Session;
  let page: Page;
  let form: Form;

  before(async () => {
    session = await openSession({ journey: 'pasted-tokens', theme: 'dark' });
    ({ page } = session);
    form = new Form(page);
    await openActivity(page, activityBarTitle());
    await runCommand(page, paletteEntry('zohoCrm.newConnection'));
    await form.waitFor();
    await form.field('Name').fill('Pasted');
    await form.choose('Domain', 'Sample organization');
    await form.unfold('Other ways to sign in');
  });
  after(() => session.close());
  tellAsOneStory(() => session);

  it('is told what became of a token of version 1', async () => {
    await paste(retiredPage);
    await form.frame.getByRole('alert').getByText('Zoho stopped accepting them in 2021').waitFor();
    assert.equal(await useButton().isDisabled(), true);
    await session.inEveryTheme('authtoken');
  });

  it('is told of an error that was pasted for a token, and of what nobody can recognize', async () => {
    await paste('{"error":"invalid_code"}');
    await form.frame.getByRole('alert').getByText('invalid_code').waitFor();
    await paste('hello');
    await form.frame.getByRole('alert').getByText('Not recognized').waitFor();
    assert.equal(await useButton().isDisabled(), true);
  });

  it('signs in with the grant code of a self client', async () => {
    const scope = 'ZohoCRM.modules.ALL,ZohoCRM.settings.ALL,ZohoCRM.users.READ,ZohoCRM.org.READ';
    const init = { method: 'POST', body: new URLSearchParams({ scope }) };
    const answer = await fetch(`${session.sampleOrg.origin}/self-client`, init);
    const { code } = (await answer.json()) as { code: string };
    await signInWith(code, 'A grant code, refresh token or access token.');
    await session.screenshot('grant-code');
  });

  it('signs in with the JSON of a token answer', async () => {
    const { refreshToken, accessToken } = session.sampleOrg;
    const answer = { access_token: accessToken, refresh_token: refreshToken, token_type: 'Bearer', expires_in: 3600 };
    await signInWith(JSON.stringify(answer, undefined, 2), 'A refresh token.');
  });

  it('signs in with the address to which a browser elsewhere returned', async () => {
    await form.button('Copy the Address and Sign In Anywhere').click();
    await form.frame.getByText('The address is in the clipboard.').waitFor();
    const address = await clipboardWith(/^http.*\/oauth\/v2\/auth/);
    await session.screenshot('elsewhere');
    await signInWith(await consentAnswer(address), 'The address of a finished sign-in');
  });

  it('signs in with an access token, and is warned that it ends in an hour', async () => {
    await signInWith(`Zoho-oauthtoken ${session.sampleOrg.accessToken}`, 'An access token alone');
    await form.frame.locator('.zc-notice-warning').getByText('within an hour').waitFor();
    await session.inEveryTheme('access-token');
  });

  it('signs in with a refresh token, saves, and sees modules', async () => {
    await signInWith(session.sampleOrg.refreshToken, 'A grant code, refresh token or access token.');
    await form.button('Save').click();
    await form.heading.waitFor({ state: 'detached' });
    await treeRow(page, 'Leads').waitFor();
    await session.screenshot('saved');
  });

  it('has no token anywhere but in the secret storage', async () => {
    const { refreshToken, accessToken, clientSecret } = session.sampleOrg;
    for (const text of [refreshToken, accessToken, clientSecret]) {
      assert.deepEqual(await session.filesWith(text), []);
      assert.deepEqual(await databasesWith(page, text), []);
      assert.deepEqual(await localStorageWith(page, text), []);
    }
  });

  it('never violated the Content Security Policy of the form', () => {
    assert.deepEqual(session.complaints, []);
  });

  function useButton(): Locator {
    return form.button('Sign In with This');
  }

  /** From the clipboard, as users do: a password box would drop line breaks of what is typed. */
  async function paste(text: string): Promise<void> {
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
    await form.field('Access Token').focus();
    await page.keyboard.press('ControlOrMeta+A');
    await page.keyboard.press('ControlOrMeta+V');
  }

  async function signInWith(text: string, recognized: string): Promise<void> {
    await paste(text);
    await form.frame.locator('.paste').getByText(recognized).waitFor();
    await useButton().click();
    // What was pasted does not stay in the page.
    const box = form.field('Access Token');
    const until = performance.now() + 20_000;
    while ((await box.inputValue()) !== '' && performance.now() < until) await page.waitForTimeout(50);
    assert.equal(await box.inputValue(), '');
    await form.summary('Sign In').getByText('Patricia Boyle').waitFor();
  }

  async function clipboardWith(pattern: RegExp): Promise<string> {
    const until = performance.now() + 10_000;
    while (performance.now() < until) {
      const text = await page.evaluate<string>('navigator.clipboard.readText()');
      if (pattern.test(text)) return text;
      await page.waitForTimeout(50);
    }
    throw new Error(`The clipboard holds nothing like ${pattern}.`);
  }
});

/** Names of what holds a text among the databases in which an editor in a browser keeps its state. */
async function databasesWith(page: Page, text: string): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(`(async () => {
    const found = [];
    for (const { name } of await indexedDB.databases()) {
      const database = await new Promise((resolve, reject) => {
        const request = indexedDB.open(name);
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error);
      });
      for (const store of database.objectStoreNames) {
        const values = await new Promise((resolve, reject) => {
          const request = database.transaction(store).objectStore(store).getAll();
          request.onsuccess = () => resolve(request.result);
          request.onerror = () => reject(request.error);
        });
        if (JSON.stringify(values).includes(${JSON.stringify(text)})) found.push(name + '/' + store);
      }
      database.close();
    }
    return found;
  })()`);
}

/** Besides the editor's secret storage, which is there, and encrypted where the editor can. */
async function localStorageWith(page: Page, text: string): Promise<readonly string[]> {
  return page.evaluate<readonly string[]>(
    `Object.entries(localStorage)
      .filter(([key, value]) => key !== 'secrets.provider' && value.includes(${JSON.stringify(text)}))
      .map(([key]) => key)`,
  );
}
