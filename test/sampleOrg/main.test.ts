import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';

describe('the sample organization as a program', () => {
  it('prints exactly one line of JSON when it is ready, and ends on SIGTERM', async () => {
    const child = spawn(process.execPath, ['src/sampleOrg/main.ts'], { stdio: ['ignore', 'pipe', 'inherit'] });
    let output = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    while (!output.includes('\n')) await once(child.stdout, 'data');
    child.kill();
    const [code] = (await once(child, 'exit')) as [number | null];
    assert.equal(code, 0);
    assert.equal(output.trimEnd().split('\n').length, 1);
    const info = JSON.parse(output) as Record<string, unknown>;
    assert.match(String(info['origin']), /^http:\/\/127\.0\.0\.1:\d+$/);
  });
});
