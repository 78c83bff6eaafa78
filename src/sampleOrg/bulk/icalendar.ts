import type { StoredRecord } from '../records/store.ts';

export const calendarHead = 'BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Sample organization//Bulk read//EN\r\n';
export const calendarTail = 'END:VCALENDAR\r\n';

/** One event as a VEVENT of RFC 5545; `now` (epoch milliseconds) is when the file is made. */
export function calendarEvent(record: StoredRecord, now: number): string {
  const { values } = record;
  const lines = ['BEGIN:VEVENT', `UID:${record.id}`, `DTSTAMP:${instant(now)}`];
  const { Start_DateTime: start, End_DateTime: end, Recurring_Activity: recurring } = values;
  if (typeof start === 'number') lines.push(`DTSTART:${instant(start)}`);
  if (typeof end === 'number') lines.push(`DTEND:${instant(end)}`);
  const texts = { SUMMARY: values['Event_Title'], LOCATION: values['Venue'], DESCRIPTION: values['Description'] };
  for (const [name, value] of Object.entries(texts)) {
    if (typeof value === 'string') lines.push(`${name}:${escaped(value)}`);
  }
  const rule = recurrenceRule(recurring);
  if (rule !== undefined) lines.push(`RRULE:${rule}`);
  lines.push('END:VEVENT');
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** Zoho's rules carry DTSTART among their parts and dates with hyphens, which RFC 5545 does not know. */
function recurrenceRule(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null || !('RRULE' in value)) return undefined;
  const parts = String(value.RRULE)
    .split(';')
    .filter((part) => !part.startsWith('DTSTART='));
  return parts.map((part) => (part.startsWith('UNTIL=') ? part.replaceAll('-', '') : part)).join(';');
}

function instant(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;
}

function escaped(text: string): string {
  return text.replaceAll(/[\\;,]/g, String.raw`\$&`).replaceAll(/\r?\n/g, String.raw`\n`);
}

/** Lines of at most 75 bytes; the next line goes on after a blank. */
function folded(line: string): string {
  const pieces: string[] = [];
  let piece = '';
  let bytes = 0;
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (bytes + size > 74) {
      pieces.push(piece);
      piece = '';
      bytes = 0;
    }
    piece += character;
    bytes += size;
  }
  return [...pieces, piece].join('\r\n ');
}
