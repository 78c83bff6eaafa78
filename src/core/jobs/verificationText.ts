import type { ModuleVerification, ReplicaVerification, RowDifference, TableVerification } from './verifyReplica.ts';

/** So many keys of a table are listed; more help nobody who reads. */
const mostListed = 100;

/** Whether each row was found as it should be. */
export function isVerified({ modules }: ReplicaVerification): boolean {
  return modules.every(({ problem, tables }) => problem === undefined && tables.every(({ differing }) => differing === 0));
}

/** A verification as Markdown: counts for each table, and the keys of the rows that differ. */
export function verificationText(verification: ReplicaVerification, jobName: string): string {
  const { modules, creditsSpent } = verification;
  const verdict = isVerified(verification)
    ? 'Every row is as it is in the CRM.'
    : '**Not every row is as it is in the CRM.** Run the job, and verify again: what differs then is listed below.';
  const rows = modules.flatMap(rowsOf);
  const head = [
    '| Module | Table | In the CRM | In the table | Differing | Not yet copied |',
    '| --- | --- | --: | --: | --: | --: |',
  ];
  const details = modules.flatMap(({ tables }) => tables.filter(({ differing }) => differing > 0).map(differencesOf));
  const paragraphs = [
    `# Verification: ${escaped(jobName)}`,
    `${verdict} API credits spent: ${String(creditsSpent)}.`,
    [...head, ...rows].join('\n'),
    ...details,
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

function rowsOf({ module, problem, tables }: ModuleVerification): readonly string[] {
  if (problem !== undefined) return [`| ${escaped(module)} | ${escaped(problem)} | | | | |`];
  return tables.map(({ table, rowsInCrm, rowsInTable, differing, notYetCopied }) =>
    [`| ${escaped(module)} | ${escaped(table)} |`, `${rowsInCrm} | ${rowsInTable} | ${differing} | ${notYetCopied} |`].join(
      ' ',
    ),
  );
}

const kinds: Readonly<Record<RowDifference['kind'], string>> = {
  onlyInCrm: 'only in the CRM',
  onlyInTable: 'only in the table',
  different: 'different',
};

function differencesOf({ table, differing, differences }: TableVerification): string {
  const listed = differences.slice(0, mostListed).map(({ key, kind }) => `- \`${key}\`: ${kinds[kind]}`);
  const more = differing > listed.length ? [`- … and ${differing - listed.length} more`] : [];
  return [`## ${escaped(table)}`, '', ...listed, ...more].join('\n');
}

function escaped(text: string): string {
  return text.replaceAll(/[\\`*_{}[\]<>|#]/g, String.raw`\$&`).replaceAll(/\s+/g, ' ');
}
