import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { Server } from 'node:net';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { freePort } from '../programs/freePort.ts';
import { parsePorts, rememberedPorts } from './rememberedPorts.ts';

describe('the ports of npm start', () => {
  let folder: string;
  let file: string;
  let occupant: Server | undefined;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'ports-'));
    file = path.join(folder, 'below', 'ports.json');
  });

  afterEach(async () => {
    occupant?.close();
    occupant = undefined;
    await rm(folder, { recursive: true, force: true });
  });

  it('are those of the last start', async () => {
    const wanted = await freePort();
    const first = await rememberedPorts(file, wanted, 300);
    assert.equal(first.editor, wanted);
    assert.deepEqual(await rememberedPorts(file, undefined, 300), first);
  });

  it('change when somebody else took one', async () => {
    const wanted = await freePort();
    occupant = createServer().listen(wanted, '127.0.0.1');
    await once(occupant, 'listening');
    const { editor } = await rememberedPorts(file, wanted, 300);
    assert.notEqual(editor, wanted);
    assert.ok(editor > 0);
  });

  it('begin anew when the file makes no sense', async () => {
    for (const text of [
      '',
      'nonsense',
      '{}',
      '{"editor":"80","sampleOrg":81}',
      '{"editor":1,"sampleOrg":70000}',
      'null',
    ]) {
      assert.deepEqual(parsePorts(text), { editor: 4300, sampleOrg: 4310 }, text);
    }
    const damaged = path.join(folder, 'ports.json');
    await writeFile(damaged, '{"editor":');
    assert.ok((await rememberedPorts(damaged, undefined, 300)).sampleOrg > 0);
  });
});
