import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { InputError } from '../../../src/core/errors.ts';
import { exportRecords } from '../../../src/core/jobs/exporting/exportRecords.ts';
import type { ExportJob, Job } from '../../../src/core/jobs/jobFile/jobSchema.ts';
import { readJobFile } from '../../../src/core/jobs/jobFile/readJobFile.ts';
import type { JobParts } from '../../../src/core/jobs/jobParts.ts';
import type { JobContext, JobSummary, RunProgress } from '../../../src/core/model/run.ts';
import { openTarget } from '../../../src/core/targets/registry.ts';
import { textFiles } from '../../../src/core/targets/csv/fileDrafts.ts';
import type { SampleOrgOptions } from '../../../src/sampleOrg/options.ts';
import { memoryLog } from '../memoryPorts.ts';
import { never, ReadingWorld } from './reading/readingWorld.ts';

export { never };

/** A sample organization, a folder for files, and what jobs are made with. */
export class JobWorld {
  readonly crm: ReadingWorld;
  readonly folder: string;
  readonly parts: JobParts;

  private constructor(crm: ReadingWorld, folder: string) {
    this.crm = crm;
    this.folder = folder;
    this.parts = {
      records: crm.records,
      governor: crm.parts().governor,
      fieldsOf: crm.fieldsOf,
      modulesOf: crm.modulesOf,
      connection: { name: 'Sample', timeZone: 'America/Los_Angeles' },
      folder,
      temporaryFolder: folder,
      files: textFiles,
      openTarget: ({ sqlite }) => {
        if (sqlite === undefined) return Promise.reject(new InputError('There are no database servers here.'));
        const file = path.resolve(folder, sqlite);
        return openTarget({ id: 'd1', name: 'Here', kind: 'sqlite', file }, undefined);
      },
      clock: { now: () => Date.now() },
      bulkPollMs: 1,
    };
  }

  static async start(options: Partial<SampleOrgOptions> = {}): Promise<JobWorld> {
    const folder = await mkdtemp(path.join(tmpdir(), 'jobs-'));
    return new JobWorld(await ReadingWorld.start(options), folder);
  }

  async stop(): Promise<void> {
    await this.crm.stop();
    await rm(this.folder, { recursive: true });
  }

  /** Runs an export as a job file asks for it, and answers what came of it with what was reported. */
  async export(
    job: unknown,
    context: Partial<JobContext> = {},
    parts: Partial<JobParts> = {},
  ): Promise<JobSummary & { readonly reports: readonly RunProgress[] }> {
    const reports: RunProgress[] = [];
    const report = (progress: RunProgress): void => {
      reports.push(progress);
    };
    const all = { signal: never, report, log: memoryLog(), ...context };
    return { ...(await exportRecords({ ...this.parts, ...parts }, exportJob(job), all)), reports };
  }

  text(file: string): Promise<string> {
    return readFile(path.join(this.folder, file), 'utf8');
  }

  /** The lines after the headings, each as its cells; for files without quotes. */
  async rows(file: string): Promise<readonly (readonly string[])[]> {
    return (await this.text(file))
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(','));
  }

  async insert(module: string, values: unknown): Promise<string> {
    const answer = (await this.crm.api('POST', `/${module}`, { data: [values] })) as {
      data: { details: { id: string } }[];
    };
    return answer.data[0]?.details.id ?? '';
  }

  async update(module: string, id: string, values: object): Promise<void> {
    await this.crm.api('PUT', `/${module}/${id}`, { data: [values] });
  }

  async delete(module: string, id: string): Promise<void> {
    await this.crm.api('DELETE', `/${module}/${id}`);
  }

  async restore(id: string): Promise<void> {
    await this.crm.api('POST', `/settings/recycle_bin/${id}/actions/restore`);
  }
}

/** A job as its file would say it, with what all files have filled in. */
export function jobOf(job: unknown): Job {
  const whole = { version: 1, kind: 'export', connection: 'Sample', ...(job as object) };
  const read = readJobFile(JSON.stringify(whole));
  if (read.job) return read.job;
  throw new Error(read.problems.map(({ message }) => message).join(' '));
}

export function exportJob(job: unknown): ExportJob {
  const read = jobOf(job);
  if (read.kind === 'export') return read;
  throw new Error('This is no export.');
}
