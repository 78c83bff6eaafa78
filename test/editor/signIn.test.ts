import assert from 'node:assert/strict';
import { ServerResponse } from 'node:http';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import * as vscode from 'vscode';

import type { RunningSampleOrg } from '../../src/sampleOrg/start.ts';
import { startSampleOrg } from '../../src/sampleOrg/start.ts';
import { consent } from '../core/consent.ts';
import { filesWith } from '../harness/filesWith.ts';
import { freePort } from '../harness/programs/freePort.ts';
import { editorRunVariables } from '../harness/testing/runInEditor.ts';

describe('signing in where no browser is to be opened', () => {
  let sampleOrg: RunningSampleOrg;
  const tokens = watchTokens();

  before(async () => {
    const redirectPort = await freePort();
    sampleOrg = await startSampleOrg({ redirectUris: [`http://127.0.0.1:${redirectPort}/callback`] });
    await change('sampleOrganization.url', sampleOrg.info.origin);
    await change('signIn.redirectPort', redirectPort);
    await change('signIn.openBrowser', false);
  });
  after(async () => {
    tokens.stop();
    for (const key of ['sampleOrganization.url', 'signIn.redirectPort', 'signIn.openBrowser']) {
      await change(key, undefined);
    }
    await sampleOrg.stop();
  });

  it('puts the address in the clipboard, and goes on when it was answered anywhere', async () => {
    await vscode.env.clipboard.writeText('');
    const connected = vscode.commands.executeCommand('zohoCrm.connectToSampleOrganization');
    await consent('accept')(await addressInClipboard());
    await connected;
    assert.ok(tokens.refresh.size > 0 && tokens.access.size > 0);
  });

  it('leaves no token in settings, state, logs or any other file', async () => {
    await untilLogged('/oauth/v2/token');
    const settings = JSON.stringify(vscode.workspace.getConfiguration());
    for (const text of [...tokens.refresh, ...tokens.access, sampleOrg.info.clientSecret]) {
      assert.equal(settings.includes(text), false);
      assert.deepEqual(await filesWith(editorState(), text), []);
    }
  });

  it('makes the token good for nothing by signing out', async () => {
    const [refreshToken = ''] = tokens.refresh;
    assert.equal((await refresh(refreshToken)).error, undefined);
    await vscode.commands.executeCommand('zohoCrm.signOut');
    assert.equal((await refresh(refreshToken)).error, 'invalid_code');
  });

  async function refresh(refreshToken: string): Promise<{ readonly error?: string }> {
    const { accountsUrl, clientId, clientSecret } = sampleOrg.info;
    const form = { grant_type: 'refresh_token', client_id: clientId, client_secret: clientSecret };
    const body = new URLSearchParams({ ...form, refresh_token: refreshToken });
    const answer = await fetch(`${accountsUrl}/oauth/v2/token`, { method: 'POST', body });
    return (await answer.json()) as { error?: string };
  }
});

/** Sees the tokens that the sample organization, which runs in this process, gives out: it keeps no more than hashes. */
function watchTokens() {
  const found = { refresh: new Set<string>(), access: new Set<string>() };
  const end = Reflect.get(ServerResponse.prototype, 'end') as (this: ServerResponse, ...words: unknown[]) => unknown;
  ServerResponse.prototype.end = function (this: ServerResponse, ...words: unknown[]) {
    const [chunk] = words;
    const text = Buffer.isBuffer(chunk) || typeof chunk === 'string' ? chunk.toString() : '';
    for (const [, kind, token = ''] of text.matchAll(/"(refresh|access)_token":\s*"([^"]+)"/g)) {
      found[kind === 'refresh' ? 'refresh' : 'access'].add(token);
    }
    end.apply(this, words);
    return this;
  };
  return {
    ...found,
    stop: () => {
      Object.assign(ServerResponse.prototype, { end });
    },
  };
}

/** Where the editor of this run keeps its settings, state and logs. */
function editorState(): string {
  return path.dirname(process.env[editorRunVariables.resultsFile] ?? '');
}

async function untilLogged(text: string): Promise<void> {
  const until = Date.now() + 10_000;
  while ((await filesWith(editorState(), text)).length === 0) {
    if (Date.now() > until) assert.fail(`Nothing of ${text} comes into a log.`);
    await delay(100);
  }
}

async function change(key: string, value: unknown): Promise<void> {
  await vscode.workspace.getConfiguration('zohoCrm').update(key, value, vscode.ConfigurationTarget.Global);
}

async function addressInClipboard(): Promise<string> {
  const until = Date.now() + 20_000;
  while (Date.now() < until) {
    const text = await vscode.env.clipboard.readText();
    if (text.includes('/oauth/v2/auth')) return text;
    await delay(100);
  }
  throw new Error('No address of a sign-in came into the clipboard.');
}
