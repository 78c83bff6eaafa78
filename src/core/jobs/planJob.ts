import type { JobContext } from '../model/run.ts';
import type { Job } from './jobFile/jobSchema.ts';
import type { JobParts } from './jobParts.ts';
import type { JobReading } from './jobReading.ts';
import { beginReading } from './jobReading.ts';
import { exportSteps } from './planning/exportSteps.ts';
import type { JobPlan, PlannedCost, PlannedSteps } from './planning/jobPlan.ts';
import { replicaSteps } from './planning/replicaSteps.ts';

/**
 * Plans a job. Changes nothing, neither in the CRM nor where the data go; asks for counts, for about a credit a module.
 * Modules that cannot be read are in the plan with the reason. Rejects where the CRM cannot be asked at all.
 */
export async function planJob(
  parts: JobParts,
  job: Job,
  context: Pick<JobContext, 'signal' | 'log'>,
): Promise<JobPlan> {
  const reading = await beginReading(parts, job.creditShare, context);
  const { destination, modules, schema } = await stepsOf(parts, job, reading);
  const { aDay } = reading.limits.credits;
  return {
    ...{ kind: job.kind, connection: job.connection, destination, schema },
    modules: modules.map((module) => ({ ...module, where: whereOf(job, module.module) })),
    totals: sumOf(modules.flatMap(({ steps }) => steps)),
    creditsAllowed: aDay === undefined ? undefined : Math.floor(aDay * job.creditShare),
    creditsLeft: parts.records.creditsLeft(),
  };
}

function whereOf({ modules }: Job, name: string): string | undefined {
  return modules.find(({ module }) => module === name)?.where;
}

function stepsOf(parts: JobParts, job: Job, reading: JobReading): Promise<PlannedSteps> {
  switch (job.kind) {
    case 'export':
      return exportSteps(parts, job, reading);
    case 'replicate':
      return replicaSteps(parts, job, reading);
  }
}

function sumOf(costs: readonly PlannedCost[]): PlannedCost {
  return costs.reduce<PlannedCost>(
    (sum, { calls, credits, seconds }) => ({
      calls: sum.calls + calls,
      credits: sum.credits + credits,
      seconds: sum.seconds + seconds,
    }),
    { calls: 0, credits: 0, seconds: 0 },
  );
}
