import type { RejectedRow, WriteBatch } from '../dataTarget.ts';
import { isEmptyLookupReason } from '../emptyLookups.ts';
import type { Table } from '../tablePlan.ts';
import type { EmptiedLookups } from './emptiedLookups.ts';
import { withReason } from './emptiedLookups.ts';
import type { Loaded } from './recordLoading.ts';
import type { TargetState } from './targetState.ts';

type ById = ReadonlyMap<string, RejectedRow>;

/** The records that are to be tried again, as one writer sees them. Changes them in whatever transaction is open. */
export class WaitingRows {
  readonly #state: TargetState;
  /** Of each main table that was written. Nobody else takes any from them while the writer has its lock. */
  readonly #known = new Map<string, ById>();

  constructor(state: TargetState) {
    this.#state = state;
  }

  /** Adds records that lose a lookup, of whatever tables: they were not tried, and are not among what a batch rejects. */
  async add(emptied: EmptiedLookups, readAt: number): Promise<void> {
    for (const [name, reasons] of emptied) {
      if (reasons.size === 0) continue;
      const before = await this.#of({ name });
      const rows = [...reasons].flatMap(([recordId, reason]): readonly RejectedRow[] => {
        const { firstAt = readAt, tries = 0, reason: known } = before.get(recordId) ?? {};
        // One that is refused as a whole has more to say, and is tried again anyway.
        if (known !== undefined && !isEmptyLookupReason(known)) return [];
        return [{ recordId, reason: withReason(known, reason), firstAt, lastAt: readAt, tries }];
      });
      await this.#state.saveRejected({ name }, rows);
      if (this.#known.has(name)) this.#known.set(name, new Map([...before, ...byId(rows)]));
    }
  }

  /** Adds what came of a batch and forgets what is settled. Answers the rows of the batch that wait. */
  async settle(
    { plan: { main }, deletions, onlyFields, readAt }: WriteBatch,
    { problems, accepted }: Pick<Loaded, 'problems' | 'accepted'>,
  ): Promise<readonly RejectedRow[]> {
    const before = await this.#of(main);
    const rejected = [...problems].map(([recordId, reason]): RejectedRow => {
      const known = before.get(recordId);
      return { recordId, reason, firstAt: known?.firstAt ?? readAt, lastAt: readAt, tries: (known?.tries ?? 0) + 1 };
    });
    await this.#state.saveRejected(main, rejected);
    const gone = deletions.map(({ id }) => id).filter((id) => !problems.has(id));
    // Who writes a few columns does not know what the others lack.
    const settled = onlyFields === undefined && before.size > 0 ? accepted() : [];
    const done = [...gone, ...settled].filter((id) => before.has(id));
    await this.#state.forgetRejected(main, done);
    const after = new Map([...before, ...byId(rejected)]);
    for (const id of done) after.delete(id);
    this.#known.set(main.name, after);
    return rejected;
  }

  async #of(main: Pick<Table, 'name'>): Promise<ById> {
    return this.#known.get(main.name) ?? byId(await this.#state.rejectedRows(main));
  }
}

function byId(rows: readonly RejectedRow[]): ById {
  return new Map(rows.map((row) => [row.recordId, row]));
}
