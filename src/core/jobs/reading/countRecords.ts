import type { CrmRecords } from '../../crm/crmRecords.ts';
import { FatalError, InputError, MissingScopeError } from '../../errors.ts';
import { allOf, conditionText, windowText } from './conditionText.ts';
import type { ReadRequest } from './readRequest.ts';

/**
 * How many records a request is for, at this moment, by one query. Where queries do not know the module, the CRM's own
 * count of all its records, which may lag by minutes; undefined where it counts none of this module.
 */
export async function countRecords(
  records: CrmRecords,
  { module, condition, changed, ids }: ReadRequest,
  signal: AbortSignal,
): Promise<number | undefined> {
  if (ids) return ids.length;
  const where = allOf([condition && conditionText(condition), changed && windowText(changed)]);
  const statement = `select COUNT(id) from ${module} where ${where} limit 1`;
  try {
    const [row] = (await records.query(statement, signal)).records;
    return Number(row?.['COUNT(id)'] ?? 0);
  } catch (error) {
    if (!isRefusal(error) || condition) throw error;
  }
  try {
    return await records.count(module, undefined, signal);
  } catch (error) {
    if (isRefusal(error)) return undefined;
    throw error;
  }
}

function isRefusal(error: unknown): boolean {
  return error instanceof InputError || error instanceof FatalError || error instanceof MissingScopeError;
}
