import type { CrmRecord } from '../../model/record.ts';
import type { ExportJob } from '../jobFile/jobSchema.ts';
import type { JobParts } from '../jobParts.ts';
import { chunksOf } from '../reading/chunks.ts';
import { destinationFormat } from './csvOptions.ts';
import { deletedTimeColumn, idColumn } from './exportColumns.ts';

const linesAtOnce = 2_000;

/**
 * Writes the second file of an export, of records that were deleted, and answers its path. Also where nothing was deleted,
 * so that whoever reads it does not find an older one.
 */
export async function writeDeletionsFile(
  { files, connection }: Pick<JobParts, 'files' | 'connection'>,
  { to }: Pick<ExportJob, 'to'>,
  { file, rows }: { readonly file: string; readonly rows: readonly CrmRecord[] },
  signal: AbortSignal,
): Promise<string> {
  const format = destinationFormat([idColumn(to), deletedTimeColumn(to, connection.timeZone)], to);
  const { encoding, compression } = to;
  const draft = await files.open({ file, encoding, compression, resumeAt: undefined });
  try {
    if (format.head !== '') await draft.write(format.head);
    for (const some of chunksOf(rows, linesAtOnce)) await draft.write(format.rows(some, false));
    return await draft.finish(signal);
  } finally {
    await draft.close();
  }
}
