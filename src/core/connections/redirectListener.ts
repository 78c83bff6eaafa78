import { createServer } from 'node:http';
import type { ServerResponse } from 'node:http';

import { InputError } from '../errors.ts';
import type { AwaitedRedirect } from './redirectArrival.ts';
import { awaitArrival } from './redirectArrival.ts';

/** Where the browser comes back to after sign-in: registered with the OAuth client letter by letter. */
export interface RedirectAddress {
  readonly port: number;
  readonly path: string;
}

/**
 * Listens on 127.0.0.1 for the one redirect of a sign-in (RFC 8252, section 7.3). Other requests get 404; a redirect
 * with a wrong `state` gets 400 and is not believed. Rejects with InputError when the port is taken.
 */
export async function listenForRedirect(
  address: RedirectAddress,
  state: string,
  timeoutMs: number,
  signal: AbortSignal,
): Promise<AwaitedRedirect> {
  signal.throwIfAborted();
  const arrival = awaitArrival(timeoutMs, signal);
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', `http://127.0.0.1:${address.port}`);
    if (url.pathname !== address.path) {
      answer(response, 404, 'Nothing here', 'This address only takes sign-ins.');
    } else if (url.searchParams.get('state') !== state) {
      answer(response, 400, 'Not our sign-in', 'This answer does not belong to the sign-in under way.');
    } else if (arrival.take(url.searchParams) === 'taken') {
      answer(response, 200, 'You are signed in', 'You can close this tab and go back to the editor.');
    } else {
      answer(response, 400, 'You are not signed in', 'The sign-in was declined. You can close this tab.');
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      arrival.close();
      reject(portProblem(error, address.port));
    });
    server.listen(address.port, '127.0.0.1', resolve);
  });
  return {
    redirect: arrival.redirect,
    close: () => {
      arrival.close();
      server.close();
      server.closeIdleConnections();
    },
  };
}

function portProblem(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code !== 'EADDRINUSE') return error;
  return new InputError(
    `Port ${port}, to which the browser returns after sign-in, is in use by another program or another sign-in. ` +
      'Finish that sign-in, or choose another port in the settings.',
    'zohoCrm.signIn.redirectPort',
    { cause: error },
  );
}

/** The texts are ours: nothing of the request is echoed. */
function answer(response: ServerResponse, status: number, title: string, text: string): void {
  response.writeHead(status, {
    'Content-Type': 'text/html;charset=UTF-8',
    'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'",
    Connection: 'close',
  });
  response.end(
    `<!doctype html><html lang="en"><meta charset="utf-8"><title>${title}</title><style>` +
      'body{font:16px/1.5 system-ui,sans-serif;max-width:32rem;margin:20vh auto;padding:0 1rem;color-scheme:light dark}' +
      `</style><h1>${title}</h1><p>${text}</p></html>`,
  );
}
