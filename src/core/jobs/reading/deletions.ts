import type { CrmRecords, Deletion } from '../../crm/crmRecords.ts';

export interface Deletions {
  /** One for each record, the latest. */
  readonly deletions: readonly Deletion[];
  /** False when the CRM may have forgotten some: then only comparing all ids tells what is gone. */
  readonly isComplete: boolean;
}

/** Zoho tells of a deletion for 120 days (zoho-api.md section 4.14); a few are left for clocks and time to run. */
const rememberedMs = 115 * 86_400_000;

const mostWalks = 4;

/**
 * Records that were deleted since an instant, recycled or for good. A record that was restored meanwhile is not among
 * them. The list has numbered pages: while somebody deletes and restores, entries move from page to page; so more than
 * one page is read until nothing new shows.
 */
export async function deletionsSince(
  records: CrmRecords,
  module: string,
  sinceMs: number,
  nowMs: number,
  signal: AbortSignal,
): Promise<Deletions> {
  const isComplete = nowMs - sinceMs <= rememberedMs;
  let found = new Map<string, Deletion>();
  for (let walk = 1; walk <= mostWalks; walk++) {
    const { now, pages } = await walkPages(records, module, sinceMs, signal);
    const isNews = [...now.keys()].some((id) => !found.has(id));
    // What an earlier walk saw and this one does not was restored, or slipped through; reading again tells.
    const isSame = !isNews && found.size === now.size;
    found = pages === 1 || isSame ? now : new Map([...found, ...now]);
    if (pages === 1 || isSame) break;
  }
  return { deletions: [...found.values()], isComplete };
}

async function walkPages(records: CrmRecords, module: string, sinceMs: number, signal: AbortSignal) {
  const now = new Map<string, Deletion>();
  for (let page = 1; ; page++) {
    const { deletions, hasMore } = await records.deletions(module, sinceMs, page, signal);
    for (const deletion of deletions) {
      const other = now.get(deletion.id);
      if (!other || other.deletedAt < deletion.deletedAt) now.set(deletion.id, deletion);
    }
    if (!hasMore) return { now, pages: page };
  }
}
