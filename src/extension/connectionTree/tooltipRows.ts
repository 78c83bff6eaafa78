import type { Connection } from '../../core/model/connection.ts';
import type { Field, Module, RelatedList } from '../../core/model/metadata.ts';
import type { L10n } from '../l10n.ts';
import { relativeTime } from './age.ts';
import type { CacheFacts } from './cacheText.ts';
import { cacheDetails, cachePolicyLabel } from './cacheText.ts';
import type { ConnectionFacts } from './connectionState.ts';
import { connectionState } from './connectionState.ts';
import { domainOf, environmentLabel, stateLabel } from './connectionText.ts';
import { fieldFlags, fieldTypeText, relatedListDescription, unreadableText } from './metadataText.ts';
import { countDetails } from '../records/countText.ts';
import type { RecordCount } from '../records/recordCounts.ts';
import { zoneWithOffset } from './zoneText.ts';

/** A line of a tooltip. The value may be a text of the organization's: it is never Markdown. */
export interface TooltipRow {
  readonly label: string;
  readonly value: string;
}

export function connectionRows(
  connection: Connection,
  facts: ConnectionFacts,
  cache: CacheFacts,
  nowMs: number,
  l10n: L10n,
): readonly TooltipRow[] {
  const { organization, user } = connection;
  const isKnown = organization.name !== '';
  const edition = organization.edition === '' ? '' : ` (${organization.edition})`;
  const address = user.email === '' ? '' : ` <${user.email}>`;
  return [
    row(l10n.t('State'), stateLabel(connectionState(connection, facts), l10n)),
    row(l10n.t('Organization'), isKnown ? `${organization.name}${edition}` : ''),
    row(l10n.t('User'), user.name === '' ? '' : `${user.name}${address}`),
    row(l10n.t('Domain'), `${domainOf(connection, l10n)} · ${environmentLabel(connection, l10n)}`),
    ...zoneRows(connection, nowMs, l10n),
    row(
      l10n.t('Metadata cache'),
      `${cachePolicyLabel(connection.cachePolicy, l10n)}, ${cacheDetails(cache, nowMs, l10n)}`,
    ),
    ...(facts.problem
      ? [row(l10n.t('Last error'), `${facts.problem.message} (${relativeTime(facts.problem.at, nowMs, l10n)})`)]
      : []),
  ].filter((each) => each.value !== '');
}

/** The three zones with the offsets that they have now. */
export function zoneRows(connection: Connection, nowMs: number, l10n: L10n): readonly TooltipRow[] {
  const zone = (name: string): string => (name === '' ? '' : zoneWithOffset(name, nowMs));
  return [
    row(l10n.t('Time zone of the connection'), zone(connection.timeZone)),
    row(l10n.t('Time zone of the Zoho user'), zone(connection.user.timeZone)),
    row(l10n.t('Time zone of the organization'), zone(connection.organization.timeZone)),
  ].filter((each) => each.value !== '');
}

export function cacheRows(connection: Connection, cache: CacheFacts, nowMs: number, l10n: L10n): readonly TooltipRow[] {
  const at = (instant: number | undefined): string =>
    instant === undefined ? '' : `${new Date(instant).toLocaleString()} (${relativeTime(instant, nowMs, l10n)})`;
  return [
    row(l10n.t('Kept for'), cachePolicyLabel(connection.cachePolicy, l10n)),
    row(l10n.t('Last refresh'), at(cache.refreshedAt)),
    row(l10n.t('Expires'), at(cache.expiresAt)),
    row(l10n.t('Last cleared'), at(cache.lastClearedAt)),
    row(l10n.t('Not refreshed because'), cache.staleBecause?.message ?? ''),
  ].filter((each) => each.value !== '');
}

export function moduleRows(module: Module, l10n: L10n): readonly TooltipRow[] {
  return [
    row(l10n.t('API name'), module.apiName),
    row(l10n.t('Belongs to'), module.parentModule ?? ''),
    row(l10n.t('Not readable'), module.unreadableBecause ? unreadableText(module.unreadableBecause, l10n) : ''),
  ].filter((each) => each.value !== '');
}

/** How many records a module has, when that was asked and what it cost; nothing where nobody asked. */
export function countRows(count: RecordCount | undefined, nowMs: number, l10n: L10n): readonly TooltipRow[] {
  return count ? [row(l10n.t('Records'), countDetails(count, nowMs, l10n))] : [];
}

/** Long pick lists are cut: a tooltip that fills the screen helps nobody. */
const mostPickListValues = 40;

export function fieldRows(field: Field, l10n: L10n): readonly TooltipRow[] {
  const more = field.pickList.length - mostPickListValues;
  const values = field.pickList.slice(0, mostPickListValues).map((value) => {
    const text = value.actual === value.display ? value.display : `${value.display} (${value.actual})`;
    return value.isUsed ? text : l10n.t('{0} (no longer offered)', text);
  });
  return [
    row(l10n.t('API name'), field.apiName),
    row(l10n.t('Type'), `${fieldTypeText(field, l10n)} [${field.crmType}]`),
    row(l10n.t('Flags'), [...fieldFlags(field, l10n), ...otherFlags(field, l10n)].join(', ')),
    row(l10n.t('Values'), [...values, ...(more > 0 ? [l10n.t('and {0} more', more)] : [])].join(', ')),
  ].filter((each) => each.value !== '');
}

function otherFlags(field: Field, l10n: L10n): readonly string[] {
  return [...(field.isCustom ? [l10n.t('custom')] : []), ...(field.isComputed ? [l10n.t('computed')] : [])];
}

export function relatedListRows(list: RelatedList, l10n: L10n): readonly TooltipRow[] {
  return [row(l10n.t('API name'), list.apiName), row(l10n.t('Records'), relatedListDescription(list, l10n))];
}

function row(label: string, value: string): TooltipRow {
  return { label, value };
}
