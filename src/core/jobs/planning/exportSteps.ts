import path from 'node:path';

import { describeExport } from '../exporting/exportDescription.ts';
import type { ExportedModule } from '../exporting/exportDescription.ts';
import { exportFiles } from '../exporting/exportFiles.ts';
import type { ExportPlan } from '../exporting/exportPlan.ts';
import { planExport, startFrom } from '../exporting/exportPlan.ts';
import { readExportState } from '../exporting/exportState.ts';
import type { ExportJob } from '../jobFile/jobSchema.ts';
import type { JobParts } from '../jobParts.ts';
import type { JobReading } from '../jobReading.ts';
import type { PlannedModule, PlannedStep, PlannedSteps } from './jobPlan.ts';
import { plainStep, problemOf, readStep } from './jobPlan.ts';

/** What an export would ask of the CRM. Modules are planned side by side; the calls are governed. */
export async function exportSteps(parts: JobParts, job: ExportJob, reading: JobReading): Promise<PlannedSteps> {
  const modules = await Promise.all(job.modules.map((module) => planModule(parts, job, module, reading)));
  return { destination: job.to.file, modules, schema: undefined };
}

async function planModule(
  parts: JobParts,
  job: ExportJob,
  module: ExportedModule,
  reading: JobReading,
): Promise<PlannedModule> {
  const into = [job.to.file.replaceAll('{module}', module.module)];
  try {
    const place = { folder: parts.folder, timeZone: parts.connection.timeZone, startedAt: parts.clock.now() };
    const files = exportFiles(job.to, module.module, place);
    if (job.deletions === 'file') into.push(path.basename(files.deletions));
    const described = await describeExport(parts, job, module, reading);
    const start = startFrom(await readExportState(files.state), described);
    const plan = await planExport(job, described, start, reading);
    const kind = start.stopped ? 'rest' : plan.window && start.last ? 'changes' : 'all';
    const deletions = start.last && plan.window && job.deletions !== 'none' ? [deletionsStep(reading)] : [];
    return { module: module.module, into, steps: [...deletions, readStepOf(kind, plan)] };
  } catch (error) {
    return { module: module.module, into, steps: [], problem: problemOf(error, reading.readParts.signal) };
  }
}

function readStepOf(kind: PlannedStep['kind'], { read, sort, count }: ExportPlan): PlannedStep {
  const step = readStep(kind, read, count);
  if (!sort) return step;
  // One page after the other.
  const why = `Only queries sort by ${sort.field}.`;
  return { ...step, lanes: 1, seconds: step.seconds * step.lanes, why };
}

/** How many pages the list of deletions has shows when it is read. */
export function deletionsStep({ limits }: JobReading): PlannedStep {
  return plainStep('deletions', { calls: 1, credits: limits.credits.deletions, seconds: 1 }, undefined);
}
