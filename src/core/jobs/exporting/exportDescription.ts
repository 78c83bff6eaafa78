import type { Condition } from '../../coql/syntax.ts';
import { InputError } from '../../errors.ts';
import type { Field } from '../../model/metadata.ts';
import type { SavedColumn } from '../../model/rowFormat.ts';
import type { ExportJob } from '../jobFile/jobSchema.ts';
import { conditionOf, moduleNamed } from '../jobModule.ts';
import type { JobParts } from '../jobParts.ts';
import type { JobReading } from '../jobReading.ts';
import type { KnownFields } from '../reading/fieldPlan.ts';
import { learnFields } from '../reading/learnFields.ts';
import { deletedTimeColumn, exportColumns, exportedPaths } from './exportColumns.ts';
import { fingerprint } from './exportState.ts';

export type ExportedModule = ExportJob['modules'][number];

/** What the export of one module is made of, as far as metadata tell. */
export interface ExportDescription {
  readonly module: ExportedModule;
  readonly own: readonly Field[];
  /** API names and paths, without the id. */
  readonly paths: readonly string[];
  readonly known: KnownFields;
  readonly condition: Condition | undefined;
  readonly columns: readonly SavedColumn[];
  /** Fingerprints of what is exported, and of that with its looks. */
  readonly content: string;
  readonly request: string;
}

/** InputError, naming the field or the key, for what the CRM does not have. */
export async function describeExport(
  parts: JobParts,
  job: ExportJob,
  module: ExportedModule,
  { limits, readParts: { signal } }: JobReading,
): Promise<ExportDescription> {
  await moduleNamed(module.module, parts, signal);
  const own = await parts.fieldsOf(module.module, signal);
  const named = exportedPaths(module, own);
  // A line that tells of a deletion has nothing else to say which record it was.
  const paths = job.deletions === 'column' && !named.includes('id') ? ['id', ...named] : named;
  const known = await learnFields(module.module, paths, parts.fieldsOf, signal);
  const { timeZone } = parts.connection;
  const columns = exportColumns(module.module, paths, job.to, { known, limits, timeZone });
  const deleted = job.deletions === 'column' ? [deletedTimeColumn(job.to, timeZone)] : [];
  requireConverted(module, own);
  const content = fingerprint([job.connection, module.module, paths, module.where, module.converted, job.changes]);
  return {
    module,
    own,
    paths: paths.filter((path) => path !== 'id'),
    known,
    condition: conditionOf(module.module, module.where),
    columns: [...columns, ...deleted],
    content,
    request: fingerprint([content, job.to, job.deletions, module.orderBy, timeZone]),
  };
}

function requireConverted({ module, converted }: ExportedModule, own: readonly Field[]): void {
  if (converted !== 'yes' || own.some(({ apiName }) => apiName === convertedField)) return;
  throw new InputError(`${module} has no converted records. Leave "converted" out.`, 'converted');
}

/** Tells, in leads, whether one was converted. */
export const convertedField = 'Converted__s';
