// The thread in which jobs run: the host sends a port for each piece of work.
import type { MessagePort } from 'node:worker_threads';
import { parentPort } from 'node:worker_threads';

import type { CrmRecords } from '../../core/crm/crmRecords.ts';
import { CallGovernor } from '../../core/jobs/reading/callGovernor.ts';
import type { JobParts } from '../../core/jobs/jobParts.ts';
import { planJob } from '../../core/jobs/planJob.ts';
import { plannedTables } from '../../core/jobs/planning/plannedTables.ts';
import { runJob } from '../../core/jobs/runJob.ts';
import { RunStore } from '../../core/jobs/runs/runStore.ts';
import { verifyReplica } from '../../core/jobs/verifyReplica.ts';
import type { JobContext } from '../../core/model/run.ts';
import type { Clock, Log } from '../../core/ports.ts';
import { FolderFiles } from '../../core/util/folderFiles.ts';
import { connectRpc } from '../../protocol/rpc.ts';
import type { Outcome } from './outcome.ts';
import { errorData, outcomeOf } from './outcome.ts';
import type { HostCalls, JobRequest, LogLevel, ThreadCalls } from './threadCalls.ts';
import { channelOf } from './threadCalls.ts';
import { withJobParts } from './threadParts.ts';

const clock: Clock = { now: () => Date.now() };
const governors = new Map<string, CallGovernor>();

parentPort?.on('message', serve);

/** Does what is asked for on this port, which is one piece of work. */
function serve(port: MessagePort): void {
  const aborting = new AbortController();
  const calls: ThreadCalls = {
    run: (request) =>
      withParts(request, (parts, context) =>
        runJob(parts, { ...request.run, job: request.job }, context, {
          runs: new RunStore(new FolderFiles(request.runsFolder)),
          folder: request.runsFolder,
          random: Math.random,
        }),
      ),
    plan: (request) => withParts(request, (parts, context) => planJob(parts, request.job, context)),
    tables: (request) => withParts(request, (parts, context) => plannedTables(parts, request.job, context)),
    verify: (request) => withParts(request, (parts, context) => verifyReplica(parts, request.job, context)),
    cancel: () => {
      aborting.abort();
    },
  };
  const { remote: host } = connectRpc<HostCalls>(channelOf(port), calls);

  function withParts<T>(
    request: JobRequest,
    work: (parts: JobParts, context: JobContext) => Promise<T>,
  ): Promise<Outcome<T>> {
    const { signal } = aborting;
    const report: JobContext['report'] = (progress) => {
      host.report(progress).catch(() => undefined);
    };
    const moduleFailed: JobContext['moduleFailed'] = (module, error) => {
      // A refusal of the one way that the job insists on says nothing about the module.
      const isAnyWay = request.job.modules.some((each) => each.module === module && each.way === 'auto');
      if (isAnyWay) host.refused(module, errorData(error)).catch(() => undefined);
    };
    const sources = { host, log, clock, governorFor };
    return outcomeOf(() =>
      withJobParts(request, sources, (parts) => work(parts, { signal, report, log, moduleFailed }), signal),
    );
  }

  const say = (level: LogLevel) => (message: string) => {
    host.log(level, message).catch(() => undefined);
  };
  const log: Log = { debug: say('debug'), info: say('info'), warn: say('warn'), error: say('error') };
}

async function governorFor(connectionId: string, records: CrmRecords, signal: AbortSignal): Promise<CallGovernor> {
  const known = governors.get(connectionId);
  if (known) return known;
  try {
    const limits = await records.readLimits(signal);
    const made = new CallGovernor({ calls: limits.concurrentCalls, heavyCalls: limits.concurrentHeavyCalls });
    const first = governors.get(connectionId) ?? made;
    governors.set(connectionId, first);
    return first;
  } catch {
    // The job asks the same, meets the same error, and tells of it in its own way.
    return new CallGovernor({ calls: 1, heavyCalls: 1 });
  }
}
