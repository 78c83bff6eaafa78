import type { CrmRecords } from '../crm/crmRecords.ts';
import type { Connection } from '../model/connection.ts';
import type { Module } from '../model/metadata.ts';
import type { Clock } from '../ports.ts';
import type { DataTarget } from '../targets/dataTarget.ts';
import type { FileTarget } from '../targets/fileTarget.ts';
import type { ReplicateJob } from './jobFile/jobSchema.ts';
import type { CallGovernor } from './reading/callGovernor.ts';
import type { FieldsOf } from './reading/learnFields.ts';

/** What jobs of every kind are made with, for one connection to a CRM. The editor and the terminal each build it. */
export interface JobParts {
  /** As the CRM's adapter gives them: jobs govern the calls and hold them to their budget themselves. */
  readonly records: CrmRecords;
  /** One for all that this connection's jobs do at the same time. */
  readonly governor: CallGovernor;
  readonly fieldsOf: FieldsOf;
  /** All modules of the organization, readable or not; from a cache most likely. */
  readonly modulesOf: (signal: AbortSignal) => Promise<readonly Module[]>;
  readonly connection: Pick<Connection, 'name' | 'timeZone'>;
  /** Absolute path of the folder of the job file, by which the relative paths of the job go. */
  readonly folder: string;
  /** A folder that exists, for files that live as long as the run. */
  readonly temporaryFolder: string;
  readonly files: FileTarget;
  /** Opens the database of a job, which whoever asked closes. InputError where there is no such connection. */
  readonly openTarget: (to: ReplicateJob['to'], signal: AbortSignal) => Promise<DataTarget>;
  readonly clock: Clock;
  /** Between the first two questions for the state of a bulk export; shorter in tests. */
  readonly bulkPollMs?: number;
}
