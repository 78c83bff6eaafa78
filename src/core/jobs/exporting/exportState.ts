import { createHash } from 'node:crypto';
import path from 'node:path';
import * as z from 'zod';

import { parseJson } from '../../model/parse.ts';
import { FolderFiles } from '../../util/folderFiles.ts';

/**
 * What a run into a file leaves for the next one, in a file beside it: plain JSON with ids and times, and neither values of
 * records nor a secret. Whoever removes it makes the next run begin anew.
 */
export type ExportState = z.output<typeof stateSchema>;
export type StoppedExport = NonNullable<ExportState['stopped']>;
export type LastExport = NonNullable<ExportState['last']>;

const versions = z.array(z.tuple([z.string(), z.string()]));
const end = z.string().optional();
const ranges = z.array(z.object({ after: end, upTo: end }).transform(({ after, upTo }) => ({ after, upTo })));

const deletions = z.array(z.tuple([z.string(), z.number()]));

const stateSchema = z.object({
  version: z.literal(1),
  /** Of what is exported: a job that asks for something else begins anew. */
  content: z.string(),
  /** A run that did not come to its end. */
  stopped: z
    .object({
      /** Of content and looks: see {@link fingerprint}. */
      request: z.string(),
      /** By which the file got its name; epoch milliseconds. */
      startedAt: z.number(),
      /** Of the draft. */
      bytes: z.number(),
      records: z.number(),
      untilMs: z.number(),
      /** What is left, where the order is by id or none. */
      remaining: ranges.exactOptional(),
      /** How far it got, where the order is by time; the ids are those of the last second. */
      reached: z.object({ timeMs: z.number(), ids: z.array(z.string()) }).exactOptional(),
      deletions: z.number(),
      recent: versions,
    })
    .exactOptional(),
  /** The last run that came to its end, where the next one exports changes. */
  last: z
    .object({
      untilMs: z.number(),
      recent: versions,
      deletions,
      /** Told as deleted, and in the recycle bin: who restores one does not change it, so that no window shows it. */
      recycled: deletions,
    })
    .exactOptional(),
});

/** Undefined where there is none that can be used. */
export async function readExportState(file: string): Promise<ExportState | undefined> {
  const text = await filesBeside(file).read(path.basename(file));
  const parsed = stateSchema.safeParse(text === undefined ? undefined : parseJson(text));
  return parsed.success ? parsed.data : undefined;
}

/** Whoever is killed leaves the old state or the new one. Undefined removes it. */
export async function writeExportState(file: string, state: ExportState | undefined): Promise<void> {
  const files = filesBeside(file);
  if (state) await files.writeWhole(path.basename(file), `${JSON.stringify(state)}\n`);
  else await files.remove(path.basename(file));
}

/** The same for what is the same, whatever the order of the keys was. */
export function fingerprint(value: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(value)))
    .digest('hex')
    .slice(0, 32);
}

function filesBeside(file: string): FolderFiles {
  return new FolderFiles(path.dirname(file));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, each]) => [key, sorted(each)]));
}
