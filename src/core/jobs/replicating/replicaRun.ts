import type { JobContext } from '../../model/run.ts';
import type { DataTarget } from '../../targets/dataTarget.ts';
import type { ModulePlan } from '../../targets/tablePlan.ts';
import type { ReplicateJob } from '../jobFile/jobSchema.ts';
import type { JobParts } from '../jobParts.ts';
import type { JobReading } from '../jobReading.ts';
import type { ProgressMeter } from '../progressMeter.ts';
import type { ModuleWriter } from './moduleWriter.ts';
import type { ReplicaModule } from './replicaPlan.ts';

/** One run of a job, as its modules share it. */
export interface ReplicaRun {
  readonly parts: JobParts;
  readonly job: ReplicateJob;
  readonly context: JobContext;
  readonly reading: JobReading;
  readonly meter: ProgressMeter;
  readonly target: DataTarget;
  /** The CRM's clock, about: by ours and how far they were apart when the run began. */
  readonly crmNow: () => number;
}

/** What works on one module. */
export interface ModuleWork {
  readonly run: ReplicaRun;
  readonly module: ReplicaModule;
  readonly plan: ModulePlan;
  readonly writer: ModuleWriter;
  /** Hears how many records were read. */
  readonly read: (records: number) => void;
}
