import type { ReadLimits } from '../../crm/crmRecords.ts';
import { bulkCriteria } from './bulkCriteria.ts';
import type { FieldPlan, KnownFields } from './fieldPlan.ts';
import { planFields } from './fieldPlan.ts';
import { isChain } from './listPages.ts';
import type { ReadRequest, ReadWay } from './readRequest.ts';

/** What a way of reading would take. Estimates: nobody knows how fast a CRM answers today. */
export interface WayFigures {
  readonly way: ReadWay;
  readonly lanes: number;
  /** Parts that the ids are exported in. */
  readonly parts: number;
  readonly calls: number;
  readonly credits: number;
  readonly expectedSeconds: number;
  readonly fields: FieldPlan;
  /** Calls besides those that read the records themselves. */
  readonly extraReads: readonly ExtraRead[];
  /** A sentence, for a way that cannot have what is asked for. */
  readonly impossibleBecause?: string;
}

export interface ExtraRead {
  readonly kind: 'listed' | 'queried' | 'learned' | 'fullTexts' | 'rows' | 'single';
  readonly fields: readonly string[];
  readonly calls: number;
  readonly credits: number;
}

export interface PlanFacts {
  /** About how many records the request is for. */
  readonly count: number;
  readonly limits: ReadLimits;
  readonly known: KnownFields;
  /** Of the organization; undefined where the CRM has not told. */
  readonly creditsLeft: number | undefined;
}

/** Seconds of a call, as other clients of Zoho report them. */
const seconds = { list: 0.4, query: 0.3, thousandRows: 0.35, job: 60, exportedThousand: 0.05 } as const;

/** Exports that are under way at once; Zoho works on few at a time, and lets go of ten files a minute. */
const exportsAtOnce = 4;

/** One of so many records is thought to have a text that lists cut, or a value that has to be learned. */
const recordsPerLongText = 5;
const recordsPerNewValue = 20;

const idsInQuery = 50;

export function wayFigures(way: ReadWay, request: ReadRequest, facts: PlanFacts): WayFigures {
  const fields = planFields(way, request.module, request.fields, facts.known, facts.limits);
  const impossibleBecause = reasonAgainst(way, request, facts);
  const extraReads = findExtraReads(fields, facts, rowsOfQuery(way, request, facts));
  const main = { list: listFigures, coql: queryFigures, bulk: exportFigures }[way](request, fields, facts);
  const extraCalls = extraReads.reduce((sum, each) => sum + each.calls, 0);
  const extraCredits = extraReads.reduce((sum, each) => sum + each.credits, 0);
  return {
    way,
    lanes: main.lanes,
    parts: main.parts,
    calls: main.calls + extraCalls,
    credits: main.credits + extraCredits,
    expectedSeconds: main.expectedSeconds + (extraCalls * seconds.list) / Math.max(1, lanesFor(facts)),
    fields,
    extraReads,
    ...(impossibleBecause === undefined ? {} : { impossibleBecause }),
  };
}

function reasonAgainst(way: ReadWay, request: ReadRequest, { count, limits }: PlanFacts): string | undefined {
  const { order, ids, condition, changed } = request;
  if (way === 'list') {
    if (order === 'Modified_Time' && !isChain(request, count, limits)) {
      return `Lists sorted by time take no condition and reach ${limits.listReach} records.`;
    }
    return undefined;
  }
  if (way === 'coql') return ids && ids.length > idsInQuery ? 'Queries take few ids at a time.' : undefined;
  if (ids) return 'Bulk exports are not for single records.';
  if (order !== undefined) return 'Bulk exports promise no order.';
  const isSayable = bulkCriteria(condition, changed, { after: '1', upTo: '2' }) !== undefined;
  return isSayable ? undefined : 'Bulk exports cannot have this condition.';
}

interface MainFigures {
  readonly lanes: number;
  readonly parts: number;
  readonly calls: number;
  readonly credits: number;
  readonly expectedSeconds: number;
}

