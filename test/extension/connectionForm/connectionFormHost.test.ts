import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';

import { redirectUriFor } from '../../../src/core/model/oauth.ts';
import { endSignIn } from '../../../src/extension/signIn/endSignIn.ts';
import type { ConnectionFormHost, ConnectionFormPage } from '../../../src/protocol/connectionForm.ts';
import type { Channel } from '../../../src/protocol/rpc.ts';
import { connectRpc } from '../../../src/protocol/rpc.ts';
import type { RunningSampleOrg } from '../../../src/sampleOrg/start.ts';
import { startSampleOrg } from '../../../src/sampleOrg/start.ts';
import { consent, consentedAddress } from '../../core/consent.ts';
import { exampleConnection } from '../../core/exampleConnection.ts';
import { formParts, page, redirectPort, sampleDraft } from './formParts.ts';

let sampleOrg: RunningSampleOrg;
describe('the host of a connection form', () => {
  before(async () => {
    const redirectUris = [redirectUriFor(redirectPort)];
    sampleOrg = await startSampleOrg({ redirectUris, userTimeZone: 'Asia/Calcutta', tokenLifetimeSeconds: 86_400 });
  });
  after(() => sampleOrg.stop());
  beforeEach(() => {
    // Past the window in which no more than ten codes are made.
    sampleOrg.clock.advance(11 * 60_000);
  });

  describe('with its page', () => {
    it('opens a form for a new connection, with all domains and the ways that work here', async () => {
      const form = (await formParts(sampleOrg, consent('accept'))).open();
      const state = await form.load(page);
      assert.equal(state.connectionId, undefined);
      assert.deepEqual([state.draft.name, state.draft.cachePolicy, state.signedIn], ['', 'infinite', undefined]);
      const labels = state.domains.map((each) => each.label);
      assert.equal(labels.length, 10);
      assert.ok(labels.includes('crm.zohocloud.ca') && labels.includes('Sample organization (this computer)'));
      assert.ok(state.domains.some((each) => each.apiConsoleUrl === 'https://api-console.zoho.eu'));
    });

    it('begins where the last connection went, or else where the computer is, and tells its zone', async () => {
      const { open, store, learnedZones } = await formParts(sampleOrg, consent('accept'));
      const india = { computerTimeZone: 'Asia/Calcutta' };
      assert.equal((await open().load(india)).draft.dataCenter, 'in');
      assert.deepEqual(learnedZones, ['Asia/Calcutta']);
      await store.rememberClient('jp', { id: '1000.JP', secret: 'japanese' });
      const state = await open().load(india);
      assert.deepEqual([state.draft.dataCenter, state.draft.clientId, state.hasClientSecret], ['jp', '1000.JP', true]);
    });

    it('takes no zone from the page that nobody knows', async () => {
      const { open, learnedZones } = await formParts(sampleOrg, consent('accept'));
      assert.equal((await open().load({ computerTimeZone: '<script>' })).draft.dataCenter, 'us');
      assert.deepEqual(learnedZones, []);
    });

    it('signs in, presets what it learned, saves, and says to whom', async () => {
      const { open, saved, store, progress } = await formParts(sampleOrg, consent('accept'));
      const form = open();
      const outcome = await form.signIn({ ...sampleDraft, name: '', timeZone: '' }, 'loopback');
      assert.ok(outcome.kind === 'signedIn');
      assert.equal(outcome.signedIn.userTimeZone, 'Asia/Kolkata');
      assert.ok(outcome.signedIn.suggestedName.length > 0);
      const said = progress.map((each) => each?.message);
      assert.deepEqual(said, [
        'Waiting for you to sign in and accept in the browser …',
        'Asking Zoho for access, and who you are …',
        undefined,
      ]);
      assert.deepEqual(await form.validate(sampleDraft), {});
      assert.deepEqual(await form.save(sampleDraft, { check: true }), { kind: 'saved' });
      const [connection] = store.list();
      assert.ok(connection);
      assert.deepEqual(
        [connection.name, connection.timeZone, connection.cachePolicy],
        ['Trial', 'Europe/Berlin', 'oneDay'],
      );
      assert.deepEqual(saved, [[connection, 'stored']]);
    });

    it('says what is wrong with each field, and that nobody has signed in', async () => {
      const { open, store } = await formParts(sampleOrg, consent('accept'));
      const form = open();
      const draft = { ...sampleDraft, dataCenter: 'eu', name: ' ', timeZone: '' } as const;
      const outcome = await form.save(draft, { check: true });
      assert.ok(outcome.kind === 'invalid');
      assert.deepEqual(Object.keys(outcome.problems).sort(), [
        'clientId',
        'clientSecret',
        'name',
        'signIn',
        'timeZone',
      ]);
      assert.deepEqual(store.list(), []);
    });

    it('saves without a sign-in what is to be signed in to later', async () => {
      const { open, store } = await formParts(sampleOrg, consent('accept'));
      assert.deepEqual(await open().save(sampleDraft, { check: false }), { kind: 'saved' });
      const [connection] = store.list();
      assert.ok(connection);
      assert.deepEqual([connection.name, connection.user.id], ['Trial', '']);
      assert.equal(await store.secretsOf(connection.id), undefined);
    });

    it('goes on with a sign-in when the address is pasted that it waits for', async () => {
      let address = '';
      const { open, progress } = await formParts(sampleOrg, () => Promise.reject(new Error('opened a browser')));
      const form = open();
      const signingIn = form.signIn(sampleDraft, 'paste');
      while (!progress[0]?.address) await new Promise((resolve) => setTimeout(resolve, 5));
      address = await consentedAddress(progress[0].address, 'accept');
      assert.equal((await form.recognize(address)).tone, 'ok');
      const outcome = await form.signInWithPasted(sampleDraft, address);
      assert.equal(outcome.kind, 'signedIn');
      assert.deepEqual(await signingIn, outcome);
    });

    it('can be canceled, and a second sign-in ends the first', async () => {
      const { open } = await formParts(sampleOrg, () => Promise.resolve());
      const form = open();
      const first = form.signIn(sampleDraft, 'paste');
      const second = form.signIn(sampleDraft, 'paste');
      assert.deepEqual(await first, { kind: 'canceled' });
      await form.cancel();
      assert.deepEqual(await second, { kind: 'canceled' });
    });

    it('answers the retired token with what it is and what to do', async () => {
      const { open } = await formParts(sampleOrg, consent('accept'));
      const form = open();
      const page = '#\n#Wed Feb 29 03:07:33 PST 2012\nAUTHTOKEN=bad18eba1ff45a7858b8ae88a77fa30e\nRESULT=TRUE';
      const { tone, message } = await form.recognize(page);
      assert.equal(tone, 'refused');
      assert.match(message, /AUTHTOKEN.*2021.*Log In with Zoho/);
      assert.deepEqual(await form.signInWithPasted(sampleDraft, page), { kind: 'failed', message, field: 'pasted' });
    });

    it('accepts an access token alone, and warns that it ends', async () => {
      const { open, store, engine } = await formParts(sampleOrg, consent('accept'));
      const form = open();
      const outcome = await form.signInWithPasted(sampleDraft, `Bearer ${sampleOrg.info.accessToken}`);
      assert.ok(
        outcome.kind === 'signedIn' && outcome.signedIn.warning?.includes('within an hour'),
        JSON.stringify(outcome),
      );
      assert.deepEqual(await form.save(sampleDraft, { check: true }), { kind: 'saved' });
      const [connection] = store.list();
      assert.ok(connection);
      engine.tokens.forget(connection.id);
      const modules = await engine.crm.clientFor(connection).modules(new AbortController().signal);
      assert.ok(modules.length > 0, 'the stored token is used after a restart');
    });

    it('tests a connection: who, where, which zones, and what is not allowed', async () => {
      const { open } = await formParts(sampleOrg, consent('accept'));
      const form = open();
      assert.equal((await form.test(sampleDraft)).kind, 'invalid');
      const body = new URLSearchParams({ scope: 'ZohoCRM.org.READ,ZohoCRM.users.READ,ZohoCRM.modules.READ' });
      const reply = await fetch(`${sampleOrg.info.origin}/self-client`, { method: 'POST', body });
      await form.signInWithPasted(sampleDraft, await reply.text());
      const outcome = await form.test(sampleDraft);
      assert.ok(outcome.kind === 'passed');
      const labels = [
        'User',
        'Organization',
        'Edition',
        'User’s time zone',
        'Organization’s time zone',
        'API credits left',
      ];
      assert.deepEqual(
        outcome.facts.map((each) => each.label),
        labels,
      );
      assert.equal(outcome.warnings.length, 5);
      assert.ok(outcome.warnings[1]?.startsWith('Writing records will not work'));
    });

    it('explains a sign-in that landed elsewhere than the form says, until it is switched', async () => {
      const { open } = await formParts(sampleOrg, consent('accept', 'sandbox'));
      const form = open();
      const outcome = await form.signIn(sampleDraft, 'loopback');
      assert.ok(outcome.kind === 'signedIn' && outcome.signedIn.environment === 'sandbox');
      const refused = await form.save(sampleDraft, { check: false });
      assert.ok(refused.kind === 'invalid' && refused.problems.signIn?.includes('another domain or environment'));
      assert.deepEqual(await form.save({ ...sampleDraft, environment: 'sandbox' }, { check: true }), { kind: 'saved' });
    });

    it('says how the chosen zone differs from the user’s', async () => {
      const form = (await formParts(sampleOrg, consent('accept'))).open();
      assert.equal((await form.checkTimeZone('Europe/Berlin')).kind, 'unknown');
      await form.signIn(sampleDraft, 'loopback');
      assert.equal((await form.checkTimeZone('Asia/Kolkata')).kind, 'same');
      const note = await form.checkTimeZone('Europe/Berlin');
      assert.equal(note.kind, 'differs');
      assert.match(
        note.message,
        /^Your Zoho user’s time zone is Asia\/Calcutta\. Zoho's clock is [34] h 30 min ahead\.$/,
      );
    });

    it('edits a connection and keeps its sign-in', async () => {
      const { open, store } = await formParts(sampleOrg, consent('accept'));
      const first = open();
      await first.signIn(sampleDraft, 'loopback');
      await first.save(sampleDraft, { check: true });
      const before = store.list()[0];
      assert.ok(before);
      await store.update(before.id, { warnsAboutTimeZone: false, group: 'Mine' });
      const form = open(before.id);
      const state = await form.load(page);
      assert.equal(state.signedIn?.organization, before.organization.name);
      const draft = { ...state.draft, name: 'Renamed', timeZone: 'Asia/Kolkata' };
      assert.deepEqual(await form.save(draft, { check: true }), { kind: 'saved' });
      const after = { ...before, name: 'Renamed', timeZone: 'Asia/Kolkata', group: 'Mine', warnsAboutTimeZone: true };
      assert.deepEqual(store.list(), [after]);
      assert.ok(await store.secretsOf(before.id));
    });

    it('signs out a connection that was led elsewhere without signing in there', async () => {
      const { open, store, engine } = await formParts(sampleOrg, consent('accept'));
      const first = open();
      await first.signIn(sampleDraft, 'loopback');
      await first.save(sampleDraft, { check: true });
      const [before] = store.list();
      const secrets = before && (await store.secretsOf(before.id));
      assert.ok(secrets?.refreshToken !== undefined);
      const draft = { ...sampleDraft, environment: 'sandbox' } as const;
      assert.deepEqual(await open(before?.id).save(draft, { check: false }), { kind: 'saved' });
      const [after] = store.list();
      assert.deepEqual([after?.id, after?.environment, after?.organization.id], [before?.id, 'sandbox', '']);
      assert.equal(await store.secretsOf(before?.id ?? ''), undefined);
      const client = { id: sampleOrg.info.clientId, secret: secrets.clientSecret };
      const { signal } = new AbortController();
      const refresh = engine.crm.signIn.refresh(sampleOrg.info.origin, client, secrets.refreshToken, signal);
      await assert.rejects(refresh, { name: 'SignInError' }, 'revoked');
    });

    it('wants a new sign-in for another client', async () => {
      const { open, store } = await formParts(sampleOrg, consent('accept'));
      const stored = exampleConnection({ dataCenter: 'eu', clientId: '1000.OLD' });
      await store.save(stored, { clientSecret: 'old', refreshToken: '1000.a.b' });
      const draft = { ...sampleDraft, dataCenter: 'eu', clientId: '1000.NEW', clientSecret: 'new' } as const;
      const { signIn } = await open(stored.id).validate(draft);
      assert.match(signIn ?? '', /another OAuth client/);
      assert.deepEqual(await open(stored.id).validate({ ...draft, clientId: '1000.OLD' }), {});
    });

    it('remembers the client of a data center, and never says its secret', async () => {
      const { open, store } = await formParts(sampleOrg, consent('accept'));
      await store.rememberClient('eu', { id: '1000.KEPT', secret: 'kept-secret-text' });
      const form = open();
      assert.deepEqual(await form.rememberedClient('eu'), { clientId: '1000.KEPT', hasSecret: true });
      assert.equal(await form.rememberedClient('us'), undefined);
      const problems = await form.validate({ ...sampleDraft, dataCenter: 'eu', clientId: '1000.KEPT' });
      assert.deepEqual(Object.keys(problems), ['signIn']);
    });

    it('survives whatever a page sends', async () => {
      const { open, store } = await formParts(sampleOrg, consent('accept'));
      await store.saveDescription(exampleConnection());
      const form = open('c1');
      for (const nonsense of [undefined, null, 7, 'x', [], {}]) {
        await form.validate(nonsense as never);
        await form.recognize(nonsense as never);
        await form.checkTimeZone(nonsense as never);
        assert.equal((await form.save(nonsense as never, { check: false })).kind, 'invalid');
      }
      assert.deepEqual(store.list(), [exampleConnection()]);
    });
  });

  describe('lets secrets, from sign-in to sign-out,', () => {
    it('be in no log line, state, file, error, or message to the page', async () => {
      const parts = await formParts(sampleOrg, consent('accept'));
      const { store, log, engine } = parts;
      const toPage: unknown[] = [];
      const form = openThroughChannel(parts, toPage);
      await form.load(page);
      await form.signIn(sampleDraft, 'loopback');
      await form.test(sampleDraft);
      assert.deepEqual(await form.save(sampleDraft, { check: true }), { kind: 'saved' });
      const [connection] = store.list();
      assert.ok(connection);
      const stored = await store.secretsOf(connection.id);
      assert.ok(stored?.refreshToken !== undefined && stored.accessToken);
      const known = [stored.clientSecret, stored.refreshToken, stored.accessToken.text];
      const { signal } = new AbortController();
      const asked = engine.crm.clientFor(connection);
      await asked.modules(signal);
      engine.tokens.reject(connection.id, stored.accessToken);
      known.push((await engine.tokens.tokenFor(connection, signal)).text);
      await engine.crm.signIn.revoke(sampleOrg.info.origin, stored.refreshToken, signal);
      const failure = await asked.modules(signal).catch((error: unknown) => error);
      assert.ok(failure instanceof Error && failure.name === 'SignInError', String(failure));
      const errors = [failure.message, failure.stack, String(failure.cause)];
      const again = openThroughChannel(parts, toPage, connection.id);
      await again.load(page);
      assert.equal((await again.recognize(stored.refreshToken)).tone, 'ok');
      assert.equal((await again.signInWithPasted(sampleDraft, stored.refreshToken)).kind, 'failed');
      assert.ok(await store.secretsOf(connection.id), 'nothing is deleted because a call failed');
      assert.equal((await again.signIn(sampleDraft, 'loopback')).kind, 'signedIn');
      assert.deepEqual(await again.save(sampleDraft, { check: false }), { kind: 'saved' });
      const renewed = await store.secretsOf(connection.id);
      assert.ok(renewed?.refreshToken !== undefined && renewed.accessToken);
      known.push(renewed.refreshToken, renewed.accessToken.text);
      const endParts = { store, engine: () => Promise.resolve(engine) };
      assert.deepEqual(await endSignIn(connection, endParts, signal), { kind: 'revoked' });
      await again.load(page);
      assert.match(log.lines.at(-1) ?? '', /^POST .*revoke.* → 200/);
      assert.ok(toPage.length >= 12, `${toPage.length} messages`);
      const kept = [[...parts.state.content], await readdir(parts.locksFolder)];
      const readable = JSON.stringify([toPage, errors, log.lines, kept]);
      for (const secret of known) assert.ok(!readable.includes(secret));
      assert.equal(parts.secrets.content.size, 0);
    });
  });
});

/** A form as its page has it: all that the host says goes through the messages that `toPage` collects. */
function openThroughChannel(
  { open, progress }: Awaited<ReturnType<typeof formParts>>,
  toPage: unknown[],
  connectionId?: string,
) {
  const listeners: Partial<Record<'host' | 'page', (message: unknown) => void>> = {};
  const channel = (own: 'host' | 'page', other: 'host' | 'page'): Channel => ({
    post: (message) => {
      const copy = structuredClone(message);
      if (own === 'host') toPage.push(copy);
      queueMicrotask(() => {
        listeners[other]?.(copy);
      });
    },
    listen: (listener) => {
      listeners[own] = listener;
      return () => undefined;
    },
  });
  toPage.push(progress);
  connectRpc<ConnectionFormPage>(channel('host', 'page'), open(connectionId));
  return connectRpc<ConnectionFormHost>(channel('page', 'host'), {}).remote;
}
