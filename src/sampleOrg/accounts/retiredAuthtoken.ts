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

/** As Java's property files begin, in Pacific time: `Wed Feb 29 03:07:33 PST 2012`. */
function writtenAt(clock: SampleClock): string {
  const parts = new Map(pacificTime.formatToParts(clock.now()).map((part) => [part.type, part.value]));
  const time = `${parts.get('hour') ?? ''}:${parts.get('minute') ?? ''}:${parts.get('second') ?? ''}`;
  return ['weekday', 'month', 'day', time, 'timeZoneName', 'year']
    .map((name) => parts.get(name as Intl.DateTimeFormatPartTypes) ?? name)
    .join(' ');
}

const pacificTime = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/Los_Angeles',
  weekday: 'short',
  month: 'short',
  day: '2-digit',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  hourCycle: 'h23',
  timeZoneName: 'short',
  year: 'numeric',
});
