import assert from 'node:assert/strict';

import { ConnectionHealth } from '../../../src/extension/connectionTree/connectionHealth.ts';
import { exampleConnection } from '../../core/exampleConnection.ts';

const connection = exampleConnection();
const offline = { kind: 'offline', message: 'No network', at: 1 } as const;

describe('ConnectionHealth', () => {
  let signedIn: boolean;
  let health: ConnectionHealth;
  let told: string[];

  beforeEach(() => {
    signedIn = true;
    told = [];
    health = new ConnectionHealth({ isSignedIn: () => Promise.resolve(signedIn), zoneDiffers: () => false });
    health.onDidChange((id) => told.push(id));
  });

  it('presumes the best before it has looked, so that the view need not wait', () => {
    assert.equal(health.stateOf(connection), 'signedIn');
  });

  it('notices that a secret is gone, and that it is back', async () => {
    signedIn = false;
    await health.examine([connection]);
    assert.equal(health.stateOf(connection), 'signedOut');
    signedIn = true;
    await health.examine([connection]);
    assert.equal(health.stateOf(connection), 'signedIn');
    assert.deepEqual(told, ['c1', 'c1']);
  });

  it('tells nothing when nothing changed', async () => {
    await health.examine([connection]);
    health.noteSuccess(connection.id);
    assert.deepEqual(told, []);
  });

  it('keeps a failure until something goes right', () => {
    health.noteProblem(connection.id, offline);
    assert.equal(health.stateOf(connection), 'unreachable');
    health.noteSuccess(connection.id);
    assert.equal(health.stateOf(connection), 'signedIn');
  });

  it('keeps the newest failure, for the tooltip, without telling of each', () => {
    health.noteProblem(connection.id, offline);
    health.noteProblem(connection.id, { ...offline, message: 'Still none', at: 2 });
    assert.equal(health.factsOf(connection.id).problem?.message, 'Still none');
    assert.deepEqual(told, ['c1']);
  });

  it('takes signing in again for the end of a refused sign-in', async () => {
    await health.examine([connection]);
    health.noteProblem(connection.id, { ...offline, kind: 'signedOut' });
    await health.examine([{ ...connection, user: { ...connection.user, name: 'Bob' } }], [connection.id]);
    assert.equal(health.stateOf(connection), 'signedIn');
  });

  it('does not take another name or zone for signing in', async () => {
    await health.examine([connection]);
    health.noteProblem(connection.id, { ...offline, kind: 'signedOut' });
    await health.examine([{ ...connection, name: 'Other' }], [connection.id]);
    assert.equal(health.stateOf(connection), 'signedOut');
  });

  it('forgets connections that are gone', async () => {
    health.noteProblem(connection.id, offline);
    await health.examine([]);
    assert.equal(health.factsOf(connection.id).problem, undefined);
  });
});
