import { InputError } from '../../errors.ts';
import type { ExportJob } from '../jobFile/jobSchema.ts';
import type { JobReading } from '../jobReading.ts';
import { changeField, changesSince } from '../reading/changes.ts';
import { countRecords } from '../reading/countRecords.ts';
import type { ReadPlan } from '../reading/readPlan.ts';
import { planRead } from '../reading/readPlan.ts';
import type { ChangeWindow, ReadRequest } from '../reading/readRequest.ts';
import type { ExportDescription, ExportedModule } from './exportDescription.ts';
import { convertedField } from './exportDescription.ts';
import type { ExportState, LastExport, StoppedExport } from './exportState.ts';
import type { SortOrder } from './sortedRecords.ts';

/** From where a run goes on. */
export interface ExportStart {
  /** The run before it, of the same contents. */
  readonly last: LastExport | undefined;
  /** A run of the very same request that did not come to its end. */
  readonly stopped: StoppedExport | undefined;
}

export interface ExportPlan {
  readonly read: ReadPlan;
  /** By a field that reading does not order by; such a run cannot be gone on with. */
  readonly sort: SortOrder | undefined;
  /** Everything changed in this time; undefined = all records. */
  readonly window: ChangeWindow | undefined;
  /** The CRM's clock before the first read. */
  readonly untilMs: number;
  /** About how many records are still to be read; undefined where the CRM does not tell. */
  readonly count: number | undefined;
}

/** What a state that was found is good for. */
export function startFrom(state: ExportState | undefined, described: ExportDescription): ExportStart {
  if (state?.content !== described.content) return { last: undefined, stopped: undefined };
  const { stopped } = state;
  return { last: state.last, stopped: stopped?.request === described.request ? stopped : undefined };
}

/** Asks for the CRM's clock and a count, no more. InputError where what is asked for cannot be read. */
export async function planExport(
  { changes, to }: Pick<ExportJob, 'changes' | 'to'>,
  described: ExportDescription,
  { last, stopped }: ExportStart,
  { records, limits, readParts: { signal } }: JobReading,
): Promise<ExportPlan> {
  const untilMs = stopped?.untilMs ?? (await records.serverTime(signal));
  const field = changes === 'sinceLastRun' ? changeField(described.own) : undefined;
  const window = field && changesSince(last, field, untilMs);
  const request = requestOf(described, window, stopped, to.references === 'id');
  const whole = await countRecords(records, request, signal);
  const count =
    whole === undefined || request.remaining === undefined ? whole : Math.max(0, whole - (stopped?.records ?? 0));
  const facts = { count: count ?? 0, limits, known: described.known, creditsLeft: records.creditsLeft() };
  return { read: planRead(request, facts), sort: sortOf(described.module), window, untilMs, count };
}

function requestOf(
  described: ExportDescription,
  window: ChangeWindow | undefined,
  stopped: StoppedExport | undefined,
  leavesNames: boolean,
): ReadRequest {
  const { module, paths, own, condition } = described;
  const order = orderOf(module);
  const changed = stopped?.reached ? timeAfter(stopped.reached.timeMs, window) : window;
  const way = sortOf(module) ? sortedWay(module) : module.way;
  const needed = [
    ...(window ? [window.field] : []),
    ...(order === 'Modified_Time' ? [order] : []),
    ...(module.converted !== 'both' && own.some(({ apiName }) => apiName === convertedField) ? [convertedField] : []),
  ];
  return {
    module: module.module,
    fields: [...new Set([...paths, ...needed])],
    ...(condition === undefined ? {} : { condition }),
    ...(changed === undefined ? {} : { changed }),
    ...(stopped?.remaining === undefined ? {} : { remaining: stopped.remaining }),
    ...(order === undefined ? {} : { order }),
    ...(way === 'auto' ? {} : { way }),
    // Which rows changed, and in which order, shows when they are records.
    ...(window || order === 'Modified_Time' ? {} : { takesExported: true, leavesNames }),
  };
}

const tenYearsMs = 3_653 * 86_400_000;

/** From the second that was reached: some of its records may not be read yet. */
function timeAfter(timeMs: number, window: ChangeWindow | undefined): ChangeWindow {
  return { field: 'Modified_Time', fromMs: timeMs, untilMs: window?.untilMs ?? timeMs + tenYearsMs };
}

/** An order that reading promises by itself. */
function orderOf({ orderBy }: ExportedModule): ReadRequest['order'] {
  if (!orderBy || orderBy.descending) return undefined;
  return orderBy.field === 'id' || orderBy.field === 'Modified_Time' ? orderBy.field : undefined;
}

function sortOf(module: ExportedModule): SortOrder | undefined {
  return orderOf(module) === undefined ? module.orderBy : undefined;
}

function sortedWay({ module, way, orderBy }: ExportedModule): 'coql' {
  if (way === 'auto' || way === 'coql') return 'coql';
  throw new InputError(
    `${module} can be sorted by ${orderBy?.field ?? ''} by queries only. Choose the way "auto".`,
    'way',
  );
}
