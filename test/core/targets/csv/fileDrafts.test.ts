import { strFromU8, unzipSync } from 'fflate';
import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

import { InputError } from '../../../../src/core/errors.ts';
import { textFiles } from '../../../../src/core/targets/csv/fileDrafts.ts';
import type { FileRequest } from '../../../../src/core/targets/fileTarget.ts';

describe('a text file that is written', () => {
  let folder = '';

  beforeEach(() => {
    folder = mkdtempSync(path.join(os.tmpdir(), 'drafts-'));
  });

  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('appears when it is whole, in folders that are made for it', async () => {
    const draft = await textFiles.open(request('a/b/leads.csv'));
    await draft.write('one\r\n');
    assert.equal(existsSync(in_('a/b/leads.csv')), false);
    await draft.write('two\r\n');
    assert.equal(await draft.finish(never()), in_('a/b/leads.csv'));
    assert.equal(readFileSync(in_('a/b/leads.csv'), 'utf8'), 'one\r\ntwo\r\n');
    assert.deepEqual(readdirSync(in_('a/b')), ['leads.csv']);
  });

  it('keeps the old content until then', async () => {
    writeFileSync(in_('leads.csv'), 'old');
    const draft = await textFiles.open(request('leads.csv'));
    await draft.write('new');
    assert.equal(readFileSync(in_('leads.csv'), 'utf8'), 'old');
    await draft.discard();
    assert.deepEqual(readdirSync(folder), ['leads.csv']);
  });

  it('goes on where an earlier run knew it to be good, and drops what came after', async () => {
    const first = await textFiles.open(request('leads.csv'));
    await first.write('good\n');
    const resumeAt = await first.flush();
    await first.write('half a li');
    await first.close();
    const second = await textFiles.open({ ...request('leads.csv'), resumeAt });
    assert.equal(second.isResumed, true);
    await second.write('more\n');
    await second.finish(never());
    assert.equal(readFileSync(in_('leads.csv'), 'utf8'), 'good\nmore\n');
  });

  it('begins anew where the draft is gone or shorter than it should be', async () => {
    const draft = await textFiles.open({ ...request('leads.csv'), resumeAt: 10 });
    assert.equal(draft.isResumed, false);
    await draft.write('x');
    await draft.close();
    assert.equal((await textFiles.open({ ...request('leads.csv'), resumeAt: 10 })).isResumed, false);
  });

  it('is compressed on request', async () => {
    for (const compression of ['gzip', 'zip'] as const) {
      const draft = await textFiles.open({ ...request('leads.csv'), compression });
      await draft.write('Grüße\n'.repeat(50_000));
      await draft.finish(never());
    }
    assert.equal(gunzipSync(readFileSync(in_('leads.csv.gz'))).toString(), 'Grüße\n'.repeat(50_000));
    const entries = unzipSync(readFileSync(in_('leads.csv.zip')));
    assert.deepEqual(Object.keys(entries), ['leads.csv']);
    assert.equal(strFromU8(entries['leads.csv'] ?? new Uint8Array()), 'Grüße\n'.repeat(50_000));
    assert.deepEqual(readdirSync(folder).sort(), ['leads.csv.gz', 'leads.csv.zip']);
  });

  it('has the encoding that was asked for', async () => {
    const hex: Record<string, string> = {};
    for (const encoding of ['utf-8', 'utf-16le', 'windows-1252'] as const) {
      const draft = await textFiles.open({ ...request('leads.csv'), encoding });
      await draft.write('€é');
      await draft.finish(never());
      hex[encoding] = readFileSync(in_('leads.csv')).toString('hex');
    }
    assert.deepEqual(hex, { 'utf-8': 'e282acc3a9', 'utf-16le': 'ac20e900', 'windows-1252': '80e9' });
  });

  it('names the character that an encoding lacks, and where it stands', async () => {
    const draft = await textFiles.open({ ...request('leads.csv'), encoding: 'iso-8859-1' });
    await assert.rejects(draft.write('1,fine\r\n2,Grüße an 李\r\n'), (error) => {
      assert.ok(error instanceof InputError);
      assert.match(error.message, /iso-8859-1 has no “李” \(in the line that begins with 2,Grüße/);
      return true;
    });
    await draft.discard();
  });

  it('says which place cannot be written to', async () => {
    writeFileSync(in_('leads'), '');
    await assert.rejects(textFiles.open(request('leads/a.csv')), (error) => {
      assert.ok(error instanceof InputError);
      assert.match(error.message, /leads\/a\.csv cannot be written: /);
      return true;
    });
  });

  function request(file: string): FileRequest {
    return { file: in_(file), encoding: 'utf-8', compression: 'none', resumeAt: undefined };
  }

  function in_(file: string): string {
    return path.join(folder, file);
  }
});

function never(): AbortSignal {
  return new AbortController().signal;
}
