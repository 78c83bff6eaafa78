import { queryLimits } from '../../core/coql/limits.ts';
import type { QueryCost } from '../../core/jobs/runQuery.ts';
import type { Connection } from '../../core/model/connection.ts';
import { queryCredits } from '../../core/model/queryCredits.ts';
import { domainOf, environmentLabel } from '../connectionTree/connectionText.ts';
import type { L10n } from '../l10n.ts';
import { escapeMarkdown } from '../timeZones/markdown.ts';

export interface ExplanationFacts {
  readonly connection: Connection;
  /** What is sent, without comments. */
  readonly statement: string;
  readonly cost: QueryCost;
  /** Rows that the query's LIMIT asks for; undefined where it has none. */
  readonly limit: number | undefined;
}

/** How a query will be run and what that costs, in Markdown. */
export function explanation({ connection, statement, cost, limit }: ExplanationFacts, l10n: L10n): string {
  const place = `${domainOf(connection, l10n)} · ${environmentLabel(connection, l10n)}`;
  const lines = [
    l10n.t('Connection: {0} ({1})', escapeMarkdown(connection.name), escapeMarkdown(place)),
    l10n.t('API: {0}', `\`POST ${connection.apiDomain ?? ''}/crm/v8/coql\``),
    callsInWords(cost, limit, l10n),
    creditsInWords(cost, l10n),
    pagingInWords(cost, l10n),
  ];
  return [
    `# ${l10n.t('How this query is run')}`,
    lines.map((line) => `- ${line}`).join('\n'),
    `## ${l10n.t('What is sent')}`,
    `\`\`\`coql\n${statement}\n\`\`\``,
  ].join('\n\n');
}

function callsInWords({ calls, paging }: QueryCost, limit: number | undefined, l10n: L10n): string {
  const perCall = numberText(queryLimits.rows);
  if (paging === 'asWritten') return l10n.t('Calls: 1, as the query is not complete.');
  if (limit === undefined || calls === undefined) {
    return l10n.t('Calls: 1 for the first {0} rows, and 1 for each further {1}.', queryLimits.defaultRows, perCall);
  }
  return l10n.t('Calls: at most {0}, for the {1} rows of its LIMIT.', numberText(calls), numberText(limit));
}

function creditsInWords({ credits, creditsOfFirstCall }: QueryCost, l10n: L10n): string {
  if (credits !== undefined) return l10n.t('API credits: at most {0}.', numberText(credits));
  const perCall = queryCredits(queryLimits.rows);
  return l10n.t('API credits: {0} for the first call, and {1} for each that follows.', creditsOfFirstCall, perCall);
}

function pagingInWords({ paging, calls }: QueryCost, l10n: L10n): string {
  if (calls === 1) return l10n.t('Pages: one.');
  switch (paging) {
    case 'byKey':
      return l10n.t('Pages: each goes on behind the last row of the one before, so that there is no limit of rows.');
    case 'byOffset':
      return l10n.t('Pages: by OFFSET, which reaches {0} rows in this order.', numberText(queryLimits.reach));
    case 'asWritten':
      return l10n.t('Pages: one.');
  }
}

function numberText(count: number): string {
  return count.toLocaleString('en');
}
