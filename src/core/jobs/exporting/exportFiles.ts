import path from 'node:path';

import { InputError, isProductError, RetriableError } from '../../errors.ts';
import { dateTimeWriter } from '../../timeZones/dateTimeText.ts';
import type { ReleaseFile } from '../../util/fileLock.ts';
import { holdFile } from '../../util/fileLock.ts';
import { messageOf } from '../jobEnding.ts';
import type { CsvDestination } from '../jobFile/jobSchema.ts';

/** Where one module's export goes. Absolute paths. */
export interface ExportFiles {
  readonly file: string;
  /** Of records that were deleted, where the job wants a second file. */
  readonly deletions: string;
  /** What the next run has to know; stays the same where the file's name tells the day. */
  readonly state: string;
  /** The file's name as it is each time, with a `*` for day and time. */
  readonly pattern: string;
}

export interface ExportPlace {
  /** Absolute path of the folder of the job file. */
  readonly folder: string;
  /** tz database name of the zone whose day and time names tell. */
  readonly timeZone: string;
  /** Epoch milliseconds. */
  readonly startedAt: number;
}

/** Fills in what stands in braces. */
export function exportFiles({ file }: Pick<CsvDestination, 'file'>, module: string, place: ExportPlace): ExportFiles {
  const template = path.resolve(place.folder, file);
  const instant = new Date(place.startedAt).toISOString();
  const now = (format: string): string => dateTimeWriter({ zone: place.timeZone, format })(instant);
  const filled = (date: string, time: string): string =>
    template.replaceAll('{module}', module).replaceAll('{date}', date).replaceAll('{time}', time);
  const whole = filled(now('yyyy-MM-dd'), now('HHmmss'));
  const { dir, name, ext } = path.parse(whole);
  const unknown = /\{[^{}]*\}/.exec(path.basename(whole))?.[0];
  if (unknown !== undefined) {
    throw new InputError(`${file}: nothing stands for ${unknown}. There are {module}, {date} and {time}.`, 'to.file');
  }
  return {
    file: whole,
    deletions: path.join(dir, `${name}.deleted${ext}`),
    state: `${filled('date', 'time')}.zoho-export.json`,
    pattern: path.basename(filled('*', '*')),
  };
}

/** Makes sure that nobody else exports into the file. RetriableError where somebody does, InputError where nothing can be written. */
export async function holdFiles({ file, state }: ExportFiles): Promise<ReleaseFile> {
  try {
    const release = await holdFile(`${state}.lock`);
    if (release) return release;
  } catch (error) {
    if (isProductError(error)) throw error;
    throw new InputError(`${file} cannot be written: ${messageOf(error)}`, 'to.file', { cause: error });
  }
  throw new RetriableError(`Another run is exporting into ${file}. Wait until it is over, or cancel it.`);
}
