import { randomUUID } from 'node:crypto';

import type { CrmClient } from '../crm/crmClient.ts';
import type { Clock } from '../ports.ts';
import { fetchDetails } from './fetchDetails.ts';
import type { MetadataChange } from './metadataDiff.ts';
import { diffDetails, diffModules } from './metadataDiff.ts';
import { learnedReasons } from './storedFiles.ts';
import type { StoredDetails, StoredModules } from './storedFiles.ts';

/** What is kept of a connection before a refresh. */
export interface KeptMetadata {
  readonly modules: StoredModules | undefined;
  readonly details: readonly StoredDetails[];
}

export interface RefreshedMetadata {
  readonly modules: StoredModules;
  readonly details: readonly StoredDetails[];
  /** API names of modules whose details are of no use any more. */
  readonly gone: readonly string[];
  readonly changes: readonly MetadataChange[];
}

/** Two calls for each; Zoho lets an organization have 5 to 25 calls under way, and others need some of them. */
const modulesAtOnce = 2;

/** Reads again what is kept, and compares. Nothing is stored, so that a refresh that fails leaves everything as it was. */
export async function refreshMetadata(
  client: CrmClient,
  kept: KeptMetadata,
  clock: Clock,
  signal: AbortSignal,
): Promise<RefreshedMetadata> {
  const refreshId = randomUUID();
  const modules = await client.modules(signal);
  const fetchedAt = clock.now();
  const byId = new Map(modules.map((each) => [each.id, each]));
  const gone: string[] = [];
  const details: StoredDetails[] = [];
  const changes: MetadataChange[] = [...(kept.modules ? diffModules(kept.modules.modules, modules) : [])];
  const waiting = inOrderOf(kept);
  async function lane(): Promise<void> {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const module = byId.get(next.moduleId);
      if (module?.apiName !== next.old.apiName) gone.push(next.old.apiName);
      if (!module?.isReadable) continue;
      const fresh = await fetchDetails(client, module.apiName, signal);
      details.push({ refreshId, apiName: module.apiName, fetchedAt: clock.now(), details: fresh });
      changes.push(...diffDetails(module, next.old.details, fresh));
    }
  }
  await Promise.all(Array.from({ length: modulesAtOnce }, lane));
  const learned = learnedReasons(details);
  return { modules: { refreshId, fetchedAt, modules, learned }, details, gone, changes };
}

/** Details by the ids of their modules, which outlive renames; in the order of the list. */
function inOrderOf(kept: KeptMetadata): { readonly moduleId: string; readonly old: StoredDetails }[] {
  const byName = new Map(kept.details.map((each) => [each.apiName, each]));
  return (kept.modules?.modules ?? []).flatMap(({ id, apiName }) => {
    const old = byName.get(apiName);
    return old ? [{ moduleId: id, old }] : [];
  });
}
