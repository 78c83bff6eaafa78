import type { SampleClock } from '../clock.ts';
import { ExpiringMap } from './expiringMap.ts';
import type { PendingGrant } from './grant.ts';
import type { PkceChallenge } from './pkce.ts';
import { RollingWindow } from './rollingWindow.ts';
import { hashOf, newTokenText } from './tokenText.ts';

/** Limits of zoho-api.md section 2.6. */
const codesPerWindow = 10;
const windowMs = 10 * 60_000;

/** Life of the code in a redirect. */
export const redirectCodeMinutes = 3;

/** What a grant code stands for. */
export interface CodeGrant extends PendingGrant {
  /** Undefined for a self client's code, which was never sent anywhere. */
  readonly redirectUri: string | undefined;
  readonly challenge: PkceChallenge | undefined;
}

/** Grant codes: good once, for some minutes, and ten in ten minutes for each client. */
export class GrantCodes {
  readonly #clock: SampleClock;
  readonly #codes: ExpiringMap<CodeGrant>;
  readonly #recentByClient = new Map<string, RollingWindow>();

  constructor(clock: SampleClock) {
    this.#clock = clock;
    this.#codes = new ExpiringMap(clock);
  }

  /** A new code; undefined when the client has had too many. */
  issue(pending: CodeGrant, minutes: number): string | undefined {
    const { clientId } = pending.grant;
    const recent = this.#recentByClient.get(clientId) ?? new RollingWindow(codesPerWindow, windowMs);
    this.#recentByClient.set(clientId, recent);
    if (!recent.tryAdd(this.#clock.now())) return undefined;
    const code = newTokenText();
    this.#codes.set(hashOf(code), pending, minutes * 60_000);
    return code;
  }

  /** What a code stands for, as long as it is good. */
  peek(code: string): CodeGrant | undefined {
    return this.#codes.get(hashOf(code));
  }

  /** Ends a code. */
  use(code: string): void {
    this.#codes.take(hashOf(code));
  }
}
