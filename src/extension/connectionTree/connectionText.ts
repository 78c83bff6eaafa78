import type { Connection, Environment } from '../../core/model/connection.ts';
import { dataCenters } from '../../core/model/dataCenters.ts';
import type { L10n } from '../l10n.ts';
import type { ConnectionState, ViewState } from './connectionState.ts';

/** The words for connections: pure, so that they can be tested without an editor. */

/** The web domain that people know, or that it is the sample organization. */
export function domainOf(connection: Connection, l10n: L10n): string {
  const hosts = dataCenters.find((each) => each.code === connection.dataCenter);
  return hosts?.webHost ?? l10n.t('this computer');
}

export function environmentLabel(connection: Connection, l10n: L10n): string {
  return environmentInWords(connection.environment, l10n);
}

export function environmentInWords(environment: Environment, l10n: L10n): string {
  switch (environment) {
    case 'production':
      return l10n.t('Production');
    case 'sandbox':
      return l10n.t('Sandbox');
    case 'developer':
      return l10n.t('Developer');
  }
}

/** Whether a mistake would reach somebody's real data. */
export function isRealProduction(connection: Connection): boolean {
  return connection.environment === 'production' && connection.dataCenter !== 'sample';
}

export function stateLabel(state: ConnectionState, l10n: L10n): string {
  switch (state) {
    case 'signedIn':
      return l10n.t('signed in');
    case 'signedOut':
      return l10n.t('signed out');
    case 'unreachable':
      return l10n.t('cannot reach Zoho');
    case 'zoneDiffers':
      return l10n.t('time zone differs');
  }
}

/** The gray text beside a connection's name. What needs attention comes first: a narrow view cuts off the end. */
export function connectionDescription(connection: Connection, state: ConnectionState, l10n: L10n): string {
  const environment = environmentLabel(connection, l10n);
  const where = isRealProduction(connection) ? environment.toLocaleUpperCase() : environment;
  const parts = [where, domainOf(connection, l10n)];
  return (state === 'signedIn' ? [...parts, stateLabel(state, l10n)] : [stateLabel(state, l10n), ...parts]).join(' · ');
}

/** What a screen reader says for a connection's row. */
export function spokenConnection(connection: Connection, state: ConnectionState, l10n: L10n): string {
  const words = [domainOf(connection, l10n), environmentLabel(connection, l10n), stateLabel(state, l10n)];
  return [connection.name, ...words].join(', ');
}

/** How many connections of a group are signed in, so that a collapsed one does not hide it. */
export function groupDescription(states: readonly ConnectionState[], l10n: L10n): string {
  const signedIn = states.filter((state) => state !== 'signedOut').length;
  return l10n.t('{0} of {1} signed in', signedIn, states.length);
}

/** The line above the rows; undefined where the rows, or the welcome text, say enough. */
export function viewMessage(state: ViewState, l10n: L10n): string | undefined {
  switch (state) {
    case 'allSignedOut':
      return l10n.t('All connections are signed out. The icon in a connection’s row signs you in.');
    case 'offline':
      return l10n.t('Zoho cannot be reached. What you see was read earlier.');
    case 'empty':
    case 'ready':
      return undefined;
  }
}