function listFigures(request: ReadRequest, _fields: FieldPlan, facts: PlanFacts): MainFigures {
  const { count, limits } = facts;
  if (isChain(request, count, limits)) {
    const calls = Math.max(1, Math.ceil(count / limits.listRows));
    return { lanes: 1, parts: 1, calls, credits: calls * limits.credits.list, expectedSeconds: calls * seconds.list };
  }
  const lanes = Math.max(1, limits.concurrentCalls - 1);
  const calls = Math.max(1, Math.ceil(count / limits.listIds));
  const ids = request.ids ? 0 : 1 + Math.ceil(count / limits.queryRows);
  return {
    lanes: lanesFor(facts),
    parts: 1,
    calls: calls + ids,
    credits: calls * limits.credits.list + ids * limits.credits.query(limits.queryRows),
    expectedSeconds: (calls * seconds.list) / lanes + (ids > 0 ? seconds.query : 0),
  };
}

function queryFigures({ order }: ReadRequest, fields: FieldPlan, facts: PlanFacts): MainFigures {
  const { count, limits } = facts;
  const pages = Math.max(1, Math.ceil(count / limits.queryRows));
  const batches = fields.columnBatches.length;
  const lanes = order === 'Modified_Time' ? 1 : lanesFor(facts);
  const rowsAsked = limits.queryRows;
  const probes = batches + (lanes > 1 ? 1 : 0);
  const isRead = count > 0 ? 1 : 0;
  const rowSeconds = (seconds.thousandRows * Math.min(count, limits.queryRows)) / 1000;
  return {
    lanes,
    parts: 1,
    calls: probes + pages * batches * isRead,
    credits: probes * limits.credits.query(1) + pages * batches * isRead * limits.credits.query(rowsAsked),
    expectedSeconds: seconds.query + (pages * batches * isRead * (seconds.query + rowSeconds)) / lanes,
  };
}

function exportFigures(request: ReadRequest, _fields: FieldPlan, { count, limits }: PlanFacts): MainFigures {
  const parts = Math.max(1, request.remaining?.length ?? 0, Math.ceil(count / (0.9 * limits.bulkRows)));
  const lanes = Math.min(parts, exportsAtOnce);
  const rounds = Math.ceil(parts / lanes);
  const polls = 8;
  return {
    lanes,
    parts,
    calls: parts * (2 + polls),
    credits: parts * (limits.credits.bulkRead + 1 + polls),
    expectedSeconds: rounds * seconds.job + (seconds.exportedThousand * count) / 1000,
  };
}

/** One is left to others: to the editor, to another job. */
function lanesFor({ count, limits }: PlanFacts): number {
  return Math.max(1, Math.min(limits.concurrentHeavyCalls - 1, Math.ceil(count / limits.queryRows)));
}

/** Records for which one query tells more: those of a page, if pages are whole stretches of the ids. */
function rowsOfQuery(way: ReadWay, request: ReadRequest, { count, limits }: PlanFacts): number {
  if (request.ids || request.order === 'Modified_Time') return idsInQuery;
  return way === 'list' && isChain(request, count, limits) ? limits.listRows : limits.queryRows;
}

function findExtraReads(fields: FieldPlan, { count, limits }: PlanFacts, rowsAtOnce: number): readonly ExtraRead[] {
  const { credits } = limits;
  const batched = (names: readonly string[], most: number): number => Math.ceil(names.length / most);
  const extra = (kind: ExtraRead['kind'], names: readonly string[], calls: number, price: number): ExtraRead => ({
    kind,
    fields: names,
    calls: Math.ceil(calls),
    credits: Math.ceil(calls) * price,
  });
  const { listed, queried, learned, cut, rows, single } = fields;
  const rowNames = rows.map(({ path }) => path);
  return [
    extra('listed', listed, batched(listed, limits.listFields - 1) * Math.ceil(count / limits.listIds), credits.list),
    extra(
      'queried',
      queried,
      batched(queried, limits.queryFields - 1) * Math.ceil(count / rowsAtOnce),
      credits.query(rowsAtOnce === idsInQuery ? idsInQuery : limits.queryRows),
    ),
    extra('learned', learned, Math.ceil(count / (recordsPerNewValue * limits.listIds)), credits.list),
    extra('fullTexts', cut, count / (recordsPerLongText * limits.fullTextIds), credits.list),
    extra('rows', rowNames, rows.length * Math.ceil(count / idsInQuery), credits.query(limits.queryRows)),
    extra('single', single, count, credits.record),
  ].filter((each) => each.fields.length > 0 && each.calls > 0);
}
