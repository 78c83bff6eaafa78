import type { CrmRecords } from '../../crm/crmRecords.ts';
import { MissingScopeError, QueryRefusedError, RefusedError } from '../../errors.ts';
import type { Log } from '../../ports.ts';
import { readByExports } from './bulkReading.ts';
import type { CallGovernor } from './callGovernor.ts';
import type { CreditBudget } from './creditBudget.ts';
import { GovernedRecords } from './governedRecords.ts';
import { readByLists } from './listPages.ts';
import { readByQueries } from './queryLanes.ts';
import type { ReadContext } from './readContext.ts';
import type { ReadPlan } from './readPlan.ts';
import { planBy } from './readPlan.ts';
import type { RecordBatch } from './readRequest.ts';

export interface ReadParts {
  /** One for all that a connection's jobs read at the same time. */
  readonly governor: CallGovernor;
  readonly budget?: CreditBudget;
  /** A folder that exists, for files that live as long as the reading. */
  readonly temporaryFolder: string;
  /** Between the first two questions for the state of a bulk export. */
  readonly bulkPollMs?: number;
  readonly log: Log;
  readonly signal: AbortSignal;
}

/**
 * Carries out a plan. Calls are repeated when the CRM says "not now"; where the CRM turns out not to give the module this
 * way and nobody insisted on it, the next best way is taken. Rejects with BudgetSpentError when the credits of the job
 * are used up, and with the signal's reason; what was yielded before is good, and the last batch says what remains.
 */
export async function* readRecords(
  records: CrmRecords,
  plan: ReadPlan,
  parts: ReadParts,
): AsyncGenerator<RecordBatch, void, undefined> {
  const { limits, known } = plan.facts;
  const governed = new GovernedRecords(records, limits, parts.governor, parts.budget);
  const downloadTurn = (signal: AbortSignal): Promise<void> => parts.governor.downloadTurn(signal);
  const context: ReadContext = { ...parts, records: governed, limits, known, downloadTurn };
  let isBegun = false;
  try {
    for await (const batch of readByPlan(plan, context)) {
      isBegun = true;
      yield batch;
    }
  } catch (error) {
    const next = plan.others.find((each) => each.impossibleBecause === undefined);
    if (isBegun || plan.request.way !== undefined || !isWayRefused(error)) throw error;
    if (!next) throw refusedEveryWay(plan, error);
    parts.log.info(`${plan.request.module} is read by ${next.way} instead of ${plan.way}: ${error.message}`);
    const rest = { ...plan, others: plan.others.filter((each) => each !== next) };
    const refused = { ...planBy(rest, next, error.message), others: rest.others };
    yield* readRecords(records, refused, parts);
  }
}

function readByPlan({ way, request, fields, lanes, parts, facts }: ReadPlan, context: ReadContext) {
  const reading = { request, fields, lanes, rows: facts.count };
  switch (way) {
    case 'list':
      return readByLists(reading, context);
    case 'coql':
      return readByQueries(reading, context);
    case 'bulk':
      return readByExports({ ...reading, parts }, context);
  }
}

/** The CRM lists some modules that its API then does not give. */
function refusedEveryWay({ request: { module } }: ReadPlan, error: Error): Error {
  if (error instanceof MissingScopeError) return error;
  const message = `The CRM does not give the records of ${module} through its API. Leave the module out. (${error.message})`;
  return new RefusedError(message, 'notAvailable', { cause: error });
}

/** Whether the CRM refused the way, and not the fields or the condition, nor the module as such to this user. */
function isWayRefused(error: unknown): error is Error {
  if (error instanceof QueryRefusedError) return error.place.columnName === undefined && error.code.includes('INVALID');
  return error instanceof MissingScopeError || (error instanceof RefusedError && error.reason === 'notAvailable');
}
