import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import { keepSignIn, newConnection } from '../../../src/core/jobs/connect.ts';
import { signInWithPasted } from '../../../src/core/jobs/signIn.ts';
import { signOut } from '../../../src/core/jobs/signOut.ts';
import { startSampleOrg } from '../../../src/sampleOrg/start.ts';
import { SignInError } from '../../../src/core/errors.ts';
import { crmPartsFor } from '../crmParts.ts';

const never = new AbortController().signal;

describe('signing out', () => {
  it('ends the sign-in at the CRM and forgets it; the description stays', async () => {
    await signedIn(async ({ parts, origin, connection }) => {
      const { refreshToken } = (await parts.store.secretsOf(connection.id)) ?? {};
      const outcome = await signOut({ ...parts, accountsOriginOf: () => Promise.resolve(origin) }, connection, never);
      assert.deepEqual(outcome, { kind: 'revoked' });
      assert.deepEqual(parts.store.list(), [connection]);
      assert.equal(await parts.store.secretsOf(connection.id), undefined);
      await assert.rejects(parts.crm.clientFor(connection).modules(never), SignInError);
      const client = { id: connection.clientId, secret: parts.clientSecret };
      await assert.rejects(parts.signIn.refresh(origin, client, refreshToken ?? '', never), SignInError);
    });
  });

  it('forgets where the CRM cannot be reached, too, and says that the CRM does not know', async () => {
    await signedIn(async ({ parts, connection }) => {
      const accountsOriginOf = (): Promise<string> => Promise.resolve('http://127.0.0.1:1');
      const outcome = await signOut({ ...parts, accountsOriginOf }, connection, never);
      assert.equal(outcome.kind, 'notRevoked');
      assert.equal(await parts.store.secretsOf(connection.id), undefined);
      assert.deepEqual(parts.store.list(), [connection]);
    });
  });

  it('forgets when the CRM does not answer in time, too', async () => {
    const silent = createServer().listen(0, '127.0.0.1');
    await once(silent, 'listening');
    const { port } = silent.address() as AddressInfo;
    await signedIn(async ({ parts, connection }) => {
      const accountsOriginOf = (): Promise<string> => Promise.resolve(`http://127.0.0.1:${port}`);
      const outcome = await signOut({ ...parts, accountsOriginOf }, connection, AbortSignal.timeout(50));
      assert.equal(outcome.kind, 'notRevoked');
      assert.equal(await parts.store.secretsOf(connection.id), undefined);
    });
    silent.closeAllConnections();
    silent.close();
  });

  it('is done for a sign-in that has ended already, or is not there', async () => {
    await signedIn(async ({ parts, origin, connection }) => {
      const { refreshToken } = (await parts.store.secretsOf(connection.id)) ?? {};
      await parts.signIn.revoke(origin, refreshToken ?? '', never);
      const whole = { ...parts, accountsOriginOf: () => Promise.resolve(origin) };
      assert.deepEqual(await signOut(whole, connection, never), { kind: 'revoked' });
      assert.deepEqual(await signOut(whole, connection, never), { kind: 'revoked' });
    });
  });
});

type SignedIn = Awaited<ReturnType<typeof newSignIn>>;

async function signedIn(use: (signedIn: SignedIn) => Promise<void>): Promise<void> {
  const sampleOrg = await startSampleOrg({ records: new Map() });
  const made = await newSignIn(sampleOrg);
  try {
    await use(made);
  } finally {
    await made.parts.crm.close();
    await sampleOrg.stop();
  }
}

async function newSignIn(sampleOrg: Awaited<ReturnType<typeof startSampleOrg>>) {
  const { origin, clientId, clientSecret, refreshToken } = sampleOrg.info;
  const parts = { ...crmPartsFor(sampleOrg), clientSecret };
  const place = { dataCenter: 'sample', accountsOrigin: origin } as const;
  const request = { place, environment: 'production', client: { id: clientId, secret: clientSecret } } as const;
  const pasted = { kind: 'refreshToken', text: refreshToken, apiDomain: undefined } as const;
  const identity = await signInWithPasted(parts.signIn, request, pasted, never);
  const connection = newConnection(identity, { name: 'Trial', timeZone: 'UTC', cachePolicy: 'infinite' });
  await keepSignIn(parts, connection, identity);
  return { parts, origin, connection };
}
