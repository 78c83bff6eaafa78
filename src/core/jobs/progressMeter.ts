import type { RunProgress } from '../model/run.ts';
import type { Clock } from '../ports.ts';

export interface ProgressMeterParts {
  readonly clock: Clock;
  readonly report: (progress: RunProgress) => void;
  readonly modulesTotal: number;
  /** What the run has cost so far. */
  readonly creditsSpent: () => number;
}

/** So many reports a second at most, besides those of a new phase or module. */
const mostReports = 5;

/** Counts what a run has done and tells it, seldom enough that telling costs nothing. */
export class ProgressMeter {
  readonly #parts: ProgressMeterParts;
  readonly #startedAt: number;
  #phase: RunProgress['phase'] = 'planning';
  #module: string | undefined;
  #modulesDone = 0;
  #recordsDone = 0;
  #resumed = 0;
  /** NaN once a module's number is not known. */
  #recordsTotal: number | undefined;
  #toldAt = -Infinity;

  constructor(parts: ProgressMeterParts) {
    this.#parts = parts;
    this.#startedAt = parts.clock.now();
  }

  /** A new phase, of the module in work or of another. */
  enter(phase: RunProgress['phase'], module = this.#module): void {
    this.#phase = phase;
    this.#module = module;
    this.#tell();
  }

  /** So many more records are to be done. Once a module's number is not known, neither is that of all. */
  expect(records: number | undefined): void {
    this.#recordsTotal = (this.#recordsTotal ?? 0) + (records ?? Number.NaN);
  }

  /** Records that an earlier run did: they count as done, and not for the rate. */
  resume(records: number): void {
    this.#resumed += records;
    this.#recordsDone += records;
  }

  add(records: number): void {
    this.#recordsDone += records;
    if (this.#parts.clock.now() - this.#toldAt >= 1000 / mostReports) this.#tell();
  }

  moduleDone(): void {
    this.#modulesDone += 1;
    this.#tell();
  }

  #tell(): void {
    const { clock, report, modulesTotal, creditsSpent } = this.#parts;
    this.#toldAt = clock.now();
    const seconds = (this.#toldAt - this.#startedAt) / 1000;
    const recordsPerSecond = seconds > 0 ? Math.round((this.#recordsDone - this.#resumed) / seconds) : 0;
    const total = Number.isNaN(this.#recordsTotal) ? undefined : this.#recordsTotal;
    const left = total === undefined ? undefined : Math.max(0, total - this.#recordsDone);
    report({
      phase: this.#phase,
      ...(this.#module === undefined ? {} : { module: this.#module }),
      modulesDone: this.#modulesDone,
      modulesTotal,
      recordsDone: this.#recordsDone,
      ...(total === undefined ? {} : { recordsTotal: Math.max(total, this.#recordsDone) }),
      recordsPerSecond,
      ...(left === undefined || recordsPerSecond === 0 ? {} : { remainingSeconds: Math.ceil(left / recordsPerSecond) }),
      creditsSpent: creditsSpent(),
    });
  }
}
