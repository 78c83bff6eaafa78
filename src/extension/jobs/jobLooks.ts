import * as vscode from 'vscode';

import { InputError } from '../../core/errors.ts';
import type { ReplicateJob } from '../../core/jobs/jobFile/jobSchema.ts';
import type { PlannedTables } from '../../core/jobs/planning/plannedTables.ts';
import { planText } from '../../core/jobs/planText.ts';
import type { RunProgress } from '../../core/model/run.ts';
import { withCancellableProgress } from '../progress.ts';
import type { Services } from '../services.ts';
import type { ReadyJob } from './jobTarget.ts';
import type { JobThread } from './jobThread.ts';
import { progressText } from './runWords.ts';
import { verificationText } from './verificationText.ts';

export interface JobLooksParts extends Pick<Services, 'documents' | 'log'> {
  readonly thread: Pick<JobThread, 'plan' | 'tables' | 'verify'>;
}

/** Looks into what a job would do, and has done. Changes nothing. */
export class JobLooks {
  readonly #parts: JobLooksParts;

  constructor(parts: JobLooksParts) {
    this.#parts = parts;
  }

  /** Shows what a run would do and cost. `behind`: for a question about it. */
  async showPlan(ready: ReadyJob, place: 'in front' | 'behind' = 'in front'): Promise<void> {
    const { thread, log, documents } = this.#parts;
    const title = vscode.l10n.t('Planning {0}', ready.name);
    const plan = await withCancellableProgress(title, (signal) => thread.plan(ready, { signal, log }));
    await documents.show(vscode.l10n.t('Plan of {0}', ready.name), planText(plan), place);
  }

  /** What a run would make or change of tables: nothing, for a job that writes none. */
  async plannedTables(ready: ReadyJob): Promise<PlannedTables> {
    const title = vscode.l10n.t('Looking at the tables of {0}', ready.name);
    return writesTables(ready)
      ? withCancellableProgress(title, (signal) => this.#tables(ready, signal))
      : { destination: '', statements: [], made: 0 };
  }

  /** The same without a progress, for runs that nobody waits for. */
  async tablesMade(ready: ReadyJob): Promise<Pick<PlannedTables, 'made' | 'destination'>> {
    return writesTables(ready) ? this.#tables(ready, new AbortController().signal) : { made: 0, destination: '' };
  }

  /** Shows how the tables of a replication differ from the CRM. InputError for an export. */
  async showVerification(ready: ReadyJob): Promise<void> {
    if (!writesTables(ready)) {
      throw new InputError(vscode.l10n.t('{0} is no replication: there are no tables to verify.', ready.name), 'kind');
    }
    const { thread, log, documents } = this.#parts;
    const title = vscode.l10n.t('Verifying {0}', ready.name);
    const found = await withCancellableProgress(title, (signal, tell) => {
      const report = (progress: RunProgress): void => {
        tell(progressText(progress, vscode.l10n));
      };
      return thread.verify(ready, { signal, log, report });
    });
    const report = verificationText(found, ready.name, vscode.l10n);
    await documents.show(vscode.l10n.t('Verification of {0}', ready.name), report);
  }

  #tables(ready: ReadyReplication, signal: AbortSignal): Promise<PlannedTables> {
    const { thread, log } = this.#parts;
    return thread.tables(ready, { signal, log });
  }
}

type ReadyReplication = ReadyJob & { readonly job: ReplicateJob };

function writesTables(ready: ReadyJob): ready is ReadyReplication {
  return ready.job.kind === 'replicate';
}
