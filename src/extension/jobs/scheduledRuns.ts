import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import { SignInError } from '../../core/errors.ts';
import type { PlannedTables } from '../../core/jobs/planning/plannedTables.ts';
import type { RunRecord } from '../../core/model/run.ts';
import type { L10n } from '../l10n.ts';
import type { ReadyJob } from './jobTarget.ts';
import { outcomeText } from './runWords.ts';
import { notRunByHand } from './tableText.ts';

export interface ScheduledRunsParts {
  readonly l10n: L10n;
  readonly store: Pick<ConnectionStore, 'secretsOf'>;
  /** Reads the job file as it is now. */
  readonly ready: (file: string) => Promise<ReadyJob>;
  /** Rejects where a run would write where another job writes. */
  readonly assertAgreed: (ready: ReadyJob) => Promise<void>;
  readonly tables: (ready: ReadyJob) => Promise<Pick<PlannedTables, 'made' | 'destination'>>;
  /** Undefined where another window had its turn. */
  readonly run: (ready: ReadyJob, dueAt: number) => Promise<RunRecord | undefined>;
  /** Tells what came of a run that did not end as it should. */
  readonly tell: (record: RunRecord, ready: ReadyJob) => Promise<void>;
  /** `file`: of the job that could not begin. */
  readonly showError: (error: unknown, file: string) => Promise<void>;
  /** A run is over, or what keeps a job from running is another. */
  readonly changed: () => void;
}

/** Runs jobs at the times of their schedules. What keeps a job from it is told once, not each time: see `troubleOf`. */
export class ScheduledRuns {
  readonly #parts: ScheduledRunsParts;
  /** By job file: what was told last. */
  readonly #troubles = new Map<string, string>();

  constructor(parts: ScheduledRunsParts) {
    this.#parts = parts;
  }

  /** Why the last run of a schedule did not end as it should; undefined = it did, or there was none. */
  troubleOf(file: string): string | undefined {
    return this.#troubles.get(file);
  }

  /** What was wrong may be told again: somebody took care of the job. */
  forget(file: string): void {
    if (this.#troubles.delete(file)) this.#parts.changed();
  }

  /** `dueAt`: epoch milliseconds. Never rejects. */
  async run(file: string, dueAt: number): Promise<void> {
    const { ready: read, run, tell, showError, l10n } = this.#parts;
    try {
      const ready = await read(file);
      await this.#assertMayRun(ready);
      const record = await run(ready, dueAt);
      if (!record) return;
      if (record.outcome === 'succeeded') this.forget(file);
      else if (this.#isNews(file, troubleIn(record, l10n))) await tell(record, ready);
    } catch (error) {
      if (this.#isNews(file, error instanceof Error ? error.message : String(error))) await showError(error, file);
    } finally {
      this.#parts.changed();
    }
  }

  async #assertMayRun(ready: ReadyJob): Promise<void> {
    const { store, assertAgreed, tables, l10n } = this.#parts;
    const { connection, name } = ready;
    if ((await store.secretsOf(connection.id)) === undefined) {
      const message = l10n.t('{0} could not run at its time: nobody is signed in to "{1}".', name, connection.name);
      throw new SignInError(message, connection.id);
    }
    await assertAgreed(ready);
    const planned = await tables(ready);
    if (planned.made > 0) throw notRunByHand(ready, planned, l10n);
  }

  /** Figures differ from time to time: what is meant does not. */
  #isNews(file: string, trouble: string): boolean {
    const before = this.#troubles.get(file);
    this.#troubles.set(file, trouble);
    return before === undefined || withoutFigures(before) !== withoutFigures(trouble);
  }
}

function troubleIn({ outcome, explanation }: RunRecord, l10n: L10n): string {
  return explanation ?? outcomeText(outcome, l10n);
}

function withoutFigures(text: string): string {
  return text.replaceAll(/\d[\d.,:\s]*/g, '#');
}
