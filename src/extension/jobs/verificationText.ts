import type {
  ModuleVerification,
  ReplicaVerification,
  RowDifference,
  TableVerification,
} from '../../core/jobs/verifyReplica.ts';
import type { L10n } from '../l10n.ts';
import { escapeMarkdown } from '../timeZones/markdown.ts';

/** So many keys of a table are listed; more help nobody who reads. */
const mostListed = 100;

/** A verification as Markdown: counts for each table, and the keys of the rows that differ. */
export function verificationText(verification: ReplicaVerification, jobName: string, l10n: L10n): string {
  const { modules, creditsSpent } = verification;
  const head = [l10n.t('Module'), l10n.t('Table'), l10n.t('In the CRM'), l10n.t('In the table')];
  const counts = [l10n.t('Differing'), l10n.t('Not yet copied')];
  const paragraphs = [
    `# ${l10n.t('Verification of {0}', escapeMarkdown(jobName))}`,
    `${verdict(modules, l10n)} ${l10n.t('API credits spent: {0}.', creditsSpent)}`,
    [line([...head, ...counts]), '| --- | --- | --: | --: | --: | --: |', ...modules.flatMap(rowsOf)].join('\n'),
    ...modules
      .flatMap(({ tables }) => tables.filter(({ differing }) => differing > 0))
      .map((table) => listOf(table, l10n)),
  ];
  return `${paragraphs.join('\n\n')}\n`;
}

function verdict(modules: readonly ModuleVerification[], l10n: L10n): string {
  const isEqual = modules.every(
    ({ problem, tables }) => problem === undefined && tables.every(({ differing }) => differing === 0),
  );
  if (isEqual) return l10n.t('Every row is as it is in the CRM.');
  return `**${l10n.t('Not every row is as it is in the CRM.')}** ${l10n.t('Run the job, and verify again.')}`;
}

function rowsOf({ module, problem, tables }: ModuleVerification): readonly string[] {
  if (problem !== undefined) return [line([module, problem, '', '', '', ''])];
  return tables.map(({ table, rowsInCrm, rowsInTable, differing, notYetCopied }) =>
    line([module, table, ...[rowsInCrm, rowsInTable, differing, notYetCopied].map((each) => each.toLocaleString())]),
  );
}

function line(cells: readonly string[]): string {
  return `| ${cells.map(escapeMarkdown).join(' | ')} |`;
}

function listOf({ table, differing, differences }: TableVerification, l10n: L10n): string {
  const listed = differences.slice(0, mostListed).map(({ key, kind, reason }) => {
    const why = reason === undefined ? '' : ` (${escapeMarkdown(reason)})`;
    return `- \`${key}\`: ${kindText(kind, l10n)}${why}`;
  });
  const more = differing > listed.length ? [`- ${l10n.t('and {0} more', differing - listed.length)}`] : [];
  return [`## ${escapeMarkdown(table)}`, '', ...listed, ...more].join('\n');
}

function kindText(kind: RowDifference['kind'], l10n: L10n): string {
  switch (kind) {
    case 'onlyInCrm':
      return l10n.t('only in the CRM');
    case 'onlyInTable':
      return l10n.t('only in the table');
    case 'different':
      return l10n.t('different');
  }
}
