import assert from 'node:assert/strict';

import type { ConnectionFacts, ConnectionState } from '../../../src/extension/connectionTree/connectionState.ts';
import { connectionState, viewState } from '../../../src/extension/connectionTree/connectionState.ts';
import { exampleConnection } from '../../core/exampleConnection.ts';

const fine: ConnectionFacts = { isSignedIn: true, problem: undefined, zoneDiffers: false };
const offline = { kind: 'offline', message: 'No network', at: 0 } as const;

describe('connectionState', () => {
  const connection = exampleConnection();

  it('is "signed in" when nothing is known to be wrong', () => {
    assert.equal(connectionState(connection, fine), 'signedIn');
  });

  it('is "signed out" without a secret, and when the CRM no longer takes it', () => {
    assert.equal(connectionState(connection, { ...fine, isSignedIn: false, problem: offline }), 'signedOut');
    const refused = { ...offline, kind: 'signedOut' } as const;
    assert.equal(connectionState(connection, { ...fine, problem: refused }), 'signedOut');
  });

  it('is "cannot reach" before "time zone differs"', () => {
    assert.equal(connectionState(connection, { ...fine, problem: offline, zoneDiffers: true }), 'unreachable');
    assert.equal(connectionState(connection, { ...fine, zoneDiffers: true }), 'zoneDiffers');
  });

  it('says nothing of a time zone that the user chose to keep', () => {
    const silenced = exampleConnection({ warnsAboutTimeZone: false });
    assert.equal(connectionState(silenced, { ...fine, zoneDiffers: true }), 'signedIn');
  });

  it('does not call a connection unreachable because one thing was refused', () => {
    const refused = { ...offline, kind: 'refused' } as const;
    assert.equal(connectionState(connection, { ...fine, problem: refused }), 'signedIn');
  });
});

describe('viewState', () => {
  const standing = (state: ConnectionState, dataCenter: 'eu' | 'sample' = 'eu') => ({
    connection: exampleConnection({ dataCenter }),
    state,
  });

  it('is empty before there is a connection', () => {
    assert.equal(viewState([]), 'empty');
  });

  it('tells when nobody is signed in', () => {
    assert.equal(viewState([standing('signedOut'), standing('signedOut', 'sample')]), 'allSignedOut');
  });

  it('is offline when no connection that is signed in can be reached', () => {
    assert.equal(viewState([standing('unreachable'), standing('signedOut')]), 'offline');
    assert.equal(viewState([standing('unreachable'), standing('signedIn')]), 'ready');
  });

  it('does not take the sample organization, which needs no network, for a sign of it', () => {
    assert.equal(viewState([standing('unreachable'), standing('signedIn', 'sample')]), 'offline');
    assert.equal(viewState([standing('unreachable', 'sample')]), 'ready');
  });
});
