import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { GuardedProcess } from './guardedProcess.ts';
import { startGuarded } from './guardedProcess.ts';

const module = new URL('oneAtATime.ts', import.meta.url).href;

describe('a folder that one process works in at a time', () => {
  let folder: string;
  const started: GuardedProcess[] = [];

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'one-at-a-time-'));
  });

  afterEach(async () => {
    await Promise.all(started.splice(0).map((each) => each.stop()));
    await rm(folder, { recursive: true, force: true });
  });

  it('is taken over from a living process, which ends first', async () => {
    const first = worker(folder);
    await first.firstLine((line) => line === 'working', 10_000);
    const second = worker(folder);
    await second.firstLine((line) => line === 'working', 10_000);
    assert.equal(await first.ended, 0);
    assert.match(first.recentOutput(), /cleaned up/);
  });

  it('is free after its process was killed', async () => {
    const first = worker(folder, `process.kill(process.pid, 'SIGKILL');`);
    assert.notEqual(await first.ended, 0);
    await worker(folder).firstLine((line) => line === 'working', 10_000);
  });

  function worker(ofFolder: string, then = 'setInterval(() => {}, 1000);'): GuardedProcess {
    const source = `import { takeOver } from ${JSON.stringify(module)};
      await takeOver(${JSON.stringify(ofFolder)}, () => { console.log('cleaned up'); process.exit(0); });
      console.log('working');
      ${then}`;
    const program = startGuarded(process.execPath, ['--input-type=module', '-e', source], { name: 'The worker' });
    started.push(program);
    return program;
  }
});
