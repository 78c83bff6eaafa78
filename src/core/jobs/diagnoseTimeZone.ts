import type { CrmClient } from '../crm/crmClient.ts';
import type { Connection, OrganizationSummary, UserSummary } from '../model/connection.ts';
import type { Module } from '../model/metadata.ts';
import type { TimeZoneFinding } from '../timeZones/diagnoseTimeZones.ts';
import { diagnoseTimeZones } from '../timeZones/diagnoseTimeZones.ts';
import type { ProbedInstant } from '../timeZones/probedInstant.ts';
import { probeInstant } from '../timeZones/probedInstant.ts';
import type { ZoneRelation } from '../timeZones/relateZones.ts';
import { relateZones } from '../timeZones/relateZones.ts';
import type { ZoneTransition } from '../timeZones/transitions.ts';
import { transitions } from '../timeZones/transitions.ts';
import { mostTimeReads, TimesReader } from './timesReader.ts';

export interface TimeZoneDiagnosis {
  readonly connection: Connection;
  /** As Zoho describes them now; the connection may know older ones. */
  readonly user: UserSummary;
  readonly organization: OrganizationSummary;
  /** When it was made, in epoch milliseconds. */
  readonly at: number;
  /** How the zone of the user (second) relates to that of the connection (first). */
  readonly relation: ZoneRelation;
  /** How the zones of the user, the organization and, where it is known, this computer compare with the connection's. */
  readonly findings: readonly TimeZoneFinding[];
  readonly verdict: TimeZoneVerdict;
  /** The module whose records were read; undefined where none has any. */
  readonly module: Module | undefined;
  /** In order of time, without doubles. */
  readonly instants: readonly ProbedInstant[];
  /** The next change of either clock, and what both show around it; undefined where none is known of. */
  readonly nextChange: NextChange | undefined;
  /** Calls made, each of which cost one API credit. */
  readonly calls: number;
  readonly creditsLeft: number | undefined;
  /** Whether times around changes could not be asked for, as the sign-in lacks the scope for queries. */
  readonly lacksQueries: boolean;
}

export type TimeZoneVerdict =
  /** The zones are the same, and what Zoho sends says so, too. */
  | 'right'
  /** The zones are the same, but there are no records to see it by. */
  | 'rightUnproved'
  /** The zones differ; what was read does not show it, or there was nothing to read. */
  | 'differsElsewhere'
  /** Zoho sends other offsets than the connection's zone has. */
  | 'wrong'
  /** Nobody here knows the connection's zone. */
  | 'unknownZone';

export interface NextChange {
  readonly atMs: number;
  /** Which of the clocks change then. */
  readonly changes: readonly ('connection' | 'user')[];
  /** Instants to look at: an hour before, a second before, at the change, an hour after. */
  readonly around: readonly number[];
}

export interface DiagnosisFacts {
  /** Now, in epoch milliseconds. */
  readonly at: number;
  /** Of the computer at which the user sits; undefined where nobody has told. */
  readonly computerZone: string | undefined;
}

/** The most calls that it makes, for those who want to know before. */
export const mostCalls = 3 + mostTimeReads;

/**
 * Proves a connection's time zone by what Zoho sends: reads some records' times, most of them close to changes of the
 * clocks, and holds their offsets against those of the connection's zone. Reads only. Rejects as {@link CrmClient} does.
 */
export async function diagnoseTimeZone(
  client: CrmClient,
  connection: Connection,
  { at, computerZone }: DiagnosisFacts,
  signal: AbortSignal,
): Promise<TimeZoneDiagnosis> {
  const reader = new TimesReader(client, signal);
  const [user, organization] = await Promise.all([client.currentUser(signal), client.organization(signal)]);
  const zones = [connection.timeZone, user.timeZone];
  const module = await reader.findModule(await client.modules(signal));
  if (module) await reader.readAroundChanges(module, zones, at);
  const instants = reader.sent.map((each) => probeInstant(each, connection.timeZone, user.timeZone));
  const probed = instants.filter((each) => each !== undefined).sort((a, b) => a.epochMs - b.epochMs);
  const relation = relateZones(connection.timeZone, user.timeZone, at);
  const [connectionZone, userZone, organizationZone] = [connection.timeZone, user.timeZone, organization.timeZone];
  return {
    ...{ connection, user, organization, at, relation, module },
    findings: diagnoseTimeZones({ connectionZone, userZone, organizationZone, computerZone, at }),
    verdict: verdictOf(relation, probed, connection.timeZone),
    instants: probed,
    nextChange: nextChangeOf(connection.timeZone, user.timeZone, at),
    calls: 3 + reader.calls,
    creditsLeft: client.creditsLeft(),
    lacksQueries: reader.lacksQueries,
  };
}

function verdictOf(relation: ZoneRelation, probed: readonly ProbedInstant[], connectionZone: string): TimeZoneVerdict {
  if (relation.relation === 'unknownZone' && relation.unknownZones.includes(connectionZone)) return 'unknownZone';
  if (probed.some((each) => each.verdict === 'differs')) return 'wrong';
  if (relation.relation === 'differsNow' || relation.relation === 'differsAtTimes') return 'differsElsewhere';
  return probed.length > 0 ? 'right' : 'rightUnproved';
}

const hourMs = 3_600_000;
const reachMs = 2 * 366 * 24 * hourMs;

function nextChangeOf(connectionZone: string, userZone: string, at: number): NextChange | undefined {
  const next = (zone: string): ZoneTransition | undefined => transitions(zone, at + 1, at + reachMs)?.[0];
  const [ofConnection, ofUser] = [next(connectionZone), next(userZone)];
  const instants = [ofConnection?.atMs, ofUser?.atMs].filter((each) => each !== undefined);
  if (instants.length === 0) return undefined;
  const atMs = Math.min(...instants);
  return {
    atMs,
    changes: [
      ...(ofConnection?.atMs === atMs ? (['connection'] as const) : []),
      ...(ofUser?.atMs === atMs ? (['user'] as const) : []),
    ],
    around: [-hourMs, -1000, 0, hourMs].map((distanceMs) => atMs + distanceMs),
  };
}
