/**
 * Calls between a page and its host over `postMessage`, both ways on one channel. Each side offers an object of methods
 * and gets a typed proxy of the other's. Arguments and answers are plain data; what arrives is not trusted in any way.
 */

/** One end of a channel: a webview as its host sees it, or the page's own. */
export interface Channel {
  post(message: unknown): void;
  /** Answers what ends listening. */
  listen(listener: (message: unknown) => void): () => void;
}

export interface Rpc<Remote> {
  readonly remote: Asynchronous<Remote>;
  /** Ends listening; calls that wait for an answer reject with RpcError. */
  dispose(): void;
}

/** The other side's methods, as they look from here. */
export type Asynchronous<Methods> = {
  readonly [Name in keyof Methods]: Methods[Name] extends (...args: infer Args) => infer Answer
    ? (...args: Args) => Promise<Awaited<Answer>>
    : never;
};

/** The other side failed, is gone, or does not know the method. */
export class RpcError extends Error {
  override readonly name = 'RpcError';
}

/**
 * `sayError` turns what a method threw into the text that the other side may read: the host decides there what is fit to
 * be shown. Without it, the error's own message.
 */
export function connectRpc<Remote extends object>(
  channel: Channel,
  local: object,
  sayError: (error: unknown) => string = messageOf,
): Rpc<Remote> {
  const waiting = new Map<number, PromiseWithResolvers<unknown>>();
  let lastId = 0;

  const stopListening = channel.listen((message) => {
    const parsed = parseMessage(message);
    if (parsed?.kind === 'call') void answer(parsed);
    else if (parsed) settle(parsed);
  });

  function call(method: string, args: readonly unknown[]): Promise<unknown> {
    const id = ++lastId;
    const pending = Promise.withResolvers<unknown>();
    waiting.set(id, pending);
    channel.post({ kind: 'call', id, method, args } satisfies Call);
    return pending.promise;
  }

  async function answer({ id, method, args }: Call): Promise<void> {
    try {
      const handler = methodOf(local, method);
      if (!handler) throw new RpcError(`There is no method "${method}".`);
      channel.post({ kind: 'answer', id, value: await handler.apply(local, [...args]) } satisfies Answer);
    } catch (error) {
      channel.post({ kind: 'failure', id, message: sayError(error) } satisfies Failure);
    }
  }

  function settle(message: Answer | Failure): void {
    const pending = waiting.get(message.id);
    waiting.delete(message.id);
    if (message.kind === 'answer') pending?.resolve(message.value);
    else pending?.reject(new RpcError(message.message));
  }

  return {
    remote: proxyOf<Remote>(call),
    dispose() {
      stopListening();
      for (const pending of waiting.values()) pending.reject(new RpcError('The other side is gone.'));
      waiting.clear();
    },
  };
}

interface Call {
  readonly kind: 'call';
  readonly id: number;
  readonly method: string;
  readonly args: readonly unknown[];
}

interface Answer {
  readonly kind: 'answer';
  readonly id: number;
  readonly value: unknown;
}

interface Failure {
  readonly kind: 'failure';
  readonly id: number;
  readonly message: string;
}

function proxyOf<Remote extends object>(
  call: (method: string, args: readonly unknown[]) => Promise<unknown>,
): Asynchronous<Remote> {
  return new Proxy({} as Asynchronous<Remote>, {
    get(_target, name) {
      // A proxy that has a `then` is taken for a promise by `await`, which would call the other side's "then".
      if (typeof name === 'symbol' || name === 'then') return undefined;
      return (...args: readonly unknown[]) => call(name, args);
    },
  });
}

/** Undefined for what is no message of ours: other scripts may post to the same window. */
function parseMessage(message: unknown): Call | Answer | Failure | undefined {
  if (typeof message !== 'object' || message === null) return undefined;
  const { kind, id, method, args, value, message: text } = message as Readonly<Record<string, unknown>>;
  if (typeof id !== 'number') return undefined;
  if (kind === 'call' && typeof method === 'string' && Array.isArray(args)) return { kind, id, method, args };
  if (kind === 'answer') return { kind, id, value };
  if (kind === 'failure' && typeof text === 'string') return { kind, id, message: text };
  return undefined;
}

/** Only what the object offers of its own or by its class: never `constructor`, `toString` and their like. */
function methodOf(local: object, name: string): ((...args: unknown[]) => unknown) | undefined {
  if (name in Object.prototype) return undefined;
  const method = (local as Readonly<Record<string, unknown>>)[name];
  return typeof method === 'function' ? (method as (...args: unknown[]) => unknown) : undefined;
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
