import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { SignInsFile } from '../../../src/sampleOrg/accounts/signInsFile.ts';
import type { SignIn } from '../../../src/sampleOrg/accounts/tokenStore.ts';
import type { SampleOrgInfo } from '../../../src/sampleOrg/start.ts';
import { AccountsSession, textOf } from './accountsSession.ts';

describe('the file of sign-ins', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'sign-ins-'));
    path = join(folder, 'deeper', 'sign-ins.json');
  });
  afterEach(() => rm(folder, { recursive: true }));

  async function inSession<T>(work: (session: AccountsSession) => Promise<T>): Promise<T> {
    const session = await AccountsSession.start({ signInsFile: path });
    try {
      return await work(session);
    } finally {
      await session.stop();
    }
  }

  it('lets refresh tokens outlive the process, with user, scopes and environment', async () => {
    const refreshToken = await inSession(async (session) => {
      const values = { scope: 'ZohoCRM.users.READ' };
      const answers = { user: 'user2@zylker.example', environment: 'sandbox' };
      return (await session.signIn(values, answers)).refreshToken;
    });
    await inSession(async (session) => {
      const answer = await session.refresh(refreshToken);
      assert.equal(answer['scope'], 'ZohoCRM.users.READ');
      assert.equal(answer['api_domain'], `${session.origin}/sandbox`);
      const reply = await session.post('/oauth/v2/introspect', {
        ...session.client,
        token: textOf(answer, 'access_token'),
      });
      assert.equal(((await reply.json()) as { username: string }).username, 'user2@zylker.example');
    });
  });

  it('remembers that a user has consented', async () => {
    await inSession((session) => session.signIn());
    await inSession(async (session) => {
      assert.equal('refresh_token' in (await session.exchange(await session.code())), false);
    });
  });

  it('forgets what is revoked', async () => {
    const refreshToken = await inSession(async (session) => {
      const signedIn = await session.signIn();
      await session.post('/oauth/v2/token/revoke', { token: signedIn.refreshToken });
      return signedIn.refreshToken;
    });
    await inSession(async (session) => {
      assert.deepEqual(await session.refresh(refreshToken), { error: 'invalid_code' });
    });
  });

  it('holds hashes, no token, and nothing of the first tokens', async () => {
    const tokens = await inSession(async (session) => {
      const signedIn = await session.signIn();
      await session.refresh(session.running.info.refreshToken);
      return signedIn;
    });
    const text = await readFile(path, 'utf8');
    const { signIns } = JSON.parse(text) as { signIns: { hash: string }[] };
    assert.equal(signIns.length, 1);
    assert.match(signIns[0]?.hash ?? '', /^[\da-f]{64}$/);
    for (const part of [tokens.accessToken, tokens.refreshToken].flatMap((token) => token.split('.').slice(1))) {
      assert.equal(text.includes(part), false);
    }
  });

  it('is not made before there is something to keep', async () => {
    await inSession((session) => session.refresh(session.running.info.refreshToken));
    assert.deepEqual(await readdir(join(folder, 'deeper')), []);
  });

  const signIn: SignIn = {
    hash: 'ab',
    grant: { zuid: '1', clientId: '1000.X', scopes: ['email'], environment: 'production' },
    createdAt: 1,
  };

  for (const [what, content] of [
    ['damaged', '{"version": 1, "signIns": [{"ha'],
    ['empty', ''],
    ['of a newer version', '{"version": 2, "signIns": []}'],
    ['full of something else', '{"version": 1, "signIns": [{"hash": 1}]}'],
    [
      'for an environment that does not exist',
      JSON.stringify({ version: 1, signIns: [{ ...signIn, grant: { ...signIn.grant, environment: 'x' } }] }),
    ],
  ] as const) {
    it(`is set aside when it is ${what}, and a new one is begun`, async () => {
      path = join(folder, 'sign-ins.json');
      await writeFile(path, content);
      await inSession((session) => session.signIn());
      const names = (await readdir(folder)).sort();
      assert.equal(names.length, 2);
      assert.equal(names[0], 'sign-ins.json');
      assert.match(names[1] ?? '', /^sign-ins\.json\.set-aside-\d+$/);
      assert.equal(await readFile(join(folder, names[1] ?? ''), 'utf8'), content);
      assert.equal((await new SignInsFile(path).load()).length, 1);
    });
  }

  it('is whole at every moment while it is written', async () => {
    path = join(folder, 'sign-ins.json');
    const file = new SignInsFile(path);
    await file.save([signIn]);
    const many = Array.from({ length: 500 }, () => signIn);
    const progress = { isOver: false };
    const writes = Promise.all(Array.from({ length: 20 }, (_, index) => file.save(many.slice(index)))).then(() => {
      progress.isOver = true;
    });
    let reads = 0;
    while (!progress.isOver) {
      const { signIns } = JSON.parse(await readFile(path, 'utf8')) as { signIns: unknown[] };
      assert.ok(signIns.length === 1 || signIns.length > 480);
      reads++;
    }
    await writes;
    assert.ok(reads > 0);
    assert.equal((await file.load()).length, 481);
  });

  it('holds a sign-in as soon as it is answered, even if the process is killed then', async () => {
    const child = spawn(process.execPath, ['src/sampleOrg/main.ts', '--sign-ins', path], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    while (!output.includes('\n')) await once(child.stdout, 'data');
    const info = JSON.parse(output) as SampleOrgInfo;
    const ask = { grant_type: 'authorization_code', client_id: info.clientId, client_secret: info.clientSecret };
    const made = await postForm(`${info.origin}/self-client`, { scope: 'email' });
    const answer = await postForm(`${info.origin}/oauth/v2/token`, { ...ask, code: textOf(made, 'code') });
    child.kill('SIGKILL');
    await once(child, 'exit');
    await inSession(async (session) => {
      textOf(await session.refresh(textOf(answer, 'refresh_token')), 'access_token');
    });
  });

  it('is read although a process was killed while it wrote', async () => {
    const refreshToken = await inSession(async (session) => (await session.signIn()).refreshToken);
    await writeFile(`${path}.tmp`, '{"version": 1, "sig');
    await inSession(async (session) => {
      textOf(await session.refresh(refreshToken), 'access_token');
      await session.signIn();
    });
    assert.equal((await new SignInsFile(path).load()).length, 2);
  });
});

async function postForm(url: string, values: Record<string, string>): Promise<Record<string, unknown>> {
  const reply = await fetch(url, { method: 'POST', body: new URLSearchParams(values) });
  return (await reply.json()) as Record<string, unknown>;
}
