import { planJob } from '../../core/jobs/planJob.ts';
import { planText } from '../../core/jobs/planText.ts';
import type { CommandLine } from '../commandLine.ts';
import type { CliHost } from '../host.ts';
import { withJob } from '../jobFiles.ts';

/** Prints what a run of a job file would do. */
export function plan(line: CommandLine, host: CliHost): Promise<number> {
  const { output, log, signal } = host;
  return withJob(line, host, async ({ job }, parts) => {
    const planned = await planJob(parts, job, { signal, log });
    output.tell('plan', { plan: planned });
    if (!output.isJson) await output.data(planText(planned));
    return 0;
  });
}
