import path from 'node:path';

import { runJob } from '../../core/jobs/runJob.ts';
import { RunStore } from '../../core/jobs/runs/runStore.ts';
import type { ModuleSummary, RunRecord } from '../../core/model/run.ts';
import { FolderFiles } from '../../core/util/folderFiles.ts';
import type { CommandLine } from '../commandLine.ts';
import { exitCodeOfRun } from '../exitCodes.ts';
import type { CliHost } from '../host.ts';
import { withJob } from '../jobFiles.ts';

/** Runs a job file and answers the exit code. */
export function run(line: CommandLine, host: CliHost): Promise<number> {
  const { output, log, signal } = host;
  const folder = path.join(host.stateFolder, 'runs');
  return withJob(line, host, async ({ job, name, file }, parts) => {
    const request = { job, jobName: name, jobFile: file, host: 'terminal' } as const;
    const report = output.progress.bind(output);
    const keeping = { runs: new RunStore(new FolderFiles(folder)), folder, random: Math.random };
    const record = await runJob(parts, request, { signal, log, report }, keeping);
    output.tell('end', { ...record, exitCode: exitCodeOfRun(record) });
    output.say(summaryText(record));
    return exitCodeOfRun(record);
  });
}

const outcomes: Readonly<Record<RunRecord['outcome'], string>> = {
  succeeded: 'Done',
  rejectedRows: 'Done, but some rows were rejected',
  stoppedAtBudget: "Stopped at its share of the day's API credits",
  cancelled: 'Canceled',
  failed: 'Failed',
};

const number = new Intl.NumberFormat('en-US');

function summaryText(record: RunRecord): string {
  const { outcome, jobName, jobKind, modules, creditsSpent, files, explanation, rejectedRowsFile, notes = [] } = record;
  const seconds = ((record.endedAt - record.startedAt) / 1000).toFixed(1);
  return [
    `${outcomes[outcome]}: ${jobName}, in ${seconds} s, for ${number.format(creditsSpent)} API credits.`,
    ...(explanation === undefined ? [] : [explanation]),
    ...modules.map((module) => moduleText(module, jobKind)),
    ...notes,
    ...files.filter((each) => each !== rejectedRowsFile),
    ...(rejectedRowsFile === undefined ? [] : [`Rejected rows: ${rejectedRowsFile}`]),
  ].join('\n');
}

function moduleText(
  { module, read, inserted, updated, deleted, rejected, problem }: ModuleSummary,
  jobKind: RunRecord['jobKind'],
): string {
  const done = jobKind === 'export' ? { written: inserted, deleted } : { inserted, updated, deleted, rejected };
  const counts = Object.entries({ read, ...done })
    .filter(([name, count]) => count > 0 || name === 'read')
    .map(([name, count]) => `${number.format(count)} ${name}`);
  return `  ${module}: ${counts.join(', ')}${problem === undefined ? '' : `. ${problem}`}`;
}
