import assert from 'node:assert/strict';
import * as vscode from 'vscode';

import { ConnectionStore } from '../../src/core/connections/connectionStore.ts';
import { signedIn } from '../../src/extension/queryEditor/signInFirst.ts';
import { exampleConnection } from '../core/exampleConnection.ts';
import { memorySecrets, memoryState } from '../core/memoryPorts.ts';

describe('a query of a connection that nobody is signed in to', () => {
  const { showWarningMessage } = vscode.window;
  const { executeCommand } = vscode.commands;
  const connection = exampleConnection();
  let store: ConnectionStore;
  let answer: string | undefined;
  let commands: string[];

  beforeEach(async () => {
    store = new ConnectionStore({ state: memoryState(), secrets: memorySecrets() });
    await store.saveDescription(connection);
    commands = [];
    Object.assign(vscode.window, { showWarningMessage: () => Promise.resolve(answer) });
    // Opens the form, and is done long before somebody is signed in.
    Object.assign(vscode.commands, { executeCommand: (command: string) => Promise.resolve(commands.push(command)) });
  });
  afterEach(() => {
    Object.assign(vscode.window, { showWarningMessage });
    Object.assign(vscode.commands, { executeCommand });
  });

  it('goes on once the form has signed in', async () => {
    answer = 'Sign In and Run';
    const waiting = signedIn(connection, store, new AbortController().signal);
    await new Promise((resolve) => setImmediate(resolve));
    await store.save(connection, { clientSecret: 'a', refreshToken: 'b' });
    assert.equal(await waiting, true);
    assert.deepEqual(commands, ['zohoCrm.signIn']);
  });

  it('waits no longer when another one is run', async () => {
    answer = 'Sign In and Run';
    const newer = new AbortController();
    const waiting = signedIn(connection, store, newer.signal);
    await new Promise((resolve) => setImmediate(resolve));
    newer.abort();
    assert.equal(await waiting, false);
  });

  it('is not run where the user turns back', async () => {
    answer = undefined;
    assert.equal(await signedIn(connection, store, new AbortController().signal), false);
    assert.deepEqual(commands, []);
  });
});
