import type { Connection } from '../../core/model/connection.ts';
import type { ZoneRelation } from '../../core/timeZones/relateZones.ts';
import { relateZones } from '../../core/timeZones/relateZones.ts';
import { zoneWithOffset } from '../connectionTree/zoneText.ts';
import type { L10n } from '../l10n.ts';
import { harmSentence, relationSentence } from './zoneWords.ts';

/** A connection whose zone is, now or at other times, not that of the Zoho user whose token it uses. */
export interface TimeZoneMismatch {
  readonly connection: Connection;
  /** The second zone is Zoho's. */
  readonly relation: Exclude<ZoneRelation, { relation: 'same' }>;
}

/** What the status bar shows. Texts may hold what people wrote: to be shown as text, never as Markdown. */
export interface TimeZoneStatusView {
  readonly text: string;
  readonly accessibilityLabel: string;
  readonly sections: readonly { readonly heading: string; readonly lines: readonly string[] }[];
  readonly footer: string;
}

/** Undefined where all is well, or nobody has signed in yet, so that Zoho's zone is not known. */
export function mismatchOf(connection: Connection, at: number): TimeZoneMismatch | undefined {
  const { timeZone, user } = connection;
  if (user.timeZone === '' || user.timeZone === timeZone) return undefined;
  const relation = relateZones(timeZone, user.timeZone, at);
  if (relation.relation === 'same') return undefined;
  // Zoho may use a name that is not known here; values are still read in the connection's zone, which is.
  if (relation.relation === 'unknownZone' && !relation.unknownZones.includes(timeZone)) return undefined;
  return { connection, relation };
}

/** Those that the user has not silenced. */
export function warningsOf(connections: readonly Connection[], at: number): readonly TimeZoneMismatch[] {
  const warning = connections.filter((each) => each.warnsAboutTimeZone);
  return warning.map((each) => mismatchOf(each, at)).filter((each) => each !== undefined);
}

/** Undefined = nothing to show. */
export function timeZoneStatusView(
  mismatches: readonly TimeZoneMismatch[],
  { at, computerZone }: { readonly at: number; readonly computerZone: string | undefined },
  l10n: L10n,
): TimeZoneStatusView | undefined {
  if (mismatches.length === 0) return undefined;
  const label =
    mismatches.length === 1
      ? l10n.t('Zoho CRM: time zone differs')
      : l10n.t('Zoho CRM: {0} time zones differ', mismatches.length);
  return {
    text: `$(warning) ${label}`,
    accessibilityLabel: `${label}: ${mismatches.map(({ connection }) => connection.name).join(', ')}`,
    sections: mismatches.map((each) => ({
      heading: each.connection.name,
      lines: [...mismatchLines(each, at, l10n), ...otherZoneLines(each.connection, at, computerZone, l10n)],
    })),
    footer: l10n.t('Select to put it right.'),
  };
}

/** The other zones that people may take for the one that counts. */
function otherZoneLines(
  { organization }: Connection,
  at: number,
  computerZone: string | undefined,
  l10n: L10n,
): readonly string[] {
  return [
    ...(organization.timeZone === '' ? [] : [l10n.t('Organization: {0}', zoneWithOffset(organization.timeZone, at))]),
    ...(computerZone === undefined ? [] : [l10n.t('This computer: {0}', zoneWithOffset(computerZone, at))]),
  ];
}

/** Both zones with their present offsets, how they relate, and what that spoils. */
function mismatchLines({ connection, relation }: TimeZoneMismatch, at: number, l10n: L10n): readonly string[] {
  return [
    l10n.t('This connection: {0}', zoneWithOffset(connection.timeZone, at)),
    l10n.t('{0} at Zoho: {1}', connection.user.name, zoneWithOffset(connection.user.timeZone, at)),
    relationSentence(relation, l10n),
    harmSentence(relation, l10n),
  ];
}
