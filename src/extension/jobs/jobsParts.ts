import path from 'node:path';

import * as vscode from 'vscode';

import { InputError } from '../../core/errors.ts';
import { RunStore } from '../../core/jobs/runs/runStore.ts';
import { FolderFiles } from '../../core/util/folderFiles.ts';
import { stateStoreOf } from '../hostPorts.ts';
import type { Services } from '../services.ts';
import { showError } from '../showError.ts';
import { JobLooks } from './jobLooks.ts';
import { JobRuns } from './jobRuns.ts';
import { JobSchedules } from './jobSchedules.ts';
import { readyJob } from './jobTarget.ts';
import { JobThread } from './jobThread.ts';
import { knownJobs } from './knownJobs.ts';
import { PastRuns } from './pastRuns.ts';
import { tellOutcome } from './runMessage.ts';
import { ScheduledRuns } from './scheduledRuns.ts';
import { askAboutSharedTarget } from './sharedTargetQuestion.ts';
import { SharedTargets } from './sharedTargets.ts';

export type JobsServices = Pick<
  Services,
  | 'context'
  | 'store'
  | 'databases'
  | 'metadata'
  | 'tree'
  | 'engine'
  | 'documents'
  | 'clock'
  | 'log'
  | 'jobsChanged'
  | 'noteFailure'
  | 'noteRefusal'
>;

/** What jobs in the editor consist of. */
export interface JobsParts {
  readonly past: PastRuns;
  readonly thread: JobThread;
  readonly runs: JobRuns;
  readonly looks: JobLooks;
  readonly shared: SharedTargets;
  readonly schedules: JobSchedules;
  readonly scheduledRuns: ScheduledRuns;
}

/** Builds the parts and connects them. `changed`: something about the jobs is to be drawn again, soon. */
export function createJobsParts(services: JobsServices, changed: () => void): JobsParts {
  const { context, databases, clock, log, documents } = services;
  const storage = context.globalStorageUri.fsPath;
  const runsFolder = path.join(storage, 'runs');
  const state = stateStoreOf(context.globalState);
  const store = new RunStore(new FolderFiles(runsFolder));
  const past = new PastRuns(store);
  const thread = threadOf(services, runsFolder);
  const looks = new JobLooks({ thread, documents, log });
  const locksFolder = path.join(storage, 'locks');
  const runs = new JobRuns({ thread, runs: store, clock, log, locksFolder, changed });
  const shared = new SharedTargets({
    ...{ state, l10n: vscode.l10n, ask: askAboutSharedTarget },
    known: async () => knownJobs(await past.list()),
    databaseNamed: (name) => databases.named(name),
  });
  const scheduledRuns = scheduledRunsOf(services, { past, looks, runs, shared }, changed);
  const schedules = new JobSchedules({
    ...{ state, clock, log, changed },
    run: (file, dueAt) => scheduledRuns.run(file, dueAt),
  });
  return { past, thread, runs, looks, shared, schedules, scheduledRuns };
}

function threadOf(services: JobsServices, runsFolder: string): JobThread {
  const { context, databases, engine, metadata, noteFailure, noteRefusal } = services;
  return new JobThread({
    ...{ engine, metadata, runsFolder, noteFailure, noteRefusal },
    program: context.asAbsolutePath('dist/job.worker.cjs'),
    database: async (name) => {
      const connection = databases.named(name);
      if (!connection) throw new InputError(vscode.l10n.t('There is no connection to a database "{0}".', name), 'to');
      return { connection, password: await databases.passwordOf(connection.id) };
    },
  });
}

function scheduledRunsOf(
  { store, log }: JobsServices,
  { past, looks, runs, shared }: Pick<JobsParts, 'past' | 'looks' | 'runs' | 'shared'>,
  changed: () => void,
): ScheduledRuns {
  return new ScheduledRuns({
    ...{ store, l10n: vscode.l10n },
    ready: (file) => readyJob(vscode.Uri.file(file), store),
    assertAgreed: (ready) => shared.assertAgreed(ready),
    tables: (ready) => looks.tablesMade(ready),
    run: (ready, dueAt) => runs.runScheduled(ready, dueAt),
    tell: (record, ready) => tellOutcome(record, ready, log),
    showError: (error, file) =>
      showError(error, log, () => vscode.commands.executeCommand('zohoCrm.job.run', { jobFile: file })),
    changed: () => {
      past.readAgain();
      changed();
    },
  });
}
