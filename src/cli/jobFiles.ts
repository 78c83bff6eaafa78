import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { InputError } from '../core/errors.ts';
import type { Job } from '../core/jobs/jobFile/jobSchema.ts';
import { readJobFile } from '../core/jobs/jobFile/readJobFile.ts';
import type { JobParts } from '../core/jobs/jobParts.ts';
import type { CommandLine } from './commandLine.ts';
import { connectionNamed, readConnections } from './connections.ts';
import type { CliHost } from './host.ts';
import { openSession } from './session.ts';

export interface LoadedJob {
  readonly job: Job;
  readonly name: string;
  /** Absolute. */
  readonly file: string;
}

/** InputError names each problem with its line. */
export async function loadJob(file: string): Promise<LoadedJob> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new InputError(`The job file cannot be read: ${why}`, file, { cause: error });
  }
  const read = readJobFile(text);
  if (!read.job) {
    const lines = read.problems.map(({ start, message }) => `${file}:${lineAt(text, start)}: ${message}`);
    throw new InputError(lines.join('\n'), file);
  }
  const name = path.basename(file).replace(/(\.zoho-job)?\.jsonc?$/, '');
  return { job: read.job, name, file: path.resolve(file) };
}

/** Does something with the job of a command line, over its connection. */
export async function withJob<T>(
  { words: [file = ''], connections }: Pick<CommandLine, 'words' | 'connections'>,
  host: CliHost,
  work: (loaded: LoadedJob, parts: JobParts) => Promise<T>,
): Promise<T> {
  const loaded = await loadJob(file);
  const known = await readConnections(connections, host.environment);
  const session = await openSession(host, connectionNamed(loaded.job.connection, known), known);
  try {
    return await work(loaded, await session.jobParts(path.dirname(loaded.file)));
  } finally {
    await session.close();
  }
}

function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
