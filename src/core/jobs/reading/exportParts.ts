import type { BulkCriteria, BulkReadRequest } from '../../crm/crmRecords.ts';
import {
  FatalError,
  FieldRefusedError,
  InputError,
  MissingScopeError,
  QueryRefusedError,
  RefusedError,
} from '../../errors.ts';
import { bulkCriteria } from './bulkCriteria.ts';
import type { BulkJobs, ExportedFile } from './bulkJobs.ts';
import { allOf, scopeOf } from './conditionText.ts';
import type { FieldPlan } from './fieldPlan.ts';
import { listedInstead, planFields } from './fieldPlan.ts';
import { selectList } from './queriedRows.ts';
import { endId } from './queryPages.ts';
import type { ReadContext } from './readContext.ts';
import type { IdRange, ReadRequest } from './readRequest.ts';

/** What the first export has shown. */
export interface SettledExport {
  readonly fields: FieldPlan;
  readonly file: ExportedFile;
  /** What is exported one by one; the file is of the first. */
  readonly parts: readonly IdRange[];
}

const everything: IdRange = { after: undefined, upTo: undefined };

/** What is to be read, in parts that span equally many ids; one part where queries do not tell where the ids end. */
export async function idParts(request: ReadRequest, parts: number, context: ReadContext): Promise<readonly IdRange[]> {
  if (request.remaining) return request.remaining;
  if (parts <= 1) return [everything];
  try {
    const orders = ['id asc', 'id desc'] as const;
    const ends = await Promise.all(orders.map((order) => endId(request, order, [], context)));
    const [low, high] = ends.map((id) => (id === undefined ? undefined : BigInt(id)));
    if (low === undefined || high === undefined) return [everything];
    const edge = (index: number): string => String(low - 1n + ((high - low + 1n) * BigInt(index)) / BigInt(parts));
    return Array.from({ length: parts }, (_, index) => ({
      after: index === 0 ? undefined : edge(index),
      upTo: edge(index + 1),
    }));
  } catch (error) {
    if (error instanceof RefusedError || error instanceof InputError) return [everything];
    throw error;
  }
}

/**
 * Makes the first export and learns from it: columns that are refused come by other calls, and where tests of the id are
 * refused (Zoho's pages do not say whether they are allowed), everything is exported in one part.
 */
export async function settleExport(
  request: ReadRequest,
  planned: FieldPlan,
  ranges: readonly IdRange[],
  jobs: BulkJobs,
  context: ReadContext,
): Promise<SettledExport> {
  const refused = new Set<string>();
  for (let fields = planned, parts = ranges; ;) {
    try {
      const file = await jobs.export(exportRequest(request, fields, parts[0] ?? everything));
      return { fields: await withoutRefusedQueries(fields, request, context), file, parts };
    } catch (error) {
      const column = error instanceof FieldRefusedError ? error.field : undefined;
      if (column !== undefined && !refused.has(column)) {
        refused.add(column);
        context.log.info(`Bulk exports of ${request.module} do not give ${column}; it is read by other calls.`);
        const paths = fields.wanted.map((each) => each.path);
        fields = planFields('bulk', request.module, paths, context.known, context.limits, refused);
      } else if (isRefusal(error) && isBounded(parts[0])) {
        context.log.info(`${request.module} is exported in one part: ${error.message}`);
        parts = [everything];
      } else throw error;
    }
  }
}

export function exportRequest(
  { module, condition, changed }: ReadRequest,
  fields: FieldPlan,
  range: IdRange,
): BulkReadRequest {
  const criteria = bulkCriteria(condition, changed, range);
  if (criteria === undefined) {
    throw new InputError(
      'A bulk export cannot have this condition. Read by queries, or ask for less at a time.',
      'condition',
    );
  }
  const columns = fields.columnBatches[0] ?? [];
  return {
    module,
    fields: columns.length === 0 ? ['id'] : columns,
    ...(criteria === 'none' ? {} : { criteria: criteria satisfies BulkCriteria }),
  };
}

/** Own fields that queries do not give either are listed; so are all of them where queries do not know the module. */
async function withoutRefusedQueries(
  fields: FieldPlan,
  request: ReadRequest,
  { records, log, signal }: ReadContext,
): Promise<FieldPlan> {
  const where = allOf([scopeOf(request)?.condition]);
  for (let settled = fields; ;) {
    const own = settled.queried.filter((each) => !each.includes('.'));
    if (own.length === 0) return settled;
    try {
      await records.query(`select ${selectList(own)} from ${request.module} where ${where} limit 1`, signal);
      return settled;
    } catch (error) {
      if (!(error instanceof InputError || error instanceof RefusedError || error instanceof MissingScopeError))
        throw error;
      const named = error instanceof QueryRefusedError ? error.place.columnName : undefined;
      const refused = named !== undefined && own.includes(named) ? [named] : own;
      log.info(`Queries of ${request.module} do not give ${refused.join(', ')} either: read by id.`);
      settled = listedInstead(settled, refused);
    }
  }
}

/** Of the request as such, not of a field, the module or the user. */
function isRefusal(error: unknown): error is FatalError {
  return error instanceof FatalError && !(error instanceof RefusedError);
}

function isBounded(range: IdRange | undefined): boolean {
  return range?.after !== undefined || range?.upTo !== undefined;
}
