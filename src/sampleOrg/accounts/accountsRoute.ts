import type { HttpRequest, Reply } from '../http/exchange.ts';
import type { AccountsSite } from './accounts.ts';

/** One call of the accounts server. */
export interface AccountsCall {
  readonly request: HttpRequest;
  /** From URL and body together. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly site: AccountsSite;
}

/** One path and method of the accounts server. */
export interface AccountsRoute {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly handle: (call: AccountsCall) => Reply | Promise<Reply>;
}
