import { offsetMinutesAt } from './zone.ts';

/** A datetime that Zoho sent, held against the zones that should explain its offset. Offsets are minutes, positive east. */
export interface ProbedInstant {
  readonly recordId: string;
  readonly field: string;
  /** As it was sent. */
  readonly text: string;
  readonly epochMs: number;
  readonly sentMinutes: number;
  /** What the connection's zone predicts; undefined for a zone that nobody knows. */
  readonly connectionMinutes: number | undefined;
  /** What the user's zone predicts. */
  readonly userMinutes: number | undefined;
  /** Of the connection's zone; `unknown` when it predicts nothing. */
  readonly verdict: 'agrees' | 'differs' | 'unknown';
}

/** Undefined for a text that is no instant with an offset. */
export function probeInstant(
  sent: { readonly recordId: string; readonly field: string; readonly text: string },
  connectionZone: string,
  userZone: string,
): ProbedInstant | undefined {
  const { recordId, field, text } = sent;
  const epochMs = Date.parse(text);
  const sentMinutes = offsetOf(text);
  if (sentMinutes === undefined || !Number.isFinite(epochMs)) return undefined;
  const connectionMinutes = offsetMinutesAt(connectionZone, epochMs);
  const verdict =
    connectionMinutes === undefined ? 'unknown' : connectionMinutes === sentMinutes ? 'agrees' : 'differs';
  const userMinutes = offsetMinutesAt(userZone, epochMs);
  return { recordId, field, text, epochMs, sentMinutes, connectionMinutes, userMinutes, verdict };
}

function offsetOf(text: string): number | undefined {
  const match = /T.*(?:(Z)|([+-])(\d{2}):?(\d{2}))$/.exec(text);
  if (!match) return undefined;
  const [, utc, sign, hours, minutes] = match;
  if (utc !== undefined) return 0;
  const size = Number(hours) * 60 + Number(minutes);
  // Not -0, which a comparison by value would tell from 0.
  return sign === '-' && size > 0 ? -size : size;
}
