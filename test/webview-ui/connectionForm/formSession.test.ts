import assert from 'node:assert/strict';
import { setImmediate as turn } from 'node:timers/promises';

import type { KeptFormState } from '../../../src/protocol/connectionForm.ts';
import { FormSession } from '../../../webview-ui/connectionForm/formSession.ts';
import { emma, emptyDraft, FakeHost, newForm } from './fakeHost.ts';

describe('a form session', () => {
  it('takes name and time zone from who signed in', async () => {
    const { session } = startSession();
    await session.signIn('loopback');
    await turn();
    assert.equal(session.state.draft.name, emma.suggestedName);
    assert.equal(session.state.draft.timeZone, emma.userTimeZone);
    assert.equal(session.state.timeZoneNote?.kind, 'same');
  });

  it('leaves a name and a time zone alone that were chosen', async () => {
    const { session } = startSession();
    session.change({ name: 'Mine', timeZone: 'Asia/Tokyo' });
    await session.signIn('loopback');
    await turn();
    assert.equal(session.state.draft.name, 'Mine');
    assert.equal(session.state.draft.timeZone, 'Asia/Tokyo');
    assert.equal(session.state.timeZoneNote?.kind, 'differs');
  });

  it('takes the time zone of who signs in next, as long as nobody chose another', async () => {
    const { session, host } = startSession();
    await session.signIn('loopback');
    host.signInOutcome = { kind: 'signedIn', signedIn: { ...emma, userTimeZone: 'Asia/Tokyo' } };
    await session.signIn('loopback');
    assert.equal(session.state.draft.timeZone, 'Asia/Tokyo');
  });

  it('shows what is wrong with the fields that were touched, and with all after saving', async () => {
    const { session } = startSession();
    session.touch('name');
    await turn();
    assert.deepEqual(Object.keys(session.state.problems), ['name']);
    await session.save(true);
    assert.deepEqual(Object.keys(session.state.problems).sort(), ['clientId', 'name', 'signIn', 'timeZone']);
  });

  it('takes a problem back as soon as it is solved', async () => {
    const { session } = startSession();
    session.touch('name');
    await turn();
    session.change({ name: 'Mine' });
    await turn();
    assert.deepEqual(session.state.problems, {});
  });

  it('notices that somebody is signed in elsewhere, and can move there', async () => {
    const { session, host } = startSession();
    host.signInOutcome = { kind: 'signedIn', signedIn: { ...emma, dataCenter: 'in', environment: 'sandbox' } };
    await session.signIn('loopback');
    assert.equal(session.isSignedInElsewhere, true);
    session.moveToSignIn();
    assert.equal(session.isSignedInElsewhere, false);
    assert.equal(session.state.draft.dataCenter, 'in');
    assert.equal(session.state.draft.environment, 'sandbox');
  });

  it('recalls the client of another data center, but not over what was typed', async () => {
    const { session } = startSession();
    session.change({ dataCenter: 'in' });
    await turn();
    assert.equal(session.state.draft.clientId, '1000.REMEMBERED');
    assert.equal(session.state.hasClientSecret, true);
    session.change({ dataCenter: 'us' });
    await turn();
    assert.equal(session.state.draft.clientId, '');
    session.change({ clientId: '1000.TYPED' });
    session.change({ dataCenter: 'in' });
    await turn();
    assert.equal(session.state.draft.clientId, '1000.TYPED');
    assert.equal(session.state.hasClientSecret, false);
  });

  it('lets pasting take over from a sign-in that waits for the browser', async () => {
    const { session, host } = startSession();
    host.holdSignIn();
    const waiting = session.signIn('paste');
    await session.signInWithPasted('https://example.test/callback?code=1');
    assert.equal(session.state.signedIn?.userName, emma.userName);
    host.endSignIn({ kind: 'failed', message: 'too late', field: undefined });
    await waiting;
    assert.equal(session.state.signInFailure, undefined);
    assert.equal(session.state.activity, undefined);
  });

  it('says so when the host fails', async () => {
    const { session, host } = startSession();
    host.signInOutcome = Promise.reject(new Error('The editor is gone.'));
    await session.signIn('loopback');
    assert.equal(session.state.signInFailure?.message, 'The editor is gone.');
  });

  it('keeps what was typed, without the secret', () => {
    const { session, kept } = startSession();
    session.change({ name: 'Mine', clientSecret: 'a secret' });
    assert.equal(kept.at(-1)?.draft.name, 'Mine');
    assert.ok(!JSON.stringify(kept).includes('a secret'));
  });

  it('goes on with what was kept for the same connection, and for no other', () => {
    const { clientSecret, ...draft } = { ...emptyDraft, name: 'Kept' };
    assert.equal(clientSecret, '');
    assert.equal(startSession({ connectionId: undefined, draft }).session.state.draft.name, 'Kept');
    assert.equal(startSession({ connectionId: 'c1', draft }).session.state.draft.name, '');
  });
});

function startSession(earlier?: KeptFormState) {
  const host = new FakeHost();
  const kept: KeptFormState[] = [];
  const keep = (state: KeptFormState): void => {
    kept.push(state);
  };
  return { host, kept, session: new FormSession({ host, initial: newForm, kept: earlier, keep }) };
}
