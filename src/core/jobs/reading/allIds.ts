import type { CrmRecords, ReadLimits } from '../../crm/crmRecords.ts';
import type { FieldsOf } from './learnFields.ts';
import { planRead } from './readPlan.ts';
import type { ReadParts } from './readRecords.ts';
import { readRecords } from './readRecords.ts';

/**
 * The ids of all records of a module, converted leads included, in the way that costs least: by pages of ids alone, or by
 * bulk export. In batches, in no order.
 */
export async function* allIds(
  records: CrmRecords,
  { module, count, limits, fieldsOf }: { module: string; count: number; limits: ReadLimits; fieldsOf: FieldsOf },
  parts: ReadParts,
): AsyncGenerator<readonly string[]> {
  const known = new Map([[module, await fieldsOf(module, parts.signal)]]);
  const plan = planRead({ module, fields: [] }, { count, limits, known, creditsLeft: records.creditsLeft() });
  for await (const batch of readRecords(records, plan, parts)) yield batch.records.map((record) => record.id);
}
