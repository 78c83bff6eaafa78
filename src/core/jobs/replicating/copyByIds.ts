import { readByIds } from './moduleReading.ts';
import type { ModuleWork } from './replicaRun.ts';

export interface CopyChoices {
  /** Whether rows of records that are not there, or no longer wanted, are deleted. */
  readonly deletesMissing: boolean;
}

/** Brings some records up to what they are now; answers the ids of those that are there. */
export async function copyByIds(
  { run, module, writer, read }: Pick<ModuleWork, 'run' | 'module' | 'writer' | 'read'>,
  ids: ReadonlySet<string>,
  { deletesMissing }: CopyChoices,
): Promise<ReadonlySet<string>> {
  const missing = new Set(ids);
  for await (const records of readByIds(run, module, [...ids])) {
    for (const { id } of records) missing.delete(id);
    await writer.write({ records });
    read(records.length);
  }
  const deletedAt = run.crmNow();
  if (deletesMissing && missing.size > 0) {
    await writer.write({ deletions: [...missing].map((id) => ({ id, deletedAt })) });
  }
  return new Set([...ids].filter((id) => !missing.has(id)));
}
