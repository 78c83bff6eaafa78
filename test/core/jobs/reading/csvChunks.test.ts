import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import papa from 'papaparse';

import { RetriableError } from '../../../../src/core/errors.ts';
import { openCsv } from '../../../../src/core/jobs/reading/csvChunks.ts';
import { scanCsv, scanSlack } from '../../../../src/core/jobs/reading/csvScan.ts';
import { cellText } from '../../../../src/core/model/exportedRows.ts';

type Rows = readonly (readonly string[])[];

describe('rows of a bulk export', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'csv-'));
  });
  after(() => rm(folder, { recursive: true }));

  /** The header first. Read by so many bytes at a time. */
  const rows = async (text: string | Buffer, chunkBytes?: number): Promise<Rows> => {
    const file = path.join(folder, 'export.csv');
    await writeFile(file, text);
    const csv = await openCsv(file, chunkBytes);
    try {
      const columns = csv.header.length;
      const found: (readonly string[])[] = columns === 0 ? [] : [csv.header];
      for await (const chunk of csv.chunks()) {
        for (let row = 0; row < chunk.count; row++) {
          found.push(Array.from({ length: columns }, (_, column) => cellText(chunk, row * columns + column)));
        }
      }
      return found;
    } finally {
      await csv.close();
    }
  };

  it('are the same wherever the file is cut: within a letter, within quotes, at a line end', async () => {
    const lines = ['Id,Text,Name\r\n1,"a ""b"", c\r\nd",𠮷野家', '"2","",', '3,x"",', '\n\r', '"4","""",""",', '"\r'];
    const text = [...lines, '5,"x\ny",z'].join('\n');
    const expected = [
      ['Id', 'Text', 'Name'],
      ['1', 'a "b", c\r\nd', '𠮷野家'],
      ['2', '', ''],
      ['3', 'x""', ''],
      ['4', '"', '",\n'],
      ['5', 'x\ny', 'z'],
    ];
    for (let chunk = 1; chunk <= Buffer.byteLength(text) + 1; chunk++) {
      assert.deepEqual(await rows(text, chunk), expected, `${chunk} bytes at a time`);
    }
  });

  it('are those of Papa Parse, whatever the cells hold', async () => {
    const random = randomNumbers(7);
    const signs = ['', 'a', ' ', ',', '"', '\n', '\r\n', '\r', 'é', '𠮷', '0', '-1.50', "'", ';', '\t', '\0'];
    const anyCell = (): string => Array.from({ length: random(5) }, () => signs[random(signs.length)]).join('');
    for (let round = 0; round < 60; round++) {
      const header = Array.from({ length: 1 + random(6) }, (_, index) => `C${index}`);
      const data = Array.from({ length: 30 }, () => header.map((_, index) => (index === 0 ? '7' : anyCell())));
      const newline = random(2) === 0 ? '\n' : '\r\n';
      const lines = papa.unparse([header, ...data], { newline, quotes: random(3) === 0 });
      const text = random(2) === 0 ? lines : lines + newline;
      const parsed = papa.parse<string[]>(text, { delimiter: ',', newline, skipEmptyLines: true }).data;
      assert.deepEqual(await rows(text, 1 + random(200)), parsed);
    }
  });

  it('are tidy unless a cell without quotes has a quote or a carriage return in it', () => {
    const isTidy = (text: string): boolean =>
      scanCsv(Buffer.from(text + ' '.repeat(scanSlack)), 0, Buffer.byteLength(text), 2, true).isTidy;
    const tidy = ['1,a\r\n2,"b""c\r"\r\n', '1,\n', '1,"x\ry"', '1,a b - c+d!\n'];
    const others = ['1,a"b\n', '1,a\rb\n', '1,a\r,b\n', '1,abc""\n'];
    assert.deepEqual([...tidy, ...others].map(isTidy), [...tidy.map(() => true), ...others.map(() => false)]);
  });

  it('have the cells of the header, no more and no fewer', async () => {
    assert.deepEqual(await rows('Id,A,B\n1\n2,x\n3,x,y,z,\n'), [
      ['Id', 'A', 'B'],
      ['1', '', ''],
      ['2', 'x', ''],
      ['3', 'x', 'y'],
    ]);
  });

  it('follow a byte order mark, and a header in quotes', async () => {
    assert.deepEqual(await rows('\uFEFF"Id","A, B"\r\n1,b\r\n'), [
      ['Id', 'A, B'],
      ['1', 'b'],
    ]);
    assert.deepEqual(await rows('\uFEFF'), []);
    assert.deepEqual(await rows('Id,A'), [['Id', 'A']]);
  });

  it('hold the replacement character where the bytes are no UTF-8', async () => {
    const start = Buffer.from('Id,A,B\n1,');
    const text = Buffer.concat([start, Buffer.from([0xff, 0x41, 0xc3]), Buffer.from(',é\n2,b,c\n')]);
    for (const chunk of [3, 1_000]) {
      assert.deepEqual(await rows(text, chunk), [
        ['Id', 'A', 'B'],
        ['1', '\uFFFDA\uFFFD', 'é'],
        ['2', 'b', 'c'],
      ]);
    }
  });

  it('are refused where the file ends within quotes, or a quoted cell goes on behind its quotes', async () => {
    for (const chunk of [2, 1_000]) {
      await assert.rejects(rows('Id,A\n1,"b', chunk), RetriableError);
      await assert.rejects(rows('Id,A\n1,"b""', chunk), RetriableError);
      await assert.rejects(rows('Id,A\n1,"b"c\n', chunk), RetriableError);
    }
  });
});

/** Below a limit each; the same ones in each run. */
function randomNumbers(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
}
