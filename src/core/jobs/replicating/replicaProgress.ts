import * as z from 'zod';

import type { Checkpoint, ModuleState } from '../../targets/dataTarget.ts';
import { fingerprint } from '../exporting/exportState.ts';
import type { IdRange } from '../reading/readRequest.ts';
import type { ReplicaModule } from './replicaPlan.ts';

const idRanges = z.array(z.object({ after: z.string().optional(), upTo: z.string().optional() }));

const storedProgress = z.object({
  request: z.string(),
  recycled: z.record(z.string(), z.array(z.tuple([z.string(), z.number()]))),
  computedAt: z.number().optional(),
  computing: z.object({ startedAt: z.number(), remaining: idRanges }).optional(),
  reading: z.object({ fromMs: z.number().optional(), untilMs: z.number(), remaining: idRanges.optional() }).optional(),
});

/** How far the table of a module is, as the target keeps it: in the transaction that writes the rows. */
export interface ReplicaProgress {
  /** Everything modified up to then is in the table; undefined until a first reading went through. */
  readonly upTo: number | undefined;
  /** Fingerprint of what is read: see {@link requestOf}. */
  readonly request: string;
  /**
   * Records by module (our own, and those of rows) that were seen in the recycle bin, with the times of their deletion.
   * Who restores one does not change it, so that no window of changes shows it.
   */
  readonly recycled: Recycled;
  /** When computed values were last read again, by the CRM's clock. */
  readonly computedAt: number | undefined;
  /** Such a reading that did not come to its end. */
  readonly computing: { readonly startedAt: number; readonly remaining: readonly IdRange[] } | undefined;
  /** A reading that did not come to its end. */
  readonly reading: StoppedReading | undefined;
}

export type Recycled = ReadonlyMap<string, readonly RecycledRecord[]>;
export type RecycledRecord = readonly [id: string, deletedAt: number];

export interface StoppedReading {
  /** Undefined where all records are read. */
  readonly fromMs: number | undefined;
  readonly untilMs: number;
  /** Undefined where nothing was written yet. */
  readonly remaining: readonly IdRange[] | undefined;
}

/** Records leave the recycle bin after 60 days (zoho-api.md section 4.14). */
export const recycledForMs = 60 * 86_400_000;

/** Who wants other records, or more of them, has to read all of them. */
export function requestOf({ fields, where }: ReplicaModule): string {
  return fingerprint([where, fields.map(({ id }) => id).sort()]);
}

/** What is known of a table; what was kept for another request is worth nothing. */
export function progressOf({ checkpoint }: ModuleState, request: string): ReplicaProgress {
  const stored = storedProgress.safeParse(checkpoint?.resume);
  const none = { recycled: new Map(), computedAt: undefined, computing: undefined, reading: undefined };
  if (!stored.success || stored.data.request !== request) return { upTo: undefined, request, ...none };
  const { recycled, computedAt, computing, reading } = stored.data;
  return {
    upTo: checkpoint?.upTo,
    request,
    recycled: new Map(Object.entries(recycled)),
    computedAt,
    computing: computing && { ...computing, remaining: rangesOf(computing.remaining) },
    reading: reading && {
      fromMs: reading.fromMs,
      untilMs: reading.untilMs,
      remaining: reading.remaining && rangesOf(reading.remaining),
    },
  };
}

export function checkpointOf({ upTo, recycled, ...rest }: ReplicaProgress): Checkpoint {
  const resume: z.input<typeof storedProgress> = JSON.parse(
    JSON.stringify({ ...rest, recycled: Object.fromEntries(recycled) }),
  ) as z.input<typeof storedProgress>;
  return { ...(upTo === undefined ? {} : { upTo }), resume };
}

function rangesOf(stored: z.output<typeof idRanges>): readonly IdRange[] {
  return stored.map(({ after, upTo }) => ({ after, upTo }));
}
