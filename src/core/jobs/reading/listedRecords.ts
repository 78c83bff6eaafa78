import type { ListRequest } from '../../crm/crmRecords.ts';
import type { CrmRecord } from '../../model/record.ts';
import { chunksOf } from './chunks.ts';
import type { ReadContext } from './readContext.ts';

/** Lists leave out converted leads unless they are asked for; other modules have nothing of the kind. */
export function withConverted(module: string): Pick<ListRequest, 'converted'> {
  return module === 'Leads' ? { converted: 'both' } : {};
}

/** Chosen records with chosen fields, of which there may be more than one call takes. In no order; without those that are gone. */
export async function listedRecords(
  module: string,
  ids: readonly string[],
  fields: readonly string[],
  { records, limits, signal }: ReadContext,
): Promise<ReadonlyMap<string, CrmRecord>> {
  const pages = await Promise.all(
    chunksOf(ids, limits.listIds).map((some) =>
      records.list({ module, fields, ids: some, ...withConverted(module) }, signal),
    ),
  );
  return new Map(pages.flatMap((page) => page.records.map((record) => [record.id, record])));
}
