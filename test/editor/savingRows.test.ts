import assert from 'node:assert/strict';
import * as vscode from 'vscode';

import { InputError } from '../../src/core/errors.ts';
import { rowFormats, writeRows } from '../../src/extension/results/saveResult.ts';
import { never } from '../core/metadata/world.ts';

const columns = [
  { key: 'Last_Name', heading: 'Last Name' },
  { key: 'Owner', heading: 'Owner' },
];

describe('rows that are saved to a place that is no folder of this computer', () => {
  const written = new Map<string, string>();
  let registration: vscode.Disposable;

  before(() => {
    registration = vscode.workspace.registerFileSystemProvider('rows-of-test', memoryFiles(written));
  });
  after(() => {
    registration.dispose();
  });

  it('are there, with names or with ids of what lookups point to', async () => {
    const save = (format: 'csv' | 'csvApiNames' | 'jsonl', name: string): Promise<number> =>
      writeRows(batches(), rowFormats[format](columns), vscode.Uri.parse(`rows-of-test:/${name}`), never);
    assert.equal(await save('csv', 'people.csv'), 2);
    assert.equal(await save('csvApiNames', 'programs.csv'), 2);
    assert.equal(await save('jsonl', 'lines.jsonl'), 2);
    assert.equal(written.get('/people.csv'), 'Last Name,Owner\r\nBrenner,Ann\r\nKaya,\r\n');
    assert.equal(written.get('/programs.csv'), 'Last Name,Owner\r\nBrenner,7\r\nKaya,\r\n');
    assert.equal(written.get('/lines.jsonl')?.trim().split('\n').length, 2);
  });

  it('are not lost silently where nothing can be written', async () => {
    const nowhere = vscode.Uri.parse('no-such-scheme:/people.csv');
    await assert.rejects(writeRows(batches(), rowFormats.csv(columns), nowhere, never), InputError);
  });
});

async function* batches() {
  yield [{ id: '1', Last_Name: 'Brenner', Owner: { id: '7', name: 'Ann' } }];
  yield await Promise.resolve([{ id: '2', Last_Name: 'Kaya', Owner: null }]);
}

/** As much of a file system as saving needs. */
function memoryFiles(written: Map<string, string>): vscode.FileSystemProvider {
  const missing = (uri: vscode.Uri): never => {
    throw vscode.FileSystemError.FileNotFound(uri);
  };
  const nothing = (): void => undefined;
  return {
    onDidChangeFile: new vscode.EventEmitter<vscode.FileChangeEvent[]>().event,
    watch: () => new vscode.Disposable(nothing),
    stat: (uri) => (uri.path === '/' ? { type: vscode.FileType.Directory, ctime: 0, mtime: 0, size: 0 } : missing(uri)),
    readDirectory: () => [],
    createDirectory: nothing,
    readFile: missing,
    writeFile: (uri, content) => {
      written.set(uri.path, new TextDecoder().decode(content));
    },
    delete: nothing,
    rename: nothing,
  };
}
