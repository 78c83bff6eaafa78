import assert from 'node:assert/strict';
import type { Locator, Page } from 'playwright-core';

import type { ConnectionDraftInput } from '../../../src/protocol/connectionForm.ts';
import { useBrowser } from './browser.ts';
import { emma, emptyDraft, FakeHost, newForm } from './fakeHost.ts';

describe('the connection form in a browser', () => {
  const open = useBrowser();
  let host: FakeHost;

  beforeEach(() => {
    host = new FakeHost();
  });

  it('makes a connection by keyboard alone', async () => {
    host.form = { ...newForm, draft: { ...emptyDraft, dataCenter: 'sample' } };
    host.signInOutcome = { kind: 'signedIn', signedIn: { ...emma, dataCenter: 'sample' } };
    const { page, complaints } = await open(host);
    await page.keyboard.type('My Org');
    await pressUntilFocused(page, 'button', 'Log In with Zoho');
    await page.keyboard.press('Enter');
    await page.getByText(emma.organization).waitFor();
    await pressUntilFocused(page, 'combobox', 'Time Zone');
    await page.keyboard.type('stockh');
    await page.keyboard.press('Enter');
    await pressUntilFocused(page, 'combobox', 'Metadata Cache');
    await page.keyboard.press('ArrowUp');
    await pressUntilFocused(page, 'button', 'Save');
    await page.keyboard.press('Space');
    await until(() => host.argsOf('save').length === 1);
    const [draft, options] = host.argsOf('save')[0] as [ConnectionDraftInput, unknown];
    assert.equal(draft.name, 'My Org');
    assert.equal(draft.timeZone, 'Europe/Stockholm');
    assert.equal(draft.cachePolicy, 'oneMonth');
    assert.deepEqual(options, { check: true });
    assert.deepEqual(complaints, []);
  });

  it('saves without checking by the menu beside Save', async () => {
    host.isSignedIn = true;
    host.form = filledForm();
    const { page } = await open(host);
    await page.getByRole('button', { name: 'More ways to save' }).focus();
    await page.keyboard.press('ArrowDown');
    assert.equal(await focusedName(page), 'Save without checking');
    await page.keyboard.press('Escape');
    assert.equal(await page.getByRole('menu').isVisible(), false);
    await page.keyboard.press('Enter');
    await page.getByRole('menuitem', { name: 'Save without checking' }).press('Enter');
    await until(() => host.argsOf('save').length === 1);
    assert.deepEqual(host.argsOf('save')[0]?.[1], { check: false });
  });

  it('puts each error beside its field, and the focus on the first', async () => {
    const { page } = await open(host);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const name = page.getByRole('textbox', { name: 'Name' });
    await page.getByText('Give the connection a name.').waitFor();
    await until(async () => (await focusedName(page)) === 'Name');
    assert.equal(await name.getAttribute('aria-invalid'), 'true');
    assert.match(await descriptionOf(page, 'textbox', 'Name'), /Give the connection a name\./);
    assert.match(await descriptionOf(page, 'textbox', 'Client ID'), /The client ID is missing\./);
    assert.match(await descriptionOf(page, 'combobox', 'Time Zone'), /Choose a time zone\./);
    assert.equal(await page.getByRole('alert').innerText(), 'Log in first.');
    await name.fill('Mine');
    await until(async () => !(await descriptionOf(page, 'textbox', 'Name')).includes('Give'));
    assert.equal(await name.getAttribute('aria-invalid'), 'false');
  });

  it('unfolds the client when it is missing, and leads to its field', async () => {
    host.signInOutcome = { kind: 'failed', message: 'Zoho does not know this client ID.', field: 'clientId' };
    const { page } = await open(host);
    await page.locator('summary', { hasText: 'OAuth client' }).click();
    assert.equal(await page.getByRole('textbox', { name: 'Client ID' }).isVisible(), false);
    await page.getByRole('button', { name: 'Log In with Zoho' }).click();
    await until(async () => (await focusedName(page)) === 'Client ID');
    assert.match(await descriptionOf(page, 'textbox', 'Client ID'), /does not know/);
  });

  it('copies where to make a client, for each domain, and the redirect address to register', async () => {
    const { page } = await open(host);
    const copied = (): unknown => host.argsOf('copy').at(-1)?.[0];
    await page.getByRole('button', { name: 'Copy https://api-console.zoho.eu' }).click();
    await until(() => copied() === 'https://api-console.zoho.eu');
    await page.getByRole('button', { name: 'Copy http://127.0.0.1:41173/callback' }).first().click();
    await until(() => copied() === 'http://127.0.0.1:41173/callback');
    await page.getByRole('combobox', { name: 'Domain' }).click();
    await page.getByRole('option', { name: 'crm.zoho.com' }).click();
    await page.getByRole('link', { name: 'api-console.zoho.com' }).waitFor();
    await page.getByRole('button', { name: 'Copy https://api-console.zoho.com' }).press('Enter');
    await until(() => copied() === 'https://api-console.zoho.com');
  });

  it('says so where it cannot be loaded, instead of staying empty', async () => {
    host.load = () => Promise.reject(new Error('Something went wrong that should not.'));
    const { page } = await open(host);
    await page.getByText('Something went wrong that should not.').waitFor();
  });

  it('shows how a sign-in comes along, and cancels it', async () => {
    host.holdSignIn();
    const { page } = await open(host);
    await page.getByRole('button', { name: 'Log In with Zoho' }).click();
    await until(() => host.argsOf('signIn').length === 1);
    const address = 'https://accounts.zoho.eu/oauth/v2/auth';
    await host.page?.signInProgress({ message: 'Accept in the browser …', endsAt: Date.now() + 245_000, address });
    await page.getByText('Accept in the browser …').waitFor();
    assert.match(await page.getByText(/Waits for/).innerText(), /4:0\d/);
    assert.equal(await focusedName(page), 'Cancel');
    await page.getByRole('button', { name: 'Copy the Address' }).click();
    await until(() => host.argsOf('copy').length === 1);
    assert.deepEqual(host.argsOf('copy'), [[address]]);
    await page.getByRole('button', { name: 'Cancel' }).press('Enter');
    await page.getByRole('button', { name: 'Log In with Zoho' }).waitFor();
    assert.equal(await focusedName(page), 'Log In with Zoho');
  });

  it('offers to switch when the sign-in landed in another data center', async () => {
    host.signInOutcome = { kind: 'signedIn', signedIn: { ...emma, dataCenter: 'in' } };
    const { page } = await open(host);
    await page.getByRole('button', { name: 'Log In with Zoho' }).click();
    await page.getByRole('button', { name: 'Switch to crm.zoho.in (Production)' }).press('Enter');
    await page.getByText(`${emma.userName} · ${emma.organization}`).waitFor();
    await page.getByText('crm.zoho.in · Production').waitFor();
  });

  it('says what was pasted, with all of its lines, and signs in with it', async () => {
    const { page, keptState } = await open(host);
    await page.getByText('Other ways to sign in').click();
    const box = page.getByRole('textbox', { name: 'Access Token' });
    const retired = '#\n#Wed Feb 29 03:07:33 PST 2012\nAUTHTOKEN=bad18eba1ff45jk7858b8ae88a77fa30\nRESULT=TRUE\n';
    await paste(page, retired);
    await page.getByRole('alert').getByText('Zoho stopped accepting it in 2021').waitFor();
    assert.equal(host.argsOf('recognize').at(-1)?.[0], retired);
    await box.fill('');
    await paste(page, '{"refresh_token":\n"1000.known.text"}');
    await page.getByText('This is a token answer.').waitFor();
    await page.getByRole('button', { name: 'Sign In with This' }).press('Enter');
    await page.getByText(`${emma.userName} · ${emma.organization}`).waitFor();
    assert.equal(host.argsOf('signInWithPasted')[0]?.[1], '{"refresh_token":\n"1000.known.text"}');
    assert.equal(await box.inputValue(), '');
    assert.ok(!(await keptState()).includes('1000.known.text'));
  });

  it('warns at once when the time zone is not Zoho’s', async () => {
    host.isSignedIn = true;
    host.form = filledForm();
    const { page } = await open(host);
    await page.getByText('as in Zoho CRM').waitFor();
    await page.getByRole('combobox', { name: 'Time Zone' }).fill('tokyo');
    await page.keyboard.press('Tab');
    await page.getByText('Zoho CRM uses Europe/Stockholm for you').waitFor();
    const part = page.locator('.part', { has: page.getByRole('combobox', { name: 'Time Zone' }) });
    await part.getByText('differs from Zoho CRM').waitFor();
    assert.equal(await part.locator('.part-marker .zc-icon-check').isVisible(), false, 'no tick for what differs');
    assert.equal(await part.locator('.part-marker .zc-icon-warning').isVisible(), true);
  });

  it('sums itself up in one line, however long the name is', async () => {
    host.isSignedIn = true;
    host.form = filledForm();
    const { page } = await open(host);
    await page
      .getByRole('textbox', { name: 'Name' })
      .fill('The connection of the northern sales organization '.repeat(2));
    const summaries = page.locator('.part-summary');
    await summaries.first().getByText('Production').waitFor();
    assert.equal(await heightOf(summaries.first()), await heightOf(summaries.nth(3)));
    assert.match(
      (await summaries.first().getAttribute('title')) ?? '',
      /organization · crm\.zoho\.[a-z]+ · Production$/,
    );
  });

  it('never leaves a time zone that there is not', async () => {
    host.form = filledForm();
    const { page } = await open(host);
    const zone = page.getByRole('combobox', { name: 'Time Zone' });
    await zone.fill('Zzz');
    await page.getByText('No time zone found').first().waitFor();
    await page.keyboard.press('Tab');
    assert.equal(await zone.inputValue(), 'Europe/Stockholm');
    await zone.fill('kol');
    assert.equal(await zone.getAttribute('aria-expanded'), 'true');
    const active = await zone.getAttribute('aria-activedescendant');
    assert.match(await page.locator(`[id="${active ?? ''}"]`).innerText(), /Asia\/Kolkata/);
    await page.keyboard.press('Escape');
    assert.equal(await zone.inputValue(), 'Europe/Stockholm');
    assert.equal(await zone.getAttribute('aria-expanded'), 'false');
  });

  it('keeps what was typed through a reload, secrets excepted', async () => {
    const { page, keptState } = await open(host);
    await page.getByRole('textbox', { name: 'Name' }).fill('Half done');
    await page.getByRole('textbox', { name: 'Client ID' }).fill('1000.MINE');
    await page.getByRole('textbox', { name: 'Client Secret' }).fill('a secret of mine');
    await page.reload();
    await page.getByRole('heading', { level: 1 }).waitFor();
    assert.equal(await page.getByRole('textbox', { name: 'Name' }).inputValue(), 'Half done');
    await page.locator('summary', { hasText: 'OAuth client' }).click();
    assert.equal(await page.getByRole('textbox', { name: 'Client ID' }).inputValue(), '1000.MINE');
    assert.equal(await page.getByRole('textbox', { name: 'Client Secret' }).inputValue(), '');
    assert.ok(!(await keptState()).includes('a secret of mine'));
  });

  it('asks for no client where the sample organization is chosen', async () => {
    const { page } = await open(host);
    await page.getByRole('combobox', { name: 'Domain' }).focus();
    await page.keyboard.press('End');
    await page.locator('summary', { hasText: 'OAuth client' }).waitFor({ state: 'hidden' });
  });

  it('shows what a test found out', async () => {
    host.isSignedIn = true;
    host.form = filledForm();
    const { page } = await open(host);
    await page.getByRole('button', { name: 'Test Connection' }).click();
    await page.getByText('4,812').waitFor();
    await page.getByText('ZohoCRM.bulk.ALL was not granted').waitFor();
    assert.equal(await focusedName(page), 'Test Connection');
  });

  it('says why saving failed, and how it can be done all the same', async () => {
    host.isSignedIn = true;
    host.checkFailure = 'Zoho no longer accepts this sign-in.';
    host.form = filledForm();
    const { page } = await open(host);
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByRole('alert').getByText('Zoho no longer accepts this sign-in.').waitFor();
    await page.getByText('It can be saved without checking').waitFor();
  });

  it('needs no scrolling sideways at 400 pixels', async () => {
    host.form = filledForm();
    const { page } = await open(host, { width: 400, height: 800 });
    await page.getByText('Other ways to sign in').click();
    await page.getByRole('combobox', { name: 'Time Zone' }).click();
    const overflow = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
    assert.equal(overflow, 0);
  });

  it('keeps its whole width to 640 pixels', async () => {
    const { page } = await open(host, { width: 1600 });
    assert.ok(((await page.getByRole('main').boundingBox())?.width ?? Infinity) <= 640);
  });

  async function heightOf(element: Locator): Promise<number> {
    return (await element.boundingBox())?.height ?? 0;
  }

  function filledForm() {
    const draft = { ...emptyDraft, name: 'Lindqvist', clientId: '1000.MINE', timeZone: 'Europe/Stockholm' };
    return { ...newForm, connectionId: 'c1', draft, hasClientSecret: true, signedIn: emma };
  }
});

