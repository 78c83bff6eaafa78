import assert from 'node:assert/strict';

import type { Channel } from '../../src/protocol/rpc.ts';
import { connectRpc, RpcError } from '../../src/protocol/rpc.ts';

interface Greeter {
  greet(name: string): Promise<string>;
  fail(): Promise<void>;
}

describe('calls between a page and its host', () => {
  it('reach the other side and bring its answer back', async () => {
    const { greeter } = greeterOverChannel();
    assert.equal(await greeter.remote.greet('Emma'), 'Hello, Emma');
  });

  it('go both ways on one channel', async () => {
    const [left, right] = channels();
    const host = connectRpc<Greeter>(left, { whoIs: (id: number) => `user ${id}` });
    const page = connectRpc<{ whoIs(id: number): string }>(right, { greet: (name: string) => `Hello, ${name}` });
    assert.equal(await page.remote.whoIs(7), 'user 7');
    assert.equal(await host.remote.greet('Emma'), 'Hello, Emma');
  });

  it('find the methods of a class, private fields included', async () => {
    const [left, right] = channels();
    connectRpc(left, new Counter());
    const { remote } = connectRpc<Counter>(right, {});
    await remote.next();
    assert.equal(await remote.next(), 2);
  });

  it('reject with what the other side says of its error', async () => {
    const { greeter } = greeterOverChannel();
    await assert.rejects(greeter.remote.fail(), (error: unknown) => {
      assert.ok(error instanceof RpcError);
      assert.equal(error.message, 'The greeter is hoarse.');
      return true;
    });
  });

  it('let the host decide what an error may say', async () => {
    const [left, right] = channels();
    connectRpc(left, { fail: () => Promise.reject(new Error('secret')) }, () => 'Something went wrong.');
    await assert.rejects(connectRpc<Greeter>(right, {}).remote.fail(), { message: 'Something went wrong.' });
  });

  it('are answered each by its own answer, whatever the order', async () => {
    const [left, right] = channels();
    const slow = Promise.withResolvers<string>();
    connectRpc(left, { greet: (name: string) => (name === 'slow' ? slow.promise : name) });
    const { remote } = connectRpc<Greeter>(right, {});
    const first = remote.greet('slow');
    assert.equal(await remote.greet('quick'), 'quick');
    slow.resolve('slow');
    assert.equal(await first, 'slow');
  });

  it('reach nothing but the methods that are offered', async () => {
    const [left, right] = channels();
    connectRpc(left, { greet: () => 'hello', notAMethod: 'text' });
    const remote = connectRpc<Record<string, () => unknown>>(right, {}).remote;
    for (const name of ['constructor', 'toString', 'hasOwnProperty', '__proto__', 'notAMethod', 'missing']) {
      await assert.rejects(Promise.resolve(remote[name]?.()), RpcError, name);
    }
  });

  it('end when one side is gone', async () => {
    const [, right] = channels();
    const rpc = connectRpc<Greeter>(right, {});
    const waiting = rpc.remote.greet('nobody');
    rpc.dispose();
    await assert.rejects(waiting, RpcError);
  });

  it('leave messages alone that are not theirs', async () => {
    const [left, right] = channels();
    connectRpc(left, { greet: (name: string) => `Hello, ${name}` });
    const { remote } = connectRpc<Greeter>(right, {});
    for (const stray of [undefined, null, 'text', 7, {}, { kind: 'call' }, { kind: 'answer', id: 99 }])
      left.post(stray);
    assert.equal(await remote.greet('Emma'), 'Hello, Emma');
  });

  it('can be awaited as an object: the proxy is no promise', async () => {
    const { greeter } = greeterOverChannel();
    const { remote } = await Promise.resolve({ remote: greeter.remote });
    const awaited = await Promise.resolve(remote);
    assert.equal(await awaited.greet('Emma'), 'Hello, Emma');
  });
});

class Counter {
  #count = 0;

  next(): number {
    return ++this.#count;
  }
}

function greeterOverChannel() {
  const [left, right] = channels();
  connectRpc(left, {
    greet: (name: string) => Promise.resolve(`Hello, ${name}`),
    fail: () => Promise.reject(new Error('The greeter is hoarse.')),
  });
  return { greeter: connectRpc<Greeter>(right, {}) };
}

/** Two ends of a channel that carries what `postMessage` would: copies, later. */
function channels(): readonly [Channel, Channel] {
  const listeners: [Set<(message: unknown) => void>, Set<(message: unknown) => void>] = [new Set(), new Set()];
  const end = (own: 0 | 1, other: 0 | 1): Channel => ({
    post: (message) => {
      const copy: unknown = structuredClone(message);
      setImmediate(() => {
        for (const listener of listeners[other]) listener(copy);
      });
    },
    listen: (listener) => {
      listeners[own].add(listener);
      return () => {
        listeners[own].delete(listener);
      };
    },
  });
  return [end(0, 1), end(1, 0)];
}
