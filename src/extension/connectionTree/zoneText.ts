import type { Connection } from '../../core/model/connection.ts';
import { offsetText } from '../../core/timeZones/offsetText.ts';
import { offsetMinutesAt } from '../../core/timeZones/zone.ts';
import type { L10n } from '../l10n.ts';

/** The gray text of the **Time Zone** row. A narrow side bar shows its beginning only, so that is the verdict. */
export function zoneDescription(connection: Connection, differs: boolean, l10n: L10n): string {
  if (connection.user.timeZone === '') return connection.timeZone;
  return differs
    ? l10n.t('differs · {0} here, {1} at Zoho', connection.timeZone, connection.user.timeZone)
    : l10n.t('matches Zoho · {0}', connection.timeZone);
}

/** A zone with the offset that its clocks have at an instant: `Europe/Berlin (UTC+01:00)`. */
export function zoneWithOffset(zone: string, atMs: number): string {
  const offset = offsetMinutesAt(zone, atMs);
  return offset === undefined ? zone : `${zone} (${offsetText(offset)})`;
}
