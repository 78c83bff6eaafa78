import type { Job } from '../../core/jobs/jobFile/jobSchema.ts';

/** What the questions led to; everything else is left to the defaults of job files. */
export type JobDraft = {
  readonly connection: string;
  readonly modules: readonly DraftModule[];
} & (
  | {
      readonly kind: 'export';
      readonly changes: 'all' | 'sinceLastRun';
      /** A path as job files have it. */
      readonly file: string;
    }
  | { readonly kind: 'replicate'; readonly to: { readonly sqlite: string } | { readonly database: string } }
);

export interface DraftModule {
  readonly module: string;
  /** Undefined = all. */
  readonly fields?: readonly string[];
  readonly where?: string;
  readonly orderBy?: { readonly field: string; readonly descending: boolean };
}

/** The text of a job file, with a line end. */
export function jobText(draft: JobDraft): string {
  const { connection, modules } = draft;
  const begin = { version: 1, kind: draft.kind satisfies Job['kind'], connection, modules };
  const changes = draft.kind === 'export' && draft.changes === 'sinceLastRun' ? { changes: draft.changes } : {};
  const to = draft.kind === 'export' ? { file: draft.file } : draft.to;
  return `${JSON.stringify({ ...begin, ...changes, to }, undefined, 2)}\n`;
}

/** What a job is called: its module, else what it does. */
export function suggestedJobName(kind: Job['kind'], modules: readonly string[]): string {
  const [only, ...others] = modules;
  const subject = only !== undefined && others.length === 0 ? only : `${modules.length}-modules`;
  return kind === 'export' ? `export-${subject}` : `replicate-${subject}`;
}

/** Where an export goes: beside the job file, and one file for each module. */
export function suggestedFile(modules: readonly string[]): string {
  return modules.length === 1 ? `${modules[0] ?? '{module}'}.csv` : '{module}.csv';
}
