import type { ExportDescription } from './exportDescription.ts';
import type { ExportedDeletions } from './exportedDeletions.ts';
import type { ExportPlan, ExportStart } from './exportPlan.ts';
import type { ExportState, LastExport } from './exportState.ts';
import { writeExportState } from './exportState.ts';

/** What the next run can be spared; more of them are simply exported twice. */
const mostRecent = 10_000;

/** So that nobody takes the draft that begins now for the one of the run that stopped. */
export async function forgetStopped(
  stateFile: string,
  state: ExportState | undefined,
  { content }: ExportDescription,
  { last }: ExportStart,
): Promise<void> {
  if (state?.stopped) await writeExportState(stateFile, last && { version: 1, content, last });
}

/** What the next run has to know. */
export function lastOf(
  { window, untilMs }: ExportPlan,
  recent: readonly [string, string][],
  deletions: ExportedDeletions | undefined,
  restored: ReadonlySet<string>,
): LastExport | undefined {
  if (!window) return undefined;
  const kept = recent.length > mostRecent ? [] : [...recent];
  const recycled = (deletions?.recycled ?? []).filter(([id]) => !restored.has(id));
  return { untilMs, recent: kept, deletions: [...(deletions?.recent ?? [])], recycled };
}
