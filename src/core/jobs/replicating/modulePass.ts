import type { Deletion } from '../../crm/crmRecords.ts';
import { changesSince, overlapMs } from '../reading/changes.ts';
import type { ChangeWindow, IdRange, ReadRequest } from '../reading/readRequest.ts';
import type { RowsWindow } from './changedRows.ts';
import type { FoundDeletions } from './findDeletions.ts';
import type { ReplicaModule } from './replicaPlan.ts';
import type { Recycled, RecycledRecord, ReplicaProgress } from './replicaProgress.ts';
import { recycledForMs } from './replicaProgress.ts';

const dayMs = 86_400_000;

/** What one pass over a module reads: all records, or what changed since the last pass; from the beginning, or the rest. */
export class ModulePass {
  /** What went through before. */
  readonly before: ReplicaProgress;
  readonly module: ReplicaModule;
  /** The CRM's clock before the first read. */
  readonly nowMs: number;
  /** Up to then everything will be in the table. */
  readonly untilMs: number;
  readonly remaining: readonly IdRange[] | undefined;
  /** Undefined where all records are read. */
  readonly window: ChangeWindow | undefined;

  constructor(before: ReplicaProgress, module: ReplicaModule, nowMs: number) {
    this.before = before;
    this.module = module;
    this.nowMs = nowMs;
    const { reading, upTo } = before;
    const field = module.changeField;
    // Which records left the condition shows only when all changed ones were looked at.
    const isResumable = module.condition === undefined || upTo === undefined;
    this.remaining = isResumable ? reading?.remaining : undefined;
    this.untilMs = reading && this.remaining ? reading.untilMs : nowMs;
    this.window =
      field && upTo !== undefined ? changesSince({ untilMs: upTo, recent: [] }, field, this.untilMs) : undefined;
  }

  get isResumed(): boolean {
    return this.remaining !== undefined;
  }

  /** A table of which nothing is known, or no longer what it holds, is filled as a whole. */
  get isFilling(): boolean {
    return this.before.upTo === undefined;
  }

  /** The part of the request that tells which records. */
  get request(): Partial<ReadRequest> {
    const { window, remaining, module } = this;
    // One that changes its way into the condition while we read must not be taken for one that left it.
    const changed = window && (module.condition ? { ...window, untilMs: window.untilMs + dayMs } : window);
    return { ...(changed ? { changed } : {}), ...(remaining ? { remaining } : {}) };
  }

  /** Who fills a table has to know the recycle bin, out of which records come unchanged. */
  get deletionsSinceMs(): number {
    const { upTo } = this.before;
    if (upTo !== undefined) return upTo - overlapMs;
    return this.isResumed ? this.untilMs - overlapMs : this.nowMs - recycledForMs;
  }

  get rowsWindow(): RowsWindow {
    return { fromMs: this.deletionsSinceMs, untilMs: this.untilMs, nowMs: this.nowMs };
  }

  /** To be kept with the first rows. */
  begun({ recycled }: FoundDeletions): ReplicaProgress {
    const { before, window, untilMs, remaining } = this;
    const own = new Map([...before.recycled, [this.module.module.apiName, recycled] as const]);
    return { ...before, recycled: own, reading: { fromMs: window?.fromMs, untilMs, remaining } };
  }

  /** To be kept with the last rows. */
  ended(recycled: Recycled): ReplicaProgress {
    const { before, untilMs, window, isResumed } = this;
    const computedAt = window || isResumed ? before.computedAt : untilMs;
    return { ...before, upTo: untilMs, recycled, reading: undefined, computedAt };
  }
}

/** Deletions as a target takes them. */
export function rowDeletions(deletions: readonly Deletion[]): readonly { id: string; deletedAt: number }[] {
  return deletions.map(({ id, deletedAt }) => ({ id, deletedAt }));
}

export function withoutRestored(
  recycled: readonly RecycledRecord[],
  restored: ReadonlySet<string>,
): readonly RecycledRecord[] {
  return recycled.filter(([id]) => !restored.has(id));
}
