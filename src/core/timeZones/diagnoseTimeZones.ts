import { relateZones, type ZoneRelation } from './relateZones.ts';

/** Each is a tz database name as its owner wrote it; a name that nobody knows is fine. */
export interface TimeZoneSettings {
  /** Of the connection: values without an offset are read in it. */
  readonly connectionZone: string;
  /** Of the Zoho user whose token is used: the API sends datetimes in it (zoho-api.md section 6.1). */
  readonly userZone: string;
  readonly organizationZone: string;
  /**
   * Of the computer that the person sits at, which in a remote window is not the one that we run on. Undefined while
   * nobody has told; then nothing is said about it.
   */
  readonly computerZone: string | undefined;
  /** Now, in epoch milliseconds. */
  readonly at: number;
}

/** How the connection's zone relates to one other zone, and what follows from it. Plain data; the host has the words. */
export type TimeZoneFinding = ZoneRelation & {
  readonly comparedWith: 'user' | 'organization' | 'computer';
  readonly connectionZone: string;
  readonly otherZone: string;
  readonly severity: 'none' | 'note' | 'warning';
  readonly consequence: TimeZoneConsequence;
};

export type TimeZoneConsequence =
  | 'none'
  /** A value without an offset is read as another instant than the one that Zoho shows to the user. */
  | 'zonelessValuesMisread'
  /** Local times differ from those of others in the organization, whose default its zone is. */
  | 'organizationSeesOtherTimes'
  /** Local times differ from those that this computer shows elsewhere. */
  | 'computerShowsOtherTimes'
  /** Values without an offset cannot be read at all, before another zone is chosen. */
  | 'zonelessValuesUnreadable'
  /** Nothing can be said; the offsets that the data carry still hold. */
  | 'notComparable';

/**
 * Compares the connection's zone with the zones of the user, the organization and the computer, in this order: one
 * finding each, also where all is well. A difference from the user's zone is a warning, others are notes.
 */
export function diagnoseTimeZones(settings: TimeZoneSettings): readonly TimeZoneFinding[] {
  const { userZone, organizationZone, computerZone } = settings;
  return [
    compareWith('user', userZone, settings),
    compareWith('organization', organizationZone, settings),
    ...(computerZone === undefined ? [] : [compareWith('computer', computerZone, settings)]),
  ];
}

function compareWith(
  comparedWith: TimeZoneFinding['comparedWith'],
  otherZone: string,
  { connectionZone, at }: TimeZoneSettings,
): TimeZoneFinding {
  const relation = relateZones(connectionZone, otherZone, at);
  const consequence = consequenceOf(relation, comparedWith, connectionZone);
  const severity = severityOf(consequence, comparedWith);
  return { comparedWith, connectionZone, otherZone, severity, consequence, ...relation };
}

function consequenceOf(
  relation: ZoneRelation,
  comparedWith: TimeZoneFinding['comparedWith'],
  connectionZone: string,
): TimeZoneConsequence {
  if (relation.relation === 'same') return 'none';
  if (relation.relation === 'unknownZone') {
    return relation.unknownZones.includes(connectionZone) ? 'zonelessValuesUnreadable' : 'notComparable';
  }
  switch (comparedWith) {
    case 'user':
      return 'zonelessValuesMisread';
    case 'organization':
      return 'organizationSeesOtherTimes';
    case 'computer':
      return 'computerShowsOtherTimes';
  }
}

function severityOf(
  consequence: TimeZoneConsequence,
  comparedWith: TimeZoneFinding['comparedWith'],
): TimeZoneFinding['severity'] {
  if (consequence === 'none') return 'none';
  return comparedWith === 'user' && consequence !== 'notComparable' ? 'warning' : 'note';
}
