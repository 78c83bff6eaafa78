import { randomInt } from 'node:crypto';

import type { SampleClock } from '../clock.ts';
import type { PendingGrant } from './grant.ts';
import { hashOf, newTokenText } from './tokenText.ts';

/** Life of both codes (zoho-api.md section 2.10). */
export const deviceCodeLifetimeMs = 5 * 60_000;
/** Two polls within this time are too many. */
export const pollIntervalMs = 30_000;

/** A finished request is remembered for a while, so that a late poll is told `expired` and not `invalid_code`. */
const rememberedMs = 60 * 60_000;

/** Without letters and digits that look alike. */
const userCodeAlphabet = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789';

/** What a device asks for. */
export interface DeviceAsk {
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly offline: boolean;
  readonly consentForced: boolean;
}

/** What a poll finds; the words in lower case are sent as they are. */
export type DevicePoll =
  | { readonly kind: 'accepted'; readonly pending: PendingGrant }
  | { readonly kind: 'otherDataCenter' }
  | { readonly kind: 'invalid_code' | 'expired' | 'slow_down' | 'authorization_pending' | 'access_denied' };

interface DeviceRequest {
  readonly ask: DeviceAsk;
  readonly userCode: string;
  readonly createdAt: number;
  answer: PendingGrant | 'declined' | undefined;
  isUsed: boolean;
  /** Epoch milliseconds of the last poll at each data center. */
  readonly polledAt: Map<string, number>;
}

/** Devices that wait for a person with a browser. */
export class DeviceRequests {
  readonly #clock: SampleClock;
  /** By hash of the device code. */
  readonly #requests = new Map<string, DeviceRequest>();

  constructor(clock: SampleClock) {
    this.#clock = clock;
  }

  /** Begins a sign-in: a code for the person to type, and one for the device to ask with. */
  add(ask: DeviceAsk): { readonly userCode: string; readonly deviceCode: string } {
    this.#forgetOld();
    const deviceCode = newTokenText('1004');
    const userCode = this.#newUserCode();
    const createdAt = this.#clock.now();
    this.#requests.set(hashOf(deviceCode), {
      ask,
      userCode,
      createdAt,
      answer: undefined,
      isUsed: false,
      polledAt: new Map(),
    });
    return { userCode, deviceCode };
  }

  /** What the device with this user code asks for; undefined when there is none, or it is answered or expired. */
  find(userCode: string): DeviceAsk | undefined {
    return this.#findOpen(userCode)?.ask;
  }

  /** Answers for a person; false when it is too late. */
  answer(userCode: string, answer: PendingGrant | 'declined'): boolean {
    const request = this.#findOpen(userCode);
    if (request) request.answer = answer;
    return request !== undefined;
  }

  /** What a device is told that asks at a data center. The tokens may be had once, at the organization's own. */
  poll(deviceCode: string, dataCenter: string, isHome: boolean): DevicePoll {
    const request = this.#requests.get(hashOf(deviceCode));
    if (!request) return { kind: 'invalid_code' };
    if (request.isUsed || this.#isExpired(request)) return { kind: 'expired' };
    if (this.#isTooSoon(request, dataCenter)) return { kind: 'slow_down' };
    if (request.answer === undefined) return { kind: 'authorization_pending' };
    if (request.answer === 'declined') return { kind: 'access_denied' };
    if (!isHome) return { kind: 'otherDataCenter' };
    request.isUsed = true;
    return { kind: 'accepted', pending: request.answer };
  }

  #isTooSoon(request: DeviceRequest, dataCenter: string): boolean {
    const now = this.#clock.now();
    const last = request.polledAt.get(dataCenter);
    request.polledAt.set(dataCenter, now);
    return last !== undefined && now - last < pollIntervalMs;
  }

  #isExpired(request: DeviceRequest): boolean {
    return this.#clock.now() - request.createdAt >= deviceCodeLifetimeMs;
  }

  #findOpen(userCode: string): DeviceRequest | undefined {
    const found = [...this.#requests.values()].find((each) => each.userCode === userCode);
    return found && found.answer === undefined && !this.#isExpired(found) ? found : undefined;
  }

  #forgetOld(): void {
    for (const [hash, { createdAt }] of this.#requests) {
      if (this.#clock.now() - createdAt >= rememberedMs) this.#requests.delete(hash);
    }
  }

  #newUserCode(): string {
    const letters = Array.from({ length: 8 }, () => userCodeAlphabet.charAt(randomInt(userCodeAlphabet.length)));
    return letters.join('');
  }
}
