import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

import type { Fault, Faults } from '../faults/fault.ts';
import type { HttpRequest, Reply } from './exchange.ts';

/** Bodies above this size are refused with 413: Zoho takes uploads up to 100 MB. */
const largestBody = 110 * 1024 * 1024;

export interface ServerParts {
  readonly faults: Faults;
  /** Hears of each request; what it gives is called when the request was answered or given up. */
  readonly arrived: (request: HttpRequest) => () => void;
  readonly answer: (request: HttpRequest) => Promise<Reply>;
  readonly expireToken: (request: HttpRequest) => void;
  /** Called with what went wrong inside the server; the client gets a 500 in Zoho's shape. */
  readonly onFailure: (error: unknown, request: HttpRequest) => void;
}

/** Listens on 127.0.0.1 and applies faults on the way in and out. Resolves when it accepts connections. */
export async function listen(port: number, parts: ServerParts): Promise<{ server: Server; port: number }> {
  const server = createServer((incoming, outgoing) => {
    serve(incoming, outgoing, parts).catch(() => outgoing.destroy());
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      resolve();
    });
  });
  return { server, port: (server.address() as AddressInfo).port };
}

async function serve(incoming: IncomingMessage, outgoing: ServerResponse, parts: ServerParts): Promise<void> {
  const body = await readBody(incoming);
  if (!body) {
    send(outgoing, { status: 413 });
    return;
  }
  const request = toRequest(incoming, body);
  const left = parts.arrived(request);
  try {
    const fault = parts.faults.pick(request);
    if (fault) await serveWithFault(request, fault, incoming, outgoing, parts);
    else send(outgoing, await answerSafely(request, parts));
  } finally {
    left();
  }
}

async function serveWithFault(
  request: HttpRequest,
  fault: Fault,
  incoming: IncomingMessage,
  outgoing: ServerResponse,
  parts: ServerParts,
): Promise<void> {
  switch (fault.kind) {
    case 'answer':
      send(outgoing, { status: fault.status, headers: fault.headers ?? {}, body: fault.body });
      return;
    case 'drop':
      if (fault.when === 'after') await answerSafely(request, parts);
      incoming.socket.destroy();
      return;
    case 'truncate': {
      const reply = await answerSafely(request, parts);
      if (fault.promise === 'kept') send(outgoing, { ...reply, body: toBuffer(reply).subarray(0, fault.keepBytes) });
      else sendTruncated(outgoing, reply, fault.keepBytes);
      return;
    }
    case 'delay':
      await new Promise((resolve) => setTimeout(resolve, fault.milliseconds));
      break;
    case 'expireToken':
      parts.expireToken(request);
      break;
  }
  send(outgoing, await answerSafely(request, parts));
}

async function answerSafely(request: HttpRequest, parts: ServerParts): Promise<Reply> {
  try {
    return await parts.answer(request);
  } catch (error) {
    parts.onFailure(error, request);
    const body = { code: 'INTERNAL_ERROR', details: {}, message: 'Internal Server Error', status: 'error' };
    return { status: 500, headers: { 'Content-Type': 'application/json;charset=UTF-8' }, body: JSON.stringify(body) };
  }
}

async function readBody(incoming: IncomingMessage): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > largestBody) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function toRequest(incoming: IncomingMessage, body: Buffer): HttpRequest {
  const target = incoming.url ?? '/';
  const mark = target.indexOf('?');
  return {
    method: incoming.method ?? 'GET',
    path: mark < 0 ? target : target.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)),
    headers: incoming.headers,
    body,
  };
}

function send(outgoing: ServerResponse, reply: Reply): void {
  const body = toBuffer(reply);
  outgoing.writeHead(reply.status, lengthOf(reply, body));
  outgoing.end(body);
}

function sendTruncated(outgoing: ServerResponse, reply: Reply, keepBytes: number): void {
  const body = toBuffer(reply);
  outgoing.writeHead(reply.status, lengthOf(reply, body));
  outgoing.write(body.subarray(0, Math.min(keepBytes, body.length - 1)), () => outgoing.destroy());
}

function toBuffer(reply: Reply): Buffer {
  return typeof reply.body === 'string' ? Buffer.from(reply.body) : Buffer.from(reply.body ?? []);
}

function lengthOf(reply: Reply, body: Buffer): Record<string, string> {
  const length = reply.status === 204 || reply.status === 304 ? {} : { 'Content-Length': String(body.length) };
  return { Server: 'ZGS', ...reply.headers, ...length };
}
