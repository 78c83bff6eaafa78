import type { CrmRecords, ReadLimits } from '../../crm/crmRecords.ts';
import type { Log } from '../../ports.ts';
import type { KnownFields } from './fieldPlan.ts';

/** What a reading needs besides its plan. */
export interface ReadContext {
  /** Governed: see {@link GovernedRecords}. */
  readonly records: CrmRecords;
  readonly limits: ReadLimits;
  /** Of the module, and of those that its fields lead to: see {@link learnFields}. */
  readonly known: KnownFields;
  /** A folder for files that live as long as the reading. */
  readonly temporaryFolder: string;
  /** Resolves when one more file may be downloaded. */
  readonly downloadTurn: (signal: AbortSignal) => Promise<void>;
  /** Between two questions for the state of a bulk export; 0 in tests. */
  readonly bulkPollMs?: number;
  readonly log: Log;
  readonly signal: AbortSignal;
}
