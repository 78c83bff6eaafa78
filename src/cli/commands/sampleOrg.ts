import { rm } from 'node:fs/promises';

import { InputError } from '../../core/errors.ts';
import { parseOptions, usage, UsageError } from '../../sampleOrg/options.ts';
import { startSampleOrg } from '../../sampleOrg/start.ts';
import type { CommandLine } from '../commandLine.ts';
import { sampleName } from '../connections.ts';
import type { CliHost } from '../host.ts';
import { readSampleSignIn, sampleFileOf, writeSampleSignIn } from '../sampleSignIn.ts';

/** The options of the sample organization, without its own first lines. */
export const sampleOrgOptionsText = usage.slice(usage.indexOf('  --port'));

/** Runs a sample organization until Ctrl-C. */
export async function sampleOrg({ rest }: CommandLine, host: CliHost): Promise<number> {
  const running = await startSampleOrg(optionsOf(rest), (error) => {
    host.log.error(error instanceof Error ? (error.stack ?? error.message) : String(error));
  });
  const file = sampleFileOf(host);
  try {
    await writeSampleSignIn(file, running.info);
    host.output.say(
      `The sample organization runs at ${running.info.origin} until Ctrl-C. The connection "${sampleName}" finds it, ` +
        `by ${file}.\nTry: zoho-crm query 'select Last_Name, Company from Leads where id is not null limit 5'`,
    );
    await aborted(host.signal);
    return 0;
  } finally {
    await removeOwn(file, running.info.origin);
    await running.stop();
  }
}

function optionsOf(rest: readonly string[]) {
  try {
    const options = parseOptions(rest);
    return options === 'help' ? {} : options;
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    throw new InputError(`${error.message}\nSee zoho-crm sample-org --help.`, undefined, { cause: error });
  }
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => {
      resolve();
    });
  });
}

/** Another one may have been started since. */
async function removeOwn(file: string, origin: string): Promise<void> {
  const written = await readSampleSignIn(file).catch(() => undefined);
  if (written?.origin === origin) await rm(file, { force: true });
}
