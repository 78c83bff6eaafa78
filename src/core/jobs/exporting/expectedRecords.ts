import { isProductError } from '../../errors.ts';
import { conditionOf } from '../jobModule.ts';
import type { JobReading } from '../jobReading.ts';
import { countRecords } from '../reading/countRecords.ts';
import type { ExportDescription } from './exportDescription.ts';
import { convertedField } from './exportDescription.ts';
import type { ExportPlan } from './exportPlan.ts';

/**
 * About how many records are still to be exported: those to be read without the converted leads, or these alone, as the
 * job wants it. Costs one more count for leads. Undefined where the CRM does not tell how many are to be read.
 */
export async function expectedRecords(
  { count, read: { request } }: Pick<ExportPlan, 'count' | 'read'>,
  { module, own }: Pick<ExportDescription, 'module' | 'own'>,
  alreadyWritten: number,
  { records, readParts: { signal } }: Pick<JobReading, 'records' | 'readParts'>,
): Promise<number | undefined> {
  const tellsConverted = own.some(({ apiName }) => apiName === convertedField);
  if (count === undefined || module.converted === 'both' || !tellsConverted) return count;
  const isConverted = `${convertedField} = true`;
  const where = module.where === undefined ? isConverted : `(${module.where}) and ${isConverted}`;
  try {
    const condition = conditionOf(module.module, where);
    const converted = await countRecords(records, { ...request, ...(condition && { condition }) }, signal);
    if (converted === undefined) return count;
    if (module.converted === 'no') return Math.max(0, count - converted);
    return Math.max(0, converted - (request.remaining === undefined ? 0 : alreadyWritten));
  } catch (error) {
    // Reading meets the same, or does without: how far it is in all is no reason not to begin.
    if (signal.aborted || !isProductError(error)) throw error;
    return count;
  }
}
