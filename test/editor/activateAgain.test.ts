import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as vscode from 'vscode';

import { editorRunVariables } from '../harness/testing/runInEditor.ts';
import type { ActivationTimes } from './activationTimes.ts';
import { activationTimesFile } from './activationTimes.ts';

const extensionId = 'connections-crm.zoho-crm-connections';
const rounds = 21;

interface Main {
  activate(context: vscode.ExtensionContext): unknown;
}

/** Runs before the suite that lets the editor activate the extension: two at a time would want the same commands. */
describe('the extension', () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'zca-'));
  after(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  it('can be activated again after all that it registered was disposed of', async () => {
    const extension = vscode.extensions.getExtension(extensionId);
    assert.ok(extension && !extension.isActive, 'the editor activated it already');
    const main = path.join(extension.extensionPath, (extension.packageJSON as { main: string }).main);
    const times: { [Key in keyof ActivationTimes]: number[] } = { loadMs: [], activateMs: [] };
    for (let round = 0; round < rounds; round++) {
      const context = contextOf(extension, folder);
      const startedAt = performance.now();
      const loaded = loadAnew(main);
      const loadedAt = performance.now();
      loaded.activate(context);
      times.activateMs.push(performance.now() - loadedAt);
      times.loadMs.push(loadedAt - startedAt);
      // What activation left for later is to be done before the next round.
      await new Promise((resolve) => setTimeout(resolve, 20));
      // But for the log: an editor that is slower to register it than we are to close it gives out the closed one for ever.
      for (const each of context.subscriptions) if (!('logLevel' in each)) each.dispose();
    }
    const { [editorRunVariables.resultsFile]: resultsFile } = process.env;
    if (resultsFile !== undefined) writeFileSync(activationTimesFile(resultsFile), JSON.stringify(times));
  });
});

/** As on the editor's start: nothing of the extension is in memory. */
function loadAnew(main: string): Main {
  const load = createRequire(main);
  const ownFolder = path.dirname(main);
  for (const file of Object.keys(load.cache)) if (file.startsWith(ownFolder)) Reflect.deleteProperty(load.cache, file);
  return load(main) as Main;
}

/** What the extension uses of its context, with nothing stored. */
function contextOf(extension: vscode.Extension<unknown>, folder: string): vscode.ExtensionContext {
  const memento = {
    keys: () => [],
    get: <T>(_key: string, fallback?: T) => fallback,
    update: () => Promise.resolve(),
    setKeysForSync: () => undefined,
  };
  const secrets = {
    keys: () => Promise.resolve([]),
    get: () => Promise.resolve(undefined),
    store: () => Promise.resolve(),
    delete: () => Promise.resolve(),
    onDidChange: () => new vscode.Disposable(() => undefined),
  };
  const uri = vscode.Uri.file(folder);
  const context: Partial<vscode.ExtensionContext> = {
    subscriptions: [],
    globalState: memento,
    workspaceState: memento,
    secrets,
    extension,
    extensionUri: extension.extensionUri,
    extensionPath: extension.extensionPath,
    globalStorageUri: uri,
    logUri: uri,
    asAbsolutePath: (relative) => path.join(extension.extensionPath, relative),
  };
  return context as vscode.ExtensionContext;
}
