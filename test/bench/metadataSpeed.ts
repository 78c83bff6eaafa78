import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { CrmClient } from '../../src/core/crm/crmClient.ts';
import { MetadataCache } from '../../src/core/metadata/metadataCache.ts';
import type { Field, Module } from '../../src/core/model/metadata.ts';
import { parseJson } from '../../src/core/model/parse.ts';
import { FolderFiles } from '../../src/core/util/folderFiles.ts';
import { exampleConnection } from '../core/exampleConnection.ts';
import { memoryLog } from '../core/memoryPorts.ts';
import { exampleField } from '../core/metadata/exampleMetadata.ts';
import type { BenchRow } from './table.ts';
import { withinMs } from './table.ts';

const moduleCount = 600;
const wideModule = 'Module_0';
const never = new AbortController().signal;
const connection = exampleConnection();

/** Metadata from the cache's files, as after the editor's start: each round has a cache that knows nothing but them. */
export async function benchMetadata(): Promise<readonly BenchRow[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'zcb-'));
  try {
    const filled = newCache(folder);
    for (const { apiName } of modules) await filled.details(connection, apiName, never);
    const modulesFile = path.join(folder, connection.id, 'modules.json');
    const ceiling = await measure(async () => parseJson(await readFile(modulesFile, 'utf8')));
    const opened = await measure(() => openModules(folder));
    const fields = await measure(() => newCache(folder).details(connection, wideModule, never));
    const searched = await measure(() => newCache(folder).cachedEntries(connection));
    const ratio = { all: opened.map((ms, round) => ms / (ceiling[round] ?? Number.NaN)), better: 'lower' } as const;
    const opening = `opening a cached connection with ${moduleCount} modules`;
    const all = `all that searching looks at: ${moduleCount} modules, 18,470 fields`;
    return [
      withinMs('metadata-open', opening, opened, { limitMs: 100 }),
      { name: 'metadata-open-vs-file', what: `${opening}: against reading its file`, ratio, value: '' },
      withinMs('metadata-expand', 'expanding a cached module with 500 fields, after the start', fields, {
        limitMs: 100,
      }),
      withinMs('metadata-search', all, searched, { limitMs: 1_000 }),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function measure(work: () => Promise<unknown>): Promise<readonly number[]> {
  const times: number[] = [];
  await work();
  for (let round = 0; round < 9; round++) {
    const startedAt = performance.now();
    await work();
    times.push(performance.now() - startedAt);
  }
  return times;
}

async function openModules(folder: string): Promise<void> {
  const cache = newCache(folder);
  await cache.open(connection);
  const { value } = await cache.modules(connection, never);
  if (value.length !== moduleCount) throw new Error(`${value.length} modules`);
}

function newCache(folder: string): MetadataCache {
  return new MetadataCache({
    files: new FolderFiles(folder),
    clock: { now: () => Date.now() },
    log: memoryLog(),
    clientFor: () => Promise.resolve(client),
  });
}

const modules: readonly Module[] = Array.from({ length: moduleCount }, (_, index) => ({
  id: String(5_000_000_000 + index),
  apiName: `Module_${index}`,
  label: `Modules ${index}`,
  kind: 'custom',
  isReadable: true,
}));

/** Every third field has a pick list. */
function fields(count: number): readonly Field[] {
  const pickList = Array.from({ length: 12 }, (_, index) => {
    return { id: String(index), display: `Value ${index}`, actual: `Value ${index}`, isUsed: true };
  });
  return Array.from({ length: count }, (_, index) =>
    exampleField({
      id: String(6_000_000_000 + index),
      apiName: `Field_${index}`,
      label: `Field ${index}`,
      ...(index % 3 === 0 ? { type: 'pickList', crmType: 'picklist', pickList } : {}),
    }),
  );
}

const client: CrmClient = {
  organization: () => Promise.resolve(connection.organization),
  currentUser: () => Promise.resolve(connection.user),
  modules: () => Promise.resolve(modules),
  fields: (apiName) => Promise.resolve(fields(apiName === wideModule ? 500 : 30)),
  relatedLists: () => Promise.resolve([]),
  modifiedTimes: () => Promise.resolve([]),
  creditsLeft: () => undefined,
};
