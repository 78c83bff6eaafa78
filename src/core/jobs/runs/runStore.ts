import * as z from 'zod';

import type { RunRecord } from '../../model/run.ts';
import { failureKinds, runOutcomes } from '../../model/run.ts';
import { asObject, parseJson } from '../../model/parse.ts';
import type { BlobStore } from '../../ports.ts';

/**
 * Runs that are over, each as one readable JSON file that says all about it by itself, so that it can be kept, sent and
 * read without us. Several windows may write at once: each run has a file of its own.
 */
export class RunStore {
  readonly #files: BlobStore;
  readonly #keep: number;

  /** `keep`: how many runs are kept; older ones go when a new one is saved. */
  constructor(files: BlobStore, keep = 500) {
    this.#files = files;
    this.#keep = keep;
  }

  async save(run: RunRecord): Promise<void> {
    await this.#files.writeWhole(pathOf(run.id), `${JSON.stringify({ version: 1, ...run }, undefined, 2)}\n`);
    for (const id of (await this.#ids()).slice(this.#keep)) await this.remove(id);
  }

  /** Newest first; at most so many. Files that are damaged or of a newer version are passed over, and stay. */
  async list(most = 100): Promise<readonly RunRecord[]> {
    const runs: RunRecord[] = [];
    for (const id of await this.#ids()) {
      if (runs.length >= most) break;
      const run = await this.find(id);
      if (run) runs.push(run);
    }
    return runs;
  }

  async find(id: string): Promise<RunRecord | undefined> {
    const text = await this.#files.read(pathOf(id));
    const stored = text === undefined ? undefined : asObject(parseJson(text));
    const parsed = runSchema.safeParse(stored);
    return parsed.success && stored?.['version'] === 1 ? parsed.data : undefined;
  }

  /** With the files that belong to it. */
  async remove(id: string): Promise<void> {
    await this.#files.remove(pathOf(id));
    await this.#files.remove(rejectedRowsName(id));
  }

  /** Newest first. */
  async #ids(): Promise<readonly string[]> {
    const names = await this.#files.list('');
    const ids = names.filter((name) => name.endsWith(extension)).map((name) => name.slice(0, -extension.length));
    return ids.sort().reverse();
  }
}

/** An id that sorts by time and tells runs of one second apart. `random`: 0 ≤ x < 1. */
export function runIdAt(startedAt: number, random: number): string {
  const time = new Date(startedAt)
    .toISOString()
    .replaceAll(/[-:]/g, '')
    .replace(/\.(\d+)Z$/, '$1Z');
  return `${time}-${Math.floor(random * 36 ** 4)
    .toString(36)
    .padStart(4, '0')}`;
}

/** The name, in the same folder, of the file of rows that a run could not write. */
export function rejectedRowsName(id: string): string {
  return `${id}.rejected.csv`;
}

const extension = '.run.json';

function pathOf(id: string): string {
  return `${id}${extension}`;
}

const count = z.number().int().nonnegative();

const runSchema = z.object({
  id: z.string(),
  jobName: z.string(),
  jobFile: z.string().exactOptional(),
  jobKind: z.enum(['export', 'replicate']),
  connectionName: z.string(),
  startedAt: z.number(),
  endedAt: z.number(),
  host: z.string(),
  outcome: z.enum(runOutcomes),
  modules: z.array(
    z.object({
      module: z.string(),
      read: count,
      inserted: count,
      updated: count,
      deleted: count,
      rejected: count,
      upTo: z.number().exactOptional(),
      problem: z.string().exactOptional(),
    }),
  ),
  creditsSpent: z.number(),
  files: z.array(z.string()),
  rejectedRowsFile: z.string().exactOptional(),
  explanation: z.string().exactOptional(),
  failureKind: z.enum(failureKinds).exactOptional(),
  notes: z.array(z.string()).exactOptional(),
});
