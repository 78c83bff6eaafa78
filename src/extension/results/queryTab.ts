import type { CrmRecord } from '../../core/model/record.ts';
import type { Log } from '../../core/ports.ts';
import type { Failure, FailureAction, TabPhase } from '../../protocol/results.ts';
import type { L10n } from '../l10n.ts';
import type { ResultPlace } from './resultRows.ts';
import { ResultRows } from './resultRows.ts';
import type { ResultTab } from './resultTab.ts';
import type { ShownColumn } from './shownColumn.ts';
import { statusInWords } from './statusWords.ts';

/** Where rows come from. Each is asked once for each run. */
export interface ResultSource {
  /** Where nobody knows them, the rows tell. */
  columns(signal: AbortSignal): Promise<readonly ShownColumn[]>;
  read(signal: AbortSignal): AsyncIterable<SourceBatch>;
  /** How many rows there are in all; undefined where that is not to be known. */
  count(signal: AbortSignal): Promise<number | undefined>;
}

export interface SourceBatch {
  readonly records: readonly CrmRecord[];
  /** In all, since the run began. */
  readonly creditsSpent: number;
}

export interface QueryTabParts {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly connectionId: string;
  readonly place: ResultPlace;
  readonly source: ResultSource;
  /** After how many rows to wait for a word; 0 for no limit. */
  readonly rowLimit: number;
  readonly l10n: L10n;
  /** BCP 47. */
  readonly language: string;
  readonly log: Log;
  /** What is to be shown of an error, and done about it. */
  readonly failureOf: (error: unknown) => Failure;
  /** Signs in or shows the log; answers whether it is worth trying again. */
  readonly act: (action: Exclude<FailureAction, 'tryAgain'>) => Promise<boolean>;
  /** Undefined where no export job can say what the query says. */
  readonly exportJob?: (() => Promise<void>) | undefined;
  readonly changed: () => void;
}

/** A query's result: reads until the end, the limit, or a word to stop, and keeps what came. */
export class QueryTab implements ResultTab {
  readonly kind = 'query';
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly connectionId: string;
  readonly #parts: QueryTabParts;
  #run: Run | undefined;
  #rows: ResultRows;
  #phase: TabPhase = 'starting';
  #total: number | undefined;
  #creditsSpent = 0;
  #failure: Failure | undefined;

  constructor(parts: QueryTabParts) {
    this.#parts = parts;
    this.id = parts.id;
    this.title = parts.title;
    this.detail = parts.detail;
    this.connectionId = parts.connectionId;
    this.#rows = new ResultRows(parts.place);
  }

  get exportJob(): (() => Promise<void>) | undefined {
    return this.#parts.exportJob;
  }

  get rows(): ResultRows {
    return this.#rows;
  }

  get phase(): TabPhase {
    return this.#phase;
  }

  get failure(): Failure | undefined {
    return this.#failure;
  }

  get status(): string {
    const { records, shownCount } = this.#rows;
    const standing = { phase: this.#phase, received: records.length, total: this.#total, shown: shownCount };
    return statusInWords({ ...standing, creditsSpent: this.#creditsSpent }, this.#parts.l10n, this.#parts.language);
  }

  get note(): string {
    const { l10n, language, rowLimit } = this.#parts;
    if (this.#phase !== 'limit') return '';
    const limit = new Intl.NumberFormat(language).format(rowLimit);
    return l10n.t('More rows are there: this stopped at the safety limit of {0} rows (see the settings).', limit);
  }

  /** Resolves when it is over, or waits at the limit. Begins anew if it ran before; the arrangement stays. */
  async start(): Promise<void> {
    this.dispose();
    const run: Run = { controller: new AbortController(), rowLimit: this.#parts.rowLimit };
    const { arrangement } = this.#rows;
    this.#run = run;
    this.#phase = 'starting';
    this.#failure = undefined;
    this.#total = undefined;
    this.#creditsSpent = 0;
    this.#parts.changed();
    await this.#guard(run, async () => {
      const { source, place } = this.#parts;
      const { signal } = run.controller;
      run.batches = source.read(signal)[Symbol.asyncIterator]();
      const first = run.batches.next();
      void this.#count(run);
      const [columns] = await Promise.all([this.#columns(signal), first]);
      if (this.#run !== run) return;
      this.#rows = new ResultRows(place, columns);
      await this.#rows.arrange(arrangement);
      await this.#pump(run, run.batches, first);
    });
  }

  stop(): void {
    if (this.#phase !== 'starting' && this.#phase !== 'running' && this.#phase !== 'limit') return;
    this.#phase = 'stopped';
    this.dispose();
    this.#parts.changed();
  }

  loadRest(): void {
    const run = this.#run;
    const batches = run?.batches;
    if (!run || !batches || this.#phase !== 'limit') return;
    run.rowLimit = 0;
    void this.#guard(run, () => this.#pump(run, batches));
  }

  async act(action: FailureAction): Promise<void> {
    if (action === 'tryAgain' || (await this.#parts.act(action))) await this.start();
  }

  dispose(): void {
    this.#run?.controller.abort();
    // A source that waits at the limit does not look at the signal.
    void this.#run?.batches?.return?.().catch(() => undefined);
    this.#run = undefined;
  }

  /** The first rows do not wait long for the names of their columns. */
  async #columns(signal: AbortSignal): Promise<readonly ShownColumn[] | undefined> {
    try {
      return await this.#parts.source.columns(AbortSignal.any([signal, AbortSignal.timeout(mostMsForColumns)]));
    } catch (error) {
      this.#parts.log.debug(`The columns of "${this.title}" are not known: ${String(error)}`);
      return undefined;
    }
  }

  async #pump(
    run: Run,
    batches: AsyncIterator<SourceBatch>,
    first?: Promise<IteratorResult<SourceBatch>>,
  ): Promise<void> {
    this.#phase = this.#rows.records.length > 0 ? 'running' : 'starting';
    for (let pending = first ?? batches.next(); ; pending = batches.next()) {
      const next = await pending;
      if (this.#run !== run) return;
      if (next.done === true) break;
      this.#rows.append(next.value.records);
      this.#creditsSpent = next.value.creditsSpent;
      this.#phase = this.#rows.records.length > 0 ? 'running' : this.#phase;
      if (this.#isAtLimit(run)) this.#phase = 'limit';
      this.#parts.changed();
      if (this.#phase === 'limit') return;
    }
    this.#phase = 'done';
    this.#total = this.#rows.records.length;
    this.#parts.changed();
  }

  #isAtLimit({ rowLimit }: Run): boolean {
    const { length } = this.#rows.records;
    return rowLimit > 0 && length >= rowLimit && this.#total !== length;
  }

  /** Beside the reading. Nobody needs to know why it did not work: the rows come all the same. */
  async #count(run: Run): Promise<void> {
    try {
      const total = await this.#parts.source.count(run.controller.signal);
      if (this.#run !== run || this.#phase === 'done') return;
      this.#total = total;
      this.#parts.changed();
    } catch (error) {
      if (this.#run === run) this.#parts.log.debug(`The rows of "${this.title}" were not counted: ${String(error)}`);
    }
  }

  async #guard(run: Run, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (this.#run !== run) return;
      this.#phase = 'failed';
      this.#failure = this.#parts.failureOf(error);
      this.dispose();
      this.#parts.changed();
    }
  }
}

const mostMsForColumns = 5_000;

/** From asking until the end. */
interface Run {
  readonly controller: AbortController;
  rowLimit: number;
  batches?: AsyncIterator<SourceBatch>;
}
