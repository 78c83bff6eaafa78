import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';

import { ForeseenError } from '../errors.ts';
import { startGuarded } from './guardedProcess.ts';

/** A program that starts another one, prints both process ids, and never ends by itself. */
const familyOfTwo = `
  const { spawn } = require('node:child_process');
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  console.log('pids ' + process.pid + ' ' + child.pid);
  setInterval(() => {}, 1000);`;

describe('a guarded program', () => {
  it('answers its exit code and its output', async () => {
    const lines: string[] = [];
    const program = node(`console.log('out'); console.error('err'); process.exitCode = 3;`, (line) => lines.push(line));
    assert.equal(await program.ended, 3);
    assert.deepEqual(lines.sort(), ['err', 'out']);
    assert.match(program.recentOutput(), /out/);
  });

  it('that cannot be started is one that ended', async () => {
    const program = startGuarded('/not/there', [], { name: 'nobody' });
    assert.equal(await program.ended, 127);
    assert.match(program.recentOutput(), /could not be started/);
  });

  it('is ended with all that it started', async () => {
    const program = node(familyOfTwo);
    const pids = pidsOf(await program.firstLine((line) => line.startsWith('pids'), 10_000));
    await program.stop();
    await program.stop();
    await untilGone(pids);
  });

  it('that ignores SIGTERM is ended by force', async () => {
    const program = node(`process.on('SIGTERM', () => {}); ${familyOfTwo}`);
    const pids = pidsOf(await program.firstLine((line) => line.startsWith('pids'), 10_000));
    await program.stop();
    await untilGone(pids);
  });

  it('does not outlive a parent that was killed', async () => {
    const module = JSON.stringify(new URL('guardedProcess.ts', import.meta.url).href);
    const source = `import { startGuarded } from ${module};
      startGuarded(process.execPath, ['-e', ${JSON.stringify(familyOfTwo)}], { name: 'x', onLine: console.log });`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', source], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const [text] = (await once(parent.stdout.setEncoding('utf8'), 'data')) as [string];
    const pids = pidsOf(text);
    assert.ok(pids.every(isAlive));
    parent.kill('SIGKILL');
    await untilGone(pids);
  });

  it('that ends before its first line says so, with what it printed', async () => {
    const program = node(`console.error('no licence'); process.exitCode = 1;`);
    await assert.rejects(
      program.firstLine((line) => line === 'ready', 10_000),
      (error: unknown) => {
        assert.ok(error instanceof ForeseenError);
        assert.match(error.message, /exit code 1[^]*no licence/);
        return true;
      },
    );
  });

  it('that is not ready in time says so', async () => {
    const program = node(familyOfTwo);
    await assert.rejects(
      program.firstLine((line) => line === 'ready', 300),
      /within 0\.3 s/,
    );
    await program.stop();
  });
});

function node(source: string, onLine: (line: string) => void = () => undefined): ReturnType<typeof startGuarded> {
  return startGuarded(process.execPath, ['-e', source], { name: 'The program', onLine });
}

function pidsOf(line: string): number[] {
  return line.trim().split(' ').slice(1).map(Number);
}

async function untilGone(pids: readonly number[]): Promise<void> {
  const until = performance.now() + 8000;
  while (pids.some(isAlive)) {
    assert.ok(performance.now() < until, `still alive: ${pids.filter(isAlive).join(', ')}`);
    await delay(50);
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
