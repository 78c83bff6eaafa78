import { DateTime } from 'luxon';

import type { SampleClock } from '../clock.ts';
import type { Reply } from '../http/exchange.ts';
import type { AccountsRoute } from './accountsRoute.ts';

/**
 * Tokens of API version 1, which ended in 2020: the old form of a refusal (zoho-api.md section 2.13).
 * The cause that Zoho names today is not known; this one says what is the matter.
 */
export function retiredAuthtokenRoutes(clock: SampleClock): readonly AccountsRoute[] {
  const handle = (): Reply => ({
    status: 200,
    headers: { 'Content-Type': 'text/plain;charset=UTF-8' },
    body: `#\n#${writtenAt(clock)}\nCAUSE=AUTHTOKEN_NO_LONGER_SUPPORTED\nRESULT=FALSE\n`,
  });
  return [
    { method: 'POST', path: '/apiauthtoken/nb/create', handle },
    { method: 'GET', path: '/apiauthtoken/nb/create', handle },
    { method: 'GET', path: '/apiauthtoken/create', handle },
  ];
}

/** As Java's property files begin: `Wed Feb 29 03:07:33 PST 2012`. */
function writtenAt(clock: SampleClock): string {
  return DateTime.fromMillis(clock.now(), { zone: 'America/Los_Angeles', locale: 'en-US' }).toFormat(
    'ccc LLL dd HH:mm:ss ZZZZ yyyy',
  );
}
