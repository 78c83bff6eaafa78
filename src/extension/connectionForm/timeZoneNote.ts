import { relateZones } from '../../core/timeZones/relateZones.ts';
import type { TimeZoneNote } from '../../protocol/connectionForm.ts';
import type { L10n } from '../l10n.ts';
import { relationSentence } from '../timeZones/zoneWords.ts';

/**
 * How a zone compares with that of the Zoho user, in words. Everything that somebody reads is about the Zoho user's zone,
 * since it decides the datetimes that the API sends (zoho-api.md section 6.1).
 */
export function timeZoneNote(zone: string, userZone: string | undefined, at: number, l10n: L10n): TimeZoneNote {
  if (userZone === undefined || userZone === '') return { kind: 'unknown', message: '' };
  const relation = relateZones(zone, userZone, at);
  switch (relation.relation) {
    case 'same':
      return { kind: 'same', message: l10n.t('The same as the time zone of your Zoho user.') };
    case 'unknownZone':
      return { kind: 'unknown', message: '' };
    case 'differsNow':
    case 'differsAtTimes': {
      const message = l10n.t('Your Zoho user’s time zone is {0}. {1}', userZone, relationSentence(relation, l10n));
      return { kind: 'differs', message };
    }
  }
}
