import type { RunStore } from '../../core/jobs/runs/runStore.ts';
import { asObject, asText } from '../../core/model/parse.ts';
import type { RunRecord } from '../../core/model/run.ts';
import { openFile, showFiles } from './jobFilesShown.ts';

/** The runs that are over, and what can be done with a row of one. `argument`: what the editor hands to a command. */
export class PastRuns {
  readonly #store: Pick<RunStore, 'list' | 'find' | 'remove'>;
  #known: Promise<readonly RunRecord[]> | undefined;

  constructor(store: Pick<RunStore, 'list' | 'find' | 'remove'>) {
    this.#store = store;
  }

  /** The newest first, as they were last read. */
  list(): Promise<readonly RunRecord[]> {
    return (this.#known ??= this.#store.list());
  }

  /** Other windows, and the terminal, may have run something. */
  readAgain(): void {
    this.#known = undefined;
  }

  async openResult(argument: unknown): Promise<void> {
    const file = asText(asObject(argument)?.['file']);
    if (file !== undefined) return openFile(file);
    const run = await this.#runOf(argument);
    if (run) await showFiles(run);
  }

  async showRejected(argument: unknown): Promise<void> {
    const run = await this.#runOf(argument);
    if (run?.rejectedRowsFile !== undefined) await openFile(run.rejectedRowsFile);
  }

  /** Forgets a run; what it wrote stays. */
  async remove(argument: unknown): Promise<void> {
    const run = await this.#runOf(argument);
    if (!run) return;
    await this.#store.remove(run.id);
    this.readAgain();
  }

  async #runOf(argument: unknown): Promise<RunRecord | undefined> {
    const id = asText(asObject(asObject(argument)?.['run'])?.['id']);
    return id === undefined ? undefined : this.#store.find(id);
  }
}
