import { parseDocument } from '../../coql/parse.ts';
import type { CrmRecords } from '../../crm/crmRecords.ts';
import { FatalError, InputError } from '../../errors.ts';
import type { CrmRecord } from '../../model/record.ts';
import { usualLimits } from '../querying/queryRequest.ts';
import { Completer } from '../reading/completer.ts';
import { allOf, conditionText, windowText } from '../reading/conditionText.ts';
import { GovernedRecords } from '../reading/governedRecords.ts';
import { selectList } from '../reading/queriedRows.ts';
import { inOneBatch } from '../reading/queriesByTime.ts';
import { settleQueries } from '../reading/queryPages.ts';
import type { ReadContext } from '../reading/readContext.ts';
import type { ReadPlan } from '../reading/readPlan.ts';
import type { ReadParts } from '../reading/readRecords.ts';
import { runQuery } from '../runQuery.ts';

export interface SortOrder {
  readonly field: string;
  readonly descending: boolean;
}

/**
 * Records in the order of any field that the CRM can sort by, with the same values as every other way of reading gives. By
 * queries, one page after the other. InputError where the CRM does not sort as many records.
 */
export async function* sortedRecords(
  records: CrmRecords,
  plan: ReadPlan,
  order: SortOrder,
  parts: ReadParts,
): AsyncGenerator<readonly CrmRecord[]> {
  if (plan.way !== 'coql') throw new InputError('Only queries ("way": "coql") sort by a field.', 'way');
  const { limits, known } = plan.facts;
  const governed = new GovernedRecords(records, limits, parts.governor, parts.budget);
  const downloadTurn = (signal: AbortSignal): Promise<void> => parts.governor.downloadTurn(signal);
  const context: ReadContext = { ...parts, records: governed, limits, known, downloadTurn };
  const settled = await settleQueries(plan.request, plan.fields, context);
  if (!settled) return;
  const fields = inOneBatch(settled.fields);
  const completer = new Completer(fields, context);
  const document = parseDocument(statementOf(plan, fields.columnBatches[0] ?? [], order));
  const [query] = document.queries;
  if (!query) throw new FatalError(`${plan.request.module} cannot be sorted by ${order.field}.`);
  const request = { document, query, fields: known.get(plan.request.module) };
  const pages = { ...usualLimits, firstRows: usualLimits.rows };
  for await (const page of runQuery(governed, request, { signal: parts.signal, log: parts.log, limits: pages })) {
    yield await completer.complete(page.records);
  }
}

function statementOf({ request }: ReadPlan, columns: readonly string[], { field, descending }: SortOrder): string {
  const { module, condition, changed } = request;
  const where = allOf([condition && conditionText(condition), changed && windowText(changed)]);
  const direction = descending ? 'desc' : 'asc';
  return `select ${selectList(columns)} from ${module} where ${where} order by ${field} ${direction}`;
}
