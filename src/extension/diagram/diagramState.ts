import type { CachedModule } from '../../core/metadata/metadataCache.ts';
import { organizationGraph, unreadModules } from '../../core/metadata/organizationGraph.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { DiagramState } from '../../protocol/diagram.ts';
import type { L10n } from '../l10n.ts';

/** Fields and related lists are a request each. */
const requestsForModule = 2;

/** What the page draws: all that is known of an organization at this moment, without a call. */
export function diagramState(
  connection: Connection,
  known: readonly CachedModule[],
  l10n: L10n,
): Omit<DiagramState, 'translations' | 'neighborhoodOf'> {
  const modules = unreadModules(known).length;
  return {
    connectionId: connection.id,
    title: connection.name,
    graph: organizationGraph(known, l10n.t('Users')),
    unread: { modules, requests: requestsForModule * modules },
  };
}
