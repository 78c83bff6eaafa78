#!/usr/bin/env node
// The terminal: `zoho-crm --help`. The only place in it that reads the environment and ends the program.
import { InputError } from '../core/errors.ts';
import type { CommandLine, CommandName } from './commandLine.ts';
import { parseCommandLine } from './commandLine.ts';
import { cancelledExitCode, exitCodeOf } from './exitCodes.ts';
import { helpText } from './help.ts';
import type { CliHost } from './host.ts';
import { stateFolderOf, systemClock } from './nodePorts.ts';
import { TerminalOutput } from './output.ts';

type Command = (line: CommandLine, host: CliHost) => Promise<number>;

/** Each is loaded when it is asked for. */
const commands: Readonly<Record<CommandName, () => Promise<Command>>> = {
  run: async () => (await import('./commands/run.ts')).run,
  plan: async () => (await import('./commands/plan.ts')).plan,
  verify: async () => (await import('./commands/verify.ts')).verify,
  connections: async () => (await import('./commands/connections.ts')).connections,
  query: async () => (await import('./commands/query.ts')).query,
  'sample-org': async () => (await import('./commands/sampleOrg.ts')).sampleOrg,
};

async function main(args: readonly string[]): Promise<number> {
  const options = { isJson: args.includes('--json'), isVerbose: args.includes('--verbose') };
  const output = new TerminalOutput(options);
  const aborting = new AbortController();
  try {
    requireNode22();
    const line = parseCommandLine(args);
    if ('help' in line) {
      await output.data(await wholeHelp(line.help));
      return 0;
    }
    listenForSignals(aborting, output);
    const stateFolder = stateFolderOf(process.env);
    const command = await commands[line.command]();
    const shared = { environment: process.env, stateFolder, output, log: output.log, clock: systemClock };
    return await command(line, { ...shared, signal: aborting.signal });
  } catch (error) {
    if (aborting.signal.aborted && error instanceof Error && error.name === 'AbortError') return cancelledExitCode;
    output.fail(error);
    return exitCodeOf(error);
  }
}

/** Older ones lack parts of the language and SQLite. */
function requireNode22(): void {
  const { node } = process.versions;
  if (Number.parseInt(node, 10) >= 22) return;
  throw new InputError(`zoho-crm needs Node.js 22 or newer; this is Node.js ${node}.`);
}

async function wholeHelp(command: CommandName | undefined): Promise<string> {
  const text = helpText(command);
  if (command !== 'sample-org') return text;
  return `${text}\n${(await import('./commands/sampleOrg.ts')).sampleOrgOptionsText}`;
}

/** The first Ctrl-C stops the work in good order, the second ends the program. */
function listenForSignals(aborting: AbortController, output: TerminalOutput): void {
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (aborting.signal.aborted) process.exit(cancelledExitCode);
      if (!output.isJson) output.complain('Stopping … Ctrl-C once more ends at once.');
      aborting.abort();
    });
  }
}

// Whoever reads our output may stop early, as `head` does.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  process.exit(error.code === 'EPIPE' ? 0 : 1);
});
void main(process.argv.slice(2)).then((exitCode) => {
  process.exitCode = exitCode;
});
