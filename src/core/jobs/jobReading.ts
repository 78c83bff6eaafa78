import type { CrmRecords, ReadLimits } from '../crm/crmRecords.ts';
import type { JobContext } from '../model/run.ts';
import type { JobParts } from './jobParts.ts';
import { CreditBudget } from './reading/creditBudget.ts';
import { GovernedRecords } from './reading/governedRecords.ts';
import type { ReadParts } from './reading/readRecords.ts';

/** How one run of a job asks the CRM: governed with all others, within the job's share of the credits. */
export interface JobReading {
  /** For single calls. */
  readonly records: CrmRecords;
  readonly limits: ReadLimits;
  /** For `readRecords`, which governs the calls by itself. */
  readonly readParts: ReadParts;
  /** Credits of this run so far. */
  readonly spent: () => number;
}

export async function beginReading(
  parts: JobParts,
  creditShare: number,
  { signal, log }: Pick<JobContext, 'signal' | 'log'>,
): Promise<JobReading> {
  const { records, governor, temporaryFolder, bulkPollMs } = parts;
  const before = records.spent();
  const spent = (): number => records.spent() - before;
  const limits = await governor.run('light', () => records.readLimits(signal), signal);
  const creditsLeft = (): number | undefined => records.creditsLeft();
  const budget = new CreditBudget({ share: creditShare, aDay: limits.credits.aDay, spent, creditsLeft });
  const poll = bulkPollMs === undefined ? {} : { bulkPollMs };
  return {
    records: new GovernedRecords(records, limits, governor, budget),
    limits,
    readParts: { governor, budget, temporaryFolder, ...poll, log, signal },
    spent,
  };
}
