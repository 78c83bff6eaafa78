import { InputError } from '../../core/errors.ts';
import type { ModuleVerification, TableVerification } from '../../core/jobs/verifyReplica.ts';
import { verifyReplica } from '../../core/jobs/verifyReplica.ts';
import type { CommandLine } from '../commandLine.ts';
import type { CliHost } from '../host.ts';
import { withJob } from '../jobFiles.ts';

/** Compares the tables of a replication with the CRM. Exit code 1 where they differ, or cannot be compared. */
export function verify(line: CommandLine, host: CliHost): Promise<number> {
  const { output, log, signal } = host;
  return withJob(line, host, async ({ job, name }, parts) => {
    if (job.kind !== 'replicate') {
      throw new InputError(`${name} is an export: only what a replication wrote can be verified.`, 'kind');
    }
    const report = output.progress.bind(output);
    const { modules, creditsSpent } = await verifyReplica(parts, job, { signal, log, report });
    const isEqual = modules.every(isSame);
    output.tell('verification', { modules, creditsSpent, isEqual });
    output.say([...modules.flatMap(moduleLines), isEqual ? 'No differences.' : 'There are differences.'].join('\n'));
    return isEqual ? 0 : 1;
  });
}

function isSame({ problem, tables }: ModuleVerification): boolean {
  return problem === undefined && tables.every(({ differing }) => differing === 0);
}

const number = new Intl.NumberFormat('en-US');
const kinds = { onlyInCrm: 'only in Zoho CRM', onlyInTable: 'only in the table', different: 'different' } as const;

function moduleLines({ module, problem, tables }: ModuleVerification): readonly string[] {
  if (problem !== undefined) return [`${module}: ${problem}`];
  return tables.flatMap((table) => [tableText(table), ...table.differences.map(differenceText)]);
}

function tableText({ table, rowsInCrm, rowsInTable, differing, notYetCopied }: TableVerification): string {
  const counts = `${number.format(rowsInCrm)} rows in Zoho CRM, ${number.format(rowsInTable)} in the table`;
  const newer = notYetCopied === 0 ? '' : `, ${number.format(notYetCopied)} changed since the last run`;
  return `${table}: ${counts}, ${number.format(differing)} differ${newer}`;
}

function differenceText({ key, kind, reason }: TableVerification['differences'][number]): string {
  return `  ${key}: ${kinds[kind]}${reason === undefined ? '' : ` (${reason})`}`;
}
