// The command line of the sample organization: `npm run sample-org -- --help`.
import { UsageError, parseOptions, usage } from './options.ts';
import { startSampleOrg } from './start.ts';

async function main(): Promise<void> {
  const options = parseOptions(process.argv.slice(2));
  if (options === 'help') {
    process.stderr.write(usage);
    return;
  }
  const sampleOrg = await startSampleOrg(options, (error) => {
    process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  });
  const stop = (): void => {
    void sampleOrg.stop();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // Started by another program through a channel or pipe, it must not outlive that program.
  process.once('disconnect', stop);
  process.stdout.write(`${JSON.stringify(sampleOrg.info)}\n`);
}

main().catch((error: unknown) => {
  const text = error instanceof Error ? error.message : String(error);
  process.stderr.write(`${error instanceof UsageError ? `${text}\nSee --help.` : text}\n`);
  process.exitCode = error instanceof UsageError ? 2 : 1;
});
