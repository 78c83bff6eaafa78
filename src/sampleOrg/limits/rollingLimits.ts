import { ApiError } from '../api/apiError.ts';
import type { SampleClock } from '../clock.ts';
import type { Edition, Organization } from '../schema/organization.ts';
import { creditsOf, editionLimits, heavyConcurrency } from './editionLimits.ts';
import type { CallCost, CallPermit, Limits } from './limits.ts';
import { RollingSum } from './rollingSum.ts';

interface CallsInFlight {
  all: number;
  heavy: number;
}

/**
 * Credits by rolling 24 hours of the organization's clock, and calls in flight by client (zoho-api.md section 7).
 * A refused call costs nothing. The answer does not say which limit was hit, and has no `Retry-After`, as at Zoho.
 */
export class RollingLimits implements Limits {
  readonly edition: Edition;
  /** Credits for each 24 hours. */
  readonly credits: number;
  readonly #clock: SampleClock;
  readonly #spent = new RollingSum();
  readonly #inFlight = new Map<string, CallsInFlight>();

  /** `credits` undefined = what the edition gives. */
  constructor(organization: Organization, credits: number | undefined, clock: SampleClock) {
    this.edition = organization.edition;
    this.credits = credits ?? creditsOf(organization.edition, organization.usersLicensed);
    this.#clock = clock;
  }

  /** Credits spent in the last 24 hours. */
  get used(): number {
    return this.#spent.total(this.#clock.now());
  }

  /** Pretends that `credits` were spent just now, and nothing before. */
  setUsed(credits: number): void {
    this.#spent.reset(credits, this.#clock.now());
  }

  admit(cost: CallCost): CallPermit {
    const calls = this.#callsOf(cost.clientId);
    const fits =
      this.used + cost.credits <= this.credits &&
      calls.all < editionLimits[this.edition].concurrency &&
      (!cost.heavy || calls.heavy < heavyConcurrency);
    if (!fits) throw tooManyRequests(this.#remainingHeader());
    this.#spent.add(cost.credits, this.#clock.now());
    calls.all += 1;
    if (cost.heavy) calls.heavy += 1;
    const release = (): void => {
      calls.all -= 1;
      if (cost.heavy) calls.heavy -= 1;
    };
    return { release, headers: this.#remainingHeader() };
  }

  #callsOf(clientId: string): CallsInFlight {
    let calls = this.#inFlight.get(clientId);
    if (!calls) {
      calls = { all: 0, heavy: 0 };
      this.#inFlight.set(clientId, calls);
    }
    return calls;
  }

  #remainingHeader(): Readonly<Record<string, string>> {
    const used = this.used;
    if (used * 2 < this.credits) return {};
    return { 'X-API-CREDITS-REMAINING': String(Math.max(this.credits - used, 0)) };
  }
}

function tooManyRequests(headers: Readonly<Record<string, string>>): ApiError {
  const message = 'The API request limit is reached. Please try again after some time.';
  return new ApiError(429, 'TOO_MANY_REQUESTS', message, {}, headers);
}
