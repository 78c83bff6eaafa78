import type { TimeZoneDiagnosis } from '../../core/jobs/diagnoseTimeZone.ts';
import { offsetText } from '../../core/timeZones/offsetText.ts';
import type { ProbedInstant } from '../../core/timeZones/probedInstant.ts';
import { domainOf, environmentLabel } from '../connectionTree/connectionText.ts';
import { zoneWithOffset } from '../connectionTree/zoneText.ts';
import type { L10n } from '../l10n.ts';
import { escapeMarkdown, markdownTable } from './markdown.ts';
import { nextChangeSection } from './nextChangeSection.ts';
import { comparedText, durationText, harmSentence, relationSentence, utcText } from './zoneWords.ts';

/** The diagnosis as a document for people: to be read, saved, and sent to an administrator. Markdown. */
export function diagnosisReport(diagnosis: TimeZoneDiagnosis, l10n: L10n): string {
  const sections = [
    `# ${l10n.t('Time zone of "{0}"', escapeMarkdown(diagnosis.connection.name))}`,
    `**${verdictSentence(diagnosis, l10n)}**`,
    relationParagraph(diagnosis, l10n),
    zoneTable(diagnosis, l10n),
    ...zoneNotes(diagnosis, l10n),
    factTable(diagnosis, l10n),
    ...instantSection(diagnosis, l10n),
    ...nextChangeSection(diagnosis, l10n),
    `## ${l10n.t('What to do')}`,
    advice(diagnosis, l10n),
  ];
  return `${sections.filter((each) => each !== '').join('\n\n')}\n`;
}

function verdictSentence({ verdict, instants, connection }: TimeZoneDiagnosis, l10n: L10n): string {
  const wrong = instants.filter((each) => each.verdict === 'differs').length;
  switch (verdict) {
    case 'right':
      return l10n.t("The time zone is right: all {0} times that were read have the zone's offset.", instants.length);
    case 'rightUnproved':
      return l10n.t('The time zone is that of the Zoho user. There are no records to see it by.');
    case 'differsElsewhere':
      return l10n.t(
        'The time zone is not that of the Zoho user. The times that were read do not show it, but others will.',
      );
    case 'wrong':
      return l10n.t(
        "The time zone is wrong: of {0} times that were read, {1} have another offset than the connection's zone.",
        instants.length,
        wrong,
      );
    case 'unknownZone':
      return l10n.t('This computer does not know the time zone {0}.', escapeMarkdown(connection.timeZone));
  }
}

function relationParagraph({ relation }: TimeZoneDiagnosis, l10n: L10n): string {
  return [relationSentence(relation, l10n), harmSentence(relation, l10n)].filter((each) => each !== '').join(' ');
}

function zoneTable({ connection, findings, at }: TimeZoneDiagnosis, l10n: L10n): string {
  const whose = {
    user: l10n.t('Zoho user'),
    organization: l10n.t('Organization'),
    computer: l10n.t('This computer'),
  };
  const known = findings.filter((each) => each.otherZone !== '');
  return markdownTable(
    [l10n.t('Whose'), l10n.t('Time zone'), l10n.t("Beside the connection's clock")],
    [
      [l10n.t('Connection'), zoneWithOffset(connection.timeZone, at), ''],
      ...known.map((each) => [whose[each.comparedWith], zoneWithOffset(each.otherZone, at), comparedText(each, l10n)]),
    ],
  );
}

/** What follows from zones that differ without harm to values. */
function zoneNotes({ findings }: TimeZoneDiagnosis, l10n: L10n): readonly string[] {
  return findings.flatMap(({ consequence }) => {
    if (consequence === 'organizationSeesOtherTimes')
      return l10n.t('Others in the organization, whose usual time zone is another one, may see other days and hours.');
    if (consequence === 'computerShowsOtherTimes')
      return l10n.t('Other programs on this computer show other days and hours than the connection does.');
    return [];
  });
}

function factTable(diagnosis: TimeZoneDiagnosis, l10n: L10n): string {
  const { connection, user, organization, at, calls, creditsLeft } = diagnosis;
  const place = `${domainOf(connection, l10n)}, ${environmentLabel(connection, l10n)}`;
  const cost =
    creditsLeft === undefined
      ? l10n.t('{0} API credits', calls)
      : l10n.t('{0} API credits; {1} left', calls, creditsLeft);
  return markdownTable(
    [l10n.t('What'), l10n.t('Is')],
    [
      [l10n.t('Signed in as'), `${user.name} <${user.email}>`],
      [l10n.t('Organization'), `${organization.name} (${place})`],
      [l10n.t('Made'), utcText(at)],
      [l10n.t('Cost'), cost],
    ],
  );
}

function instantSection(diagnosis: TimeZoneDiagnosis, l10n: L10n): readonly string[] {
  const { instants, module } = diagnosis;
  if (instants.length === 0 || !module) return [];
  const heading = `## ${l10n.t('What Zoho sent: {0}', escapeMarkdown(module.label))}`;
  const limits = diagnosis.lacksQueries
    ? l10n.t('The sign-in may not send queries, so times around changes of the clocks were not looked for.')
    : '';
  const header = [
    l10n.t('Stored instant'),
    l10n.t('Sent'),
    l10n.t('Predicted'),
    l10n.t('Verdict'),
    l10n.t('Record'),
    l10n.t('Field'),
  ];
  return [
    heading,
    limits,
    markdownTable(
      header,
      instants.map((each) => instantRow(each, l10n)),
    ),
  ];
}

function instantRow(instant: ProbedInstant, l10n: L10n): readonly string[] {
  const { epochMs, sentMinutes, connectionMinutes, recordId, field } = instant;
  const predicted = connectionMinutes === undefined ? '–' : offsetText(connectionMinutes);
  return [instantCell(epochMs), offsetText(sentMinutes), predicted, verdictWord(instant, l10n), recordId, field];
}

/** Without a space, so that a narrow table does not break it: `2027-03-14T10:00:00Z`. */
function instantCell(epochMs: number): string {
  return `${new Date(epochMs).toISOString().slice(0, 19)}Z`;
}

function verdictWord({ verdict, sentMinutes, connectionMinutes }: ProbedInstant, l10n: L10n): string {
  switch (verdict) {
    case 'agrees':
      return l10n.t('agrees');
    case 'differs':
      return l10n.t('differs by {0}', durationText(sentMinutes - (connectionMinutes ?? 0), l10n));
    case 'unknown':
      return l10n.t('unknown');
  }
}

function advice({ verdict, user, connection }: TimeZoneDiagnosis, l10n: L10n): string {
  if (verdict === 'right' || verdict === 'rightUnproved') return l10n.t('Nothing.');
  const [theirs, ours] = [escapeMarkdown(user.timeZone), escapeMarkdown(connection.timeZone)];
  return [
    `1. ${l10n.t("Usual: let the connection use Zoho's zone, {0}. Select the warning in the status bar, then **Use Zoho's time zone**.", theirs)}`,
    `2. ${l10n.t("If {0} is where you are: change the zone of the user in Zoho's personal settings, then refresh the connection.", ours)}`,
    `3. ${l10n.t('If both are meant to be as they are: keep the zone and stop the warning.')}`,
  ].join('\n');
}
