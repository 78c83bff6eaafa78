import { SignInError } from '../errors.ts';
import type { Connection, ConnectionSecrets } from '../model/connection.ts';
import type { AccessToken } from '../model/oauth.ts';
import type { Clock } from '../ports.ts';
import { untilAborted } from '../util/abort.ts';
import { SingleFlight } from '../util/singleFlight.ts';

export interface AccessTokensParts {
  readonly clock: Clock;
  readonly secretsOf: (connectionId: string) => Promise<ConnectionSecrets | undefined>;
  /** Asks the CRM for a new access token. Rejects with SignInError when it no longer accepts the refresh token. */
  readonly refresh: (connection: Connection, secrets: ConnectionSecrets, signal: AbortSignal) => Promise<AccessToken>;
}

/** Zoho counts a token's life on its own clock; a minute covers the way there and small differences. */
const refreshEarlyMs = 60_000;
const refreshTimeoutMs = 60_000;

/**
 * One source of access tokens for each connection, used by every feature: Zoho allows ten new tokens in ten minutes and
 * silently ends the oldest when there are too many (zoho-api.md section 2.6). Tokens live in memory only.
 */
export class AccessTokens {
  readonly #parts: AccessTokensParts;
  readonly #tokens = new Map<string, AccessToken>();
  readonly #refreshes = new SingleFlight<AccessToken>();

  constructor(parts: AccessTokensParts) {
    this.#parts = parts;
  }

  /** A token that is good for a minute at least. Rejects with SignInError when the connection is signed out. */
  async tokenFor(connection: Connection, signal: AbortSignal): Promise<AccessToken> {
    const known = this.#tokens.get(connection.id);
    if (known && known.expiresAt - refreshEarlyMs > this.#parts.clock.now()) return known;
    // The flight belongs to all who wait for it: one who gives up must not end it for the others.
    const flight = this.#refreshes.run(connection.id, () =>
      this.#refresh(connection, AbortSignal.timeout(refreshTimeoutMs)),
    );
    return untilAborted(flight, signal);
  }

  /** Keeps a token that came with a sign-in. */
  remember(connectionId: string, token: AccessToken): void {
    this.#tokens.set(connectionId, token);
  }

  /** The CRM refused this token. A newer one that somebody else fetched in the meantime stays. */
  reject(connectionId: string, refused: AccessToken): void {
    if (this.#tokens.get(connectionId)?.text === refused.text) this.#tokens.delete(connectionId);
  }

  async #refresh(connection: Connection, signal: AbortSignal): Promise<AccessToken> {
    const secrets = await this.#parts.secretsOf(connection.id);
    if (!secrets) throw new SignInError(`"${connection.name}" is signed out. Sign in again.`, connection.id);
    const token = await this.#parts.refresh(connection, secrets, signal);
    this.#tokens.set(connection.id, token);
    return token;
  }
}
