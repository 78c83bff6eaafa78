import type { Connection } from '../../core/model/connection.ts';
import type { Staleness } from '../../core/model/metadata.ts';

/** What is known of a connection at the moment, beside its description. */
export interface ConnectionFacts {
  /** Whether there is a secret for it. */
  readonly isSignedIn: boolean;
  /** The last thing that went wrong; undefined after something went right. */
  readonly problem: Staleness | undefined;
  /** Whether its time zone and that of the Zoho user ever differ. */
  readonly zoneDiffers: boolean;
}

/** The one state that a row shows: the first of these that holds, worst first. */
export type ConnectionState = 'signedOut' | 'unreachable' | 'zoneDiffers' | 'signedIn';

export function connectionState(connection: Connection, facts: ConnectionFacts): ConnectionState {
  if (!facts.isSignedIn || facts.problem?.kind === 'signedOut') return 'signedOut';
  if (facts.problem?.kind === 'offline') return 'unreachable';
  if (facts.zoneDiffers && connection.warnsAboutTimeZone) return 'zoneDiffers';
  return 'signedIn';
}

/** What the view as a whole tells: which welcome text or which line above the rows is shown. */
export type ViewState = 'empty' | 'allSignedOut' | 'offline' | 'ready';

/** Offline: of the connections that are signed in, at least one could not be reached, and none could. */
export function viewState(connections: readonly ConnectionStanding[]): ViewState {
  if (connections.length === 0) return 'empty';
  const signedIn = connections.filter((each) => each.state !== 'signedOut');
  if (signedIn.length === 0) return 'allSignedOut';
  const remote = signedIn.filter((each) => each.connection.dataCenter !== 'sample');
  return remote.length > 0 && remote.every((each) => each.state === 'unreachable') ? 'offline' : 'ready';
}

export interface ConnectionStanding {
  readonly connection: Connection;
  readonly state: ConnectionState;
}