/** Presses Tab until the control has the focus; fails after many. */
async function pressUntilFocused(page: Page, role: 'button' | 'combobox', name: string): Promise<void> {
  for (let count = 0; count < 40; count++) {
    await page.keyboard.press('Tab');
    if ((await focusedName(page)) === name && (await focusedRole(page)) === role) return;
  }
  assert.fail(`Tab does not lead to ${role} "${name}".`);
}

const focused = `(() => {
  let element = document.activeElement;
  while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
  return element;
})()`;

/** As the accessibility tree of the browser has it, through shadow trees. */
async function focusedName(page: Page): Promise<string> {
  return (await focusedNode(page)).name;
}

async function focusedRole(page: Page): Promise<string> {
  return (await focusedNode(page)).role;
}

async function focusedNode(page: Page): Promise<AccessibleNode> {
  return accessibleNode(page, focused);
}

async function descriptionOf(page: Page, role: 'textbox' | 'combobox', name: string): Promise<string> {
  const element = page.getByRole(role, { name, exact: true });
  await element.evaluate((each: unknown) => {
    Object.assign(globalThis, { described: each });
  });
  return (await accessibleNode(page, 'globalThis.described')).description;
}

interface AccessibleNode {
  readonly role: string;
  readonly name: string;
  readonly description: string;
}

async function accessibleNode(page: Page, expression: string): Promise<AccessibleNode> {
  const session = await page.context().newCDPSession(page);
  try {
    const { result } = await session.send('Runtime.evaluate', { expression });
    if (result.objectId === undefined) return { role: '', name: '', description: '' };
    const { nodes } = await session.send('Accessibility.getPartialAXTree', {
      objectId: result.objectId,
      fetchRelatives: false,
    });
    const [node] = nodes;
    const text = (value: unknown): string => (typeof value === 'string' ? value : '');
    return {
      role: text(node?.role?.value),
      name: text(node?.name?.value),
      description: text(node?.description?.value),
    };
  } finally {
    await session.detach();
  }
}

async function paste(page: Page, text: string): Promise<void> {
  await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
  await page.getByRole('textbox', { name: 'Access Token' }).focus();
  await page.keyboard.press('ControlOrMeta+V');
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 5000;
  while (!(await holds())) {
    if (Date.now() > end) assert.fail('It did not come to this within five seconds.');
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
