import type { SampleClock } from '../clock.ts';
import type { Grant } from './grant.ts';
import { RollingWindow } from './rollingWindow.ts';
import { hashOf, newTokenText } from './tokenText.ts';

/** Limits of zoho-api.md section 2.6. */
const liveAccessTokensPerRefreshToken = 15;
const accessTokensPerWindow = 10;
const windowMs = 10 * 60_000;
const refreshTokensPerUserAndClient = 20;

/** What is known about an access token. */
export interface AccessToken {
  readonly grant: Grant;
  /** Epoch milliseconds. */
  readonly issuedAt: number;
  /** Epoch milliseconds, exclusive. */
  expiresAt: number;
  /** Hash of the refresh token that it dies with. */
  readonly refreshHash: string | undefined;
}

/** A refresh token as it is kept: not the token itself, only its SHA-256 in hex. */
export interface SignIn {
  readonly hash: string;
  readonly grant: Grant;
  /** Epoch milliseconds. */
  readonly createdAt: number;
}

/** What came of a refresh: a token, no such refresh token for this client, or too many in ten minutes. */
export type Refreshed =
  | { readonly kind: 'token'; readonly accessToken: string; readonly grant: Grant }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'throttled' };

/** All refresh and access tokens, by hash, and Zoho's limits on them: whatever is too much pushes out the oldest, silently. */
export class TokenStore {
  readonly #clock: SampleClock;
  readonly #lifetimeMs: number;
  /** In the order of their creation. */
  readonly #refreshTokens = new Map<string, SignIn & { readonly recent: RollingWindow }>();
  /** Hashes of the refresh tokens that were printed at the start. */
  readonly #printed = new Set<string>();
  /** In the order of their creation. */
  readonly #accessTokens = new Map<string, AccessToken>();

  constructor(clock: SampleClock, lifetimeSeconds: number) {
    this.#clock = clock;
    this.#lifetimeMs = lifetimeSeconds * 1000;
  }

  /** Lets the refresh tokens of an earlier process work again. */
  restore(signIns: readonly SignIn[]): void {
    for (const signIn of signIns) this.#keep(signIn);
  }

  /** Makes tokens with these texts good. They were handed out without a sign-in, so `signIns` does not list them. */
  addPrinted(grant: Grant, refreshToken: string, accessToken: string): void {
    const hash = hashOf(refreshToken);
    this.#printed.add(hash);
    this.#keep({ hash, grant, createdAt: this.#clock.now() });
    this.#addAccessToken(accessToken, grant, hash);
  }

  /** The live refresh tokens that users signed in for, oldest first. */
  signIns(): readonly SignIn[] {
    return [...this.#refreshTokens.values()]
      .filter(({ hash }) => !this.#printed.has(hash))
      .map(({ hash, grant, createdAt }) => ({ hash, grant, createdAt }));
  }

  /** Makes a refresh token; the 21st of a user and client deletes the first. */
  addRefreshToken(grant: Grant): string {
    const siblings = [...this.#refreshTokens.values()].filter((each) => isSameUserAndClient(each.grant, grant));
    for (const { hash } of oldestToDrop(siblings, refreshTokensPerUserAndClient)) this.#removeRefreshToken(hash);
    const text = newTokenText();
    this.#keep({ hash: hashOf(text), grant, createdAt: this.#clock.now() });
    return text;
  }

  /** Makes an access token that lives on its own, or, of a refresh token, the 16th live one of which ends the first. */
  addAccessToken(grant: Grant, refreshToken?: string): string {
    const text = newTokenText();
    this.#addAccessToken(text, grant, refreshToken === undefined ? undefined : hashOf(refreshToken));
    return text;
  }

  /** An access token for a refresh token of this client. */
  refresh(refreshToken: string, clientId: string): Refreshed {
    const found = this.#refreshTokens.get(hashOf(refreshToken));
    if (found?.grant.clientId !== clientId) return { kind: 'unknown' };
    if (!found.recent.tryAdd(this.#clock.now())) return { kind: 'throttled' };
    return { kind: 'token', accessToken: this.addAccessToken(found.grant, refreshToken), grant: found.grant };
  }

  /** The refresh token with this text, printed ones included, unless it was revoked or pushed out. */
  findRefreshToken(text: string): SignIn | undefined {
    return this.#refreshTokens.get(hashOf(text));
  }

  /** The access token with this text, if it is live. */
  findAccessToken(text: string): AccessToken | undefined {
    const found = this.#accessTokens.get(hashOf(text));
    return found && found.expiresAt > this.#clock.now() ? found : undefined;
  }

  /** Ends an access token, or a refresh token and all access tokens made from it. False when there is no such token. */
  revoke(text: string): boolean {
    const hash = hashOf(text);
    if (this.#refreshTokens.has(hash)) {
      this.#removeRefreshToken(hash);
      return true;
    }
    return this.findAccessToken(text) !== undefined && this.#accessTokens.delete(hash);
  }

  /** Lets an access token expire now; nothing happens when there is no such token. */
  expire(text: string): void {
    const found = this.findAccessToken(text);
    if (found) found.expiresAt = this.#clock.now();
  }

  #keep(signIn: SignIn): void {
    this.#refreshTokens.set(signIn.hash, { ...signIn, recent: new RollingWindow(accessTokensPerWindow, windowMs) });
  }

  #addAccessToken(text: string, grant: Grant, refreshHash: string | undefined): void {
    this.#dropExpired();
    const siblings = refreshHash === undefined ? [] : this.#accessHashesOf(refreshHash);
    for (const hash of oldestToDrop(siblings, liveAccessTokensPerRefreshToken)) this.#accessTokens.delete(hash);
    const issuedAt = this.#clock.now();
    this.#accessTokens.set(hashOf(text), { grant, issuedAt, expiresAt: issuedAt + this.#lifetimeMs, refreshHash });
  }

  #removeRefreshToken(hash: string): void {
    this.#refreshTokens.delete(hash);
    for (const accessHash of this.#accessHashesOf(hash)) this.#accessTokens.delete(accessHash);
  }

  #accessHashesOf(refreshHash: string): readonly string[] {
    return [...this.#accessTokens].filter(([, token]) => token.refreshHash === refreshHash).map(([hash]) => hash);
  }

  #dropExpired(): void {
    const now = this.#clock.now();
    for (const [hash, token] of this.#accessTokens) {
      if (token.expiresAt <= now) this.#accessTokens.delete(hash);
    }
  }
}

function isSameUserAndClient(one: Grant, other: Grant): boolean {
  return one.zuid === other.zuid && one.clientId === other.clientId;
}

/** Those that must go, so that one more fits. */
function oldestToDrop<T>(oldestFirst: readonly T[], limit: number): readonly T[] {
  return oldestFirst.slice(0, Math.max(0, oldestFirst.length + 1 - limit));
}
