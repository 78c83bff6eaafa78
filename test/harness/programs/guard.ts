// Runs the program of its command line and ends it, with everything that it started, when this process's standard
// input ends. The harness holds the other end of that pipe, so that nothing outlives it, however it ended.
import { spawn, spawnSync } from 'node:child_process';

/** How long a program may take to end by itself, in milliseconds, before it is ended by force. */
const graceMs = 4000;
const windows = process.platform === 'win32';

const [command = '', ...args] = process.argv.slice(2);
const child = spawn(command, args, { stdio: ['ignore', 'inherit', 'inherit'] });

// The signals below go to the whole process group, which this process leads.
process.on('SIGTERM', () => undefined);
child.on('error', (error) => {
  process.stderr.write(`${command} could not be started: ${error.message}\n`);
  process.exit(127);
});
child.on('exit', (code, signal) => {
  signalGroup('SIGTERM');
  process.exit(code ?? (signal ? 1 : 0));
});
process.stdin.on('error', endChild).on('close', endChild).resume();

function endChild(): void {
  if (windows) {
    spawnSync('taskkill', ['/pid', String(child.pid), '/T', '/F']);
    return;
  }
  signalGroup('SIGTERM');
  setTimeout(() => {
    signalGroup('SIGKILL');
  }, graceMs);
}

function signalGroup(signal: 'SIGTERM' | 'SIGKILL'): void {
  if (!windows) process.kill(-process.pid, signal);
}
