import { parseDocument } from '../../core/coql/parse.ts';
import { findProblems } from '../../core/coql/problems.ts';
import type { Query, QueryDocument } from '../../core/coql/syntax.ts';
import type { CrmRecords } from '../../core/crm/crmRecords.ts';
import { InputError } from '../../core/errors.ts';
import type { QueryContext } from '../../core/jobs/querying/queryRequest.ts';
import { runQuery } from '../../core/jobs/runQuery.ts';
import type { CachedModule } from '../../core/metadata/metadataCache.ts';
import type { CrmRecord } from '../../core/model/record.ts';

/** A model needs examples and sums, not the data: what is more than this fills its memory and the user's screen. */
export const usualRows = 50;
/** Zoho takes one credit for up to so many rows. */
export const mostRows = 200;

/** A query that looks as if Zoho would take it. */
export interface CheckedQuery {
  readonly document: QueryDocument;
  readonly query: Query;
  readonly rowLimit: number;
}

/** Says what is wrong with a query before anything is sent, in words that help to mend it. */
export function checkedQuery(
  text: string,
  askedRows: number | undefined,
  known: readonly CachedModule[],
): CheckedQuery {
  const document = parseDocument(text);
  const [query, ...others] = document.queries;
  if (!query || others.length > 0) throw new InputError('Send exactly one COQL query, without a semicolon.', 'query');
  const problems = findProblems(document, knownMetadata(known)).filter((each) => each.severity === 'error');
  if (problems.length > 0) {
    const sentences = problems.map((each) => `- ${each.message}`);
    throw new InputError(`Zoho CRM would refuse this query:\n${sentences.join('\n')}`, 'query');
  }
  const rowLimit = Math.min(mostRows, Math.max(1, Math.floor(askedRows ?? usualRows)));
  return { document, query, rowLimit };
}

/** Runs it; at most as many rows come as the cap allows, and the answer says whether there are more. */
export async function queryAnswer(
  { document, query, rowLimit }: CheckedQuery,
  records: CrmRecords,
  context: QueryContext,
): Promise<object> {
  const rows: CrmRecord[] = [];
  let hasMore = false;
  for await (const batch of runQuery(records, { document, query, rowLimit }, context)) {
    rows.push(...batch.records);
    hasMore = batch.reachedLimit;
  }
  return {
    rows,
    rowCount: rows.length,
    ...(hasMore ? { note: `There are more rows: only the first ${rows.length} are here.` } : {}),
    apiCreditsSpent: records.spent(),
  };
}

function knownMetadata(known: readonly CachedModule[]) {
  const fields = new Map(known.map(({ module, details }) => [module.apiName, details?.fields]));
  const modules = known.map((each) => each.module);
  return {
    modules: () => (modules.length > 0 ? modules : undefined),
    fields: (apiName: string) => fields.get(apiName),
  };
}
