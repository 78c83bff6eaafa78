import type { ConnectionReport } from '../../core/jobs/testConnection.ts';
import { offsetText } from '../../core/timeZones/offsetText.ts';
import { offsetMinutesAt } from '../../core/timeZones/zone.ts';
import { relateZones } from '../../core/timeZones/relateZones.ts';
import type { Fact } from '../../protocol/connectionForm.ts';
import type { L10n } from '../l10n.ts';
import { editionInWords, featureInWords } from './formWords.ts';

/** What a test of a connection found, line by line. `zone` is the connection's, which may not be chosen yet. */
export function reportFacts(report: ConnectionReport, zone: string, at: number, l10n: L10n): readonly Fact[] {
  const { organization, user, creditsLeft } = report;
  const relation = zone === '' ? undefined : relateZones(zone, user.timeZone, at).relation;
  const matches = relation === 'same' ? l10n.t('matches the connection') : l10n.t('the connection’s is {0}', zone);
  const userZone = withOffset(user.timeZone, at);
  return [
    { label: l10n.t('User'), value: user.email === '' ? user.name : `${user.name} <${user.email}>` },
    { label: l10n.t('Organization'), value: organization.name },
    { label: l10n.t('Edition'), value: editionInWords(organization.edition) },
    { label: l10n.t('User’s time zone'), value: zone === '' ? userZone : `${userZone} · ${matches}` },
    { label: l10n.t('Organization’s time zone'), value: withOffset(organization.timeZone, at) },
    {
      label: l10n.t('API credits left'),
      value:
        creditsLeft === undefined ? l10n.t('more than half (Zoho gives the number below that)') : String(creditsLeft),
    },
  ];
}

export function reportWarnings(report: ConnectionReport, l10n: L10n): readonly string[] {
  const { missingFeatures } = report;
  if (missingFeatures === undefined) {
    return [l10n.t('Zoho did not say which permissions this sign-in has; the first use of a feature will tell.')];
  }
  return missingFeatures.map((feature) =>
    l10n.t(
      '{0} will not work: the sign-in lacks the permission. Log in again and accept all.',
      featureInWords(feature, l10n),
    ),
  );
}

function withOffset(zone: string, at: number): string {
  const offset = offsetMinutesAt(zone, at);
  return offset === undefined ? zone : `${zone} (${offsetText(offset)})`;
}
