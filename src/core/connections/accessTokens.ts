import { RetriableError, SignInError } from '../errors.ts';
import type { Connection, ConnectionSecrets } from '../model/connection.ts';
import type { AccessToken } from '../model/oauth.ts';
import type { Clock } from '../ports.ts';
import { untilAborted } from '../util/abort.ts';
import { SingleFlight } from '../util/singleFlight.ts';
import { RefreshLimit } from './refreshLimit.ts';

/** Secrets that a new access token can be made from. */
export type RefreshableSecrets = ConnectionSecrets & { readonly refreshToken: string };

export interface AccessTokensParts {
  readonly clock: Clock;
  /** Read anew at each refresh: another window may have got a token, or signed in again. */
  readonly secretsOf: (connectionId: string) => Promise<ConnectionSecrets | undefined>;
  /** Asks the CRM for a new access token. Rejects with SignInError when it no longer accepts the refresh token. */
  readonly refresh: (connection: Connection, secrets: RefreshableSecrets, signal: AbortSignal) => Promise<AccessToken>;
  /** Lets other windows have a new token, where they can. */
  readonly share?: (connectionId: string, token: AccessToken) => Promise<void>;
  /** Runs work for a connection while no other window does, where that can be arranged. */
  readonly exclusively?: <T>(connectionId: string, work: () => Promise<T>, signal: AbortSignal) => Promise<T>;
}

/** Zoho counts a token's life on its own clock; a minute covers the way there and small differences. */
const refreshEarlyMs = 60_000;
const refreshTimeoutMs = 60_000;

/**
 * One source of access tokens for each connection, used by every feature: Zoho allows ten new tokens in ten minutes and
 * silently ends the oldest when there are too many (zoho-api.md section 2.6).
 */
export class AccessTokens {
  readonly #parts: AccessTokensParts;
  readonly #tokens = new Map<string, AccessToken>();
  /** Texts of the tokens that the CRM refused last. */
  readonly #refused = new Map<string, string>();
  readonly #refreshes = new SingleFlight<AccessToken>();
  readonly #limit: RefreshLimit;

  constructor(parts: AccessTokensParts) {
    this.#parts = parts;
    this.#limit = new RefreshLimit(parts.clock);
  }

  /** A token that is good for a minute at least. Rejects with SignInError when the connection is signed out. */
  async tokenFor(connection: Connection, signal: AbortSignal): Promise<AccessToken> {
    const known = this.#tokens.get(connection.id);
    if (known && this.#isGood(known)) return known;
    // The flight belongs to all who wait for it: one who gives up must not end it for the others.
    const flight = this.#refreshes.run(connection.id, () =>
      this.#newToken(connection, AbortSignal.timeout(refreshTimeoutMs)),
    );
    return untilAborted(flight, signal);
  }

  /** Keeps a token that came with a sign-in. */
  remember(connectionId: string, token: AccessToken): void {
    this.#tokens.set(connectionId, token);
    this.#refused.delete(connectionId);
    this.#limit.forget(connectionId);
  }

  /** Forgets what is known of a connection: it was signed out, signed in anew elsewhere, or removed. */
  forget(connectionId: string): void {
    this.#tokens.delete(connectionId);
    this.#refused.delete(connectionId);
    this.#limit.forget(connectionId);
  }

  /** The CRM refused this token. A newer one that somebody else fetched in the meantime stays. */
  reject(connectionId: string, refused: AccessToken): void {
    this.#refused.set(connectionId, refused.text);
    if (this.#tokens.get(connectionId)?.text === refused.text) this.#tokens.delete(connectionId);
  }

  #isGood(token: AccessToken): boolean {
    return token.expiresAt - refreshEarlyMs > this.#parts.clock.now();
  }

  async #newToken(connection: Connection, signal: AbortSignal): Promise<AccessToken> {
    const shared = await this.#sharedToken(connection);
    if (shared) return shared;
    this.#limit.check(connection);
    const exclusively = this.#parts.exclusively ?? ((_id, work) => work());
    return exclusively(
      connection.id,
      // While we waited for our turn, the window whose turn it was may have got the token.
      async () => (await this.#sharedToken(connection)) ?? this.#refresh(connection, signal),
      signal,
    );
  }

  /** A token that another window got, or one that was pasted. */
  async #sharedToken(connection: Connection): Promise<AccessToken | undefined> {
    const token = (await this.#parts.secretsOf(connection.id))?.accessToken;
    if (!token || !this.#isGood(token) || token.text === this.#refused.get(connection.id)) return undefined;
    this.#tokens.set(connection.id, token);
    return token;
  }

  async #refresh(connection: Connection, signal: AbortSignal): Promise<AccessToken> {
    const secrets = await this.#parts.secretsOf(connection.id);
    const token = await this.#ask(connection, refreshable(connection, secrets), signal);
    this.#tokens.set(connection.id, token);
    await this.#parts.share?.(connection.id, token);
    return token;
  }

  async #ask(connection: Connection, secrets: RefreshableSecrets, signal: AbortSignal): Promise<AccessToken> {
    try {
      this.#limit.count(connection.id);
      return await this.#parts.refresh(connection, secrets, signal);
    } catch (error) {
      if (error instanceof RetriableError && error.retryAfterMs !== undefined) {
        throw this.#limit.pause(connection, error.retryAfterMs, error);
      }
      if (!(error instanceof SignInError)) throw error;
      const now = await this.#parts.secretsOf(connection.id);
      const isReplaced = now?.refreshToken !== undefined && now.refreshToken !== secrets.refreshToken;
      if (isReplaced) return this.#parts.refresh(connection, refreshable(connection, now), signal);
      const message = `Zoho no longer accepts the sign-in of "${connection.name}". Sign in again.`;
      throw new SignInError(message, connection.id, { cause: error });
    }
  }
}

function refreshable(connection: Connection, secrets: ConnectionSecrets | undefined): RefreshableSecrets {
  if (!secrets) throw new SignInError(`"${connection.name}" is signed out. Sign in again.`, connection.id);
  const { refreshToken } = secrets;
  if (refreshToken !== undefined) return { ...secrets, refreshToken };
  throw new SignInError(
    `The access token of "${connection.name}" has ended, and there is none to renew it with. Sign in again.`,
    connection.id,
  );
}
