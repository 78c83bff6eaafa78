import { createHash } from 'node:crypto';
import path from 'node:path';

import { InputError } from '../../core/errors.ts';
import type { WrittenPlace } from '../../core/jobs/jobFile/writtenPlaces.ts';
import { sharedPlaces, writtenPlaces } from '../../core/jobs/jobFile/writtenPlaces.ts';
import type { DatabaseConnection } from '../../core/model/databaseConnection.ts';
import type { StateStore } from '../../core/ports.ts';
import type { L10n } from '../l10n.ts';
import type { ReadyJob } from './jobTarget.ts';
import type { KnownJob } from './knownJobs.ts';
import { sharedQuestion } from './sharedTargetText.ts';

/** Another job that writes where this one does. */
export interface SharedTarget {
  readonly other: KnownJob;
  readonly places: readonly WrittenPlace[];
}

export interface SharedTargetsParts {
  /** Of this user: what was agreed to. */
  readonly state: StateStore;
  /** The jobs that this window knows of. */
  readonly known: () => Promise<readonly KnownJob[]>;
  readonly databaseNamed: (name: string) => DatabaseConnection | undefined;
  /** Asks the user whether a job is to run all the same. */
  readonly ask: (ready: ReadyJob, shared: readonly SharedTarget[]) => Promise<boolean>;
  readonly l10n: L10n;
}

/**
 * Sees to it that nobody lets two jobs write the same file or tables without knowing: each would undo what the other
 * did. What was agreed to is kept until one of the two writes elsewhere. Jobs of which this window does not know are kept
 * apart by the target's lock alone, and only while both run.
 */
export class SharedTargets {
  readonly #parts: SharedTargetsParts;

  constructor(parts: SharedTargetsParts) {
    this.#parts = parts;
  }

  /** Whether there is no such job, or the user wants the run all the same. */
  async agreed(ready: ReadyJob): Promise<boolean> {
    const shared = await this.#notAgreed(ready);
    if (shared.length === 0) return true;
    if (!(await this.#parts.ask(ready, shared))) return false;
    for (const each of shared) await this.#parts.state.set(keyOf(ready, each), true);
    return true;
  }

  /** InputError for a job that nobody has agreed to: a schedule cannot ask. */
  async assertAgreed(ready: ReadyJob): Promise<void> {
    const shared = await this.#notAgreed(ready);
    if (shared.length === 0) return;
    const { l10n } = this.#parts;
    const why = sharedQuestion(ready.name, shared, l10n);
    throw new InputError(l10n.t('{0} It did not run at its time. Run it once by hand to allow that.', why), 'to');
  }

  async #notAgreed(ready: ReadyJob): Promise<readonly SharedTarget[]> {
    const { state, known, databaseNamed } = this.#parts;
    const placesOf = (job: KnownJob['job'], folder: string) => writtenPlaces(job, { folder, databaseNamed });
    const own = placesOf(ready.job, ready.folder);
    const others = (await known()).filter(({ file }) => file !== ready.file);
    return others
      .map((other) => ({ other, places: sharedPlaces(own, placesOf(other.job, path.dirname(other.file))) }))
      .filter((each) => each.places.length > 0 && state.get(keyOf(ready, each)) !== true);
  }
}

/** The same for both of the two, and another one when what they share changes. */
function keyOf({ file }: ReadyJob, { other, places }: SharedTarget): string {
  const facts = [[file, other.file].sort(), places.map(({ key }) => key).sort()];
  return `jobsShareTarget/${createHash('sha256').update(JSON.stringify(facts)).digest('hex').slice(0, 24)}`;
}
