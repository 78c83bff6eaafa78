import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';

import { listenForRedirect } from '../../../src/core/connections/redirectListener.ts';
import { InputError, RetriableError, SignInError } from '../../../src/core/errors.ts';

const never = new AbortController().signal;

describe('listenForRedirect', () => {
  it('takes the redirect that carries our state, and thanks in the browser', async () => {
    const { port, listener } = await listening();
    const page = await fetch(`http://127.0.0.1:${port}/callback?state=ours&code=abc&location=eu`);
    assert.equal(page.status, 200);
    assert.match(await page.text(), /signed in/);
    assert.equal((await listener.redirect).get('location'), 'eu');
    listener.close();
  });

  it('does not believe a redirect with another state, and goes on waiting', async () => {
    const { port, listener } = await listening();
    const forged = await fetch(`http://127.0.0.1:${port}/callback?state=theirs&code=evil`);
    assert.equal(forged.status, 400);
    await fetch(`http://127.0.0.1:${port}/callback?state=ours&code=good`);
    assert.equal((await listener.redirect).get('code'), 'good');
    listener.close();
  });

  it('shows nothing of what it was sent', async () => {
    const { port, listener } = await listening();
    const page = await fetch(`http://127.0.0.1:${port}/callback?state=ours&error=<script>alert(1)</script>`);
    assert.ok(!(await page.text()).includes('<script>'));
    await assert.rejects(listener.redirect, SignInError);
    listener.close();
  });

  it('answers other paths with 404', async () => {
    const { port, listener } = await listening();
    assert.equal((await fetch(`http://127.0.0.1:${port}/favicon.ico`)).status, 404);
    listener.close();
  });

  it('gives up after the time limit', async () => {
    const { listener } = await listening(20);
    await assert.rejects(listener.redirect, RetriableError);
    listener.close();
  });

  it('ends when it is canceled', async () => {
    const controller = new AbortController();
    const { listener } = await listening(10_000, controller.signal);
    controller.abort();
    await assert.rejects(listener.redirect, { name: 'AbortError' });
    listener.close();
  });

  it('says which setting to change when the port is taken', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const attempt = listenForRedirect({ port, path: '/callback' }, 'ours', 1000, never);
    await assert.rejects(
      attempt,
      (error) => error instanceof InputError && error.field === 'zohoCrm.signIn.redirectPort',
    );
    other.close();
  });

  it('frees the port when it is closed', async () => {
    const { port, listener } = await listening();
    listener.close();
    const again = await listenForRedirect({ port, path: '/callback' }, 'ours', 1000, never);
    again.close();
  });
});

async function listening(timeoutMs = 10_000, signal = never) {
  const port = await freePort();
  return { port, listener: await listenForRedirect({ port, path: '/callback' }, 'ours', timeoutMs, signal) };
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}
