import type { HttpRequest, Reply } from '../http/exchange.ts';
import type { Caller, Environment } from './caller.ts';

/** The accounts server: who may sign in with what, and whose token a call carries. */
export interface Accounts {
  /** The organization's only OAuth client. */
  readonly client: { readonly id: string; readonly secret: string; readonly redirectUris: readonly string[] };
  /** Tokens of the administrator with every scope, for a caller who does not want to sign in first. */
  firstTokens(): { readonly refreshToken: string; readonly accessToken: string };
  /** Whether a path is one of the accounts server's. */
  owns(path: string): boolean;
  answer(request: HttpRequest, site: AccountsSite): Promise<Reply>;
  /** Throws ApiError 401 (`INVALID_TOKEN`, `AUTHENTICATION_FAILURE`). */
  authenticate(authorization: string | undefined, environment: Environment): Caller;
  /** Lets the token of an `Authorization` header expire now. */
  expire(authorization: string | undefined): void;
}

/** Which accounts host a request came to: the organization's own, or one of the other data centers. */
export interface AccountsSite {
  readonly dataCenter: string;
  readonly isHome: boolean;
}
