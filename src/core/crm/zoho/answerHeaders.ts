type Header = string | string[] | undefined;

/** What we want to know of an answer's headers besides the body. */
export interface AnswerHeaders {
  /** API credits that the organization has left; Zoho tells when half of them are spent (zoho-api.md section 7.2). */
  readonly creditsLeft: number | undefined;
  /** How long to wait before the next call. Zoho's API never says; what stands before it may. */
  readonly retryAfterMs: number | undefined;
  /** The server's clock in epoch milliseconds, to the second, rounded down (RFC 9110 section 6.6.1). */
  readonly sentAt: number | undefined;
}

/** `now` in epoch milliseconds, for a date in `Retry-After`. */
export function readHeaders(headers: Readonly<Record<string, Header>>, now: number): AnswerHeaders {
  return {
    creditsLeft: readNumber(headers['x-api-credits-remaining']),
    retryAfterMs: readRetryAfter(headers['retry-after'], now),
    sentAt: readDate(headers['date']),
  };
}

function readRetryAfter(header: Header, now: number): number | undefined {
  const seconds = readNumber(header);
  if (seconds !== undefined) return Math.max(0, seconds * 1000);
  const date = readDate(header);
  return date === undefined ? undefined : Math.max(0, date - now);
}

function readNumber(header: Header): number | undefined {
  const number = typeof header === 'string' && header !== '' ? Number(header) : Number.NaN;
  return Number.isFinite(number) ? number : undefined;
}

function readDate(header: Header): number | undefined {
  const date = typeof header === 'string' ? Date.parse(header) : Number.NaN;
  return Number.isFinite(date) ? date : undefined;
}
