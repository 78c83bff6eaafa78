import Ajv from 'ajv';
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

import { jobSchema, jobSchemaText } from '../../../../src/core/jobs/jobFile/jobSchema.ts';

const published = 'media/schemas/zoho-job.schema.json';

describe('the published schema of job files', () => {
  it('is what the parser reads (npm run texts writes it)', () => {
    assert.equal(readFileSync(published, 'utf8'), jobSchemaText());
  });

  it('takes and refuses what the parser takes and refuses', () => {
    const validate = new Ajv.default({ strict: false }).compile(JSON.parse(jobSchemaText()) as object);
    const random = randomFrom(20261122);
    let taken = 0;
    for (let round = 0; round < 2000; round++) {
      const job = mangled(random() < 0.5 ? exportJob : replicateJob, random);
      const isTaken = jobSchema.safeParse(job).success;
      assert.equal(validate(job), isTaken, JSON.stringify(job));
      if (isTaken) taken++;
    }
    assert.ok(taken > 200 && taken < 1800, `${String(taken)} of 2000 were good`);
  });
});

const exportJob = {
  version: 1,
  kind: 'export',
  connection: 'Acme',
  modules: [
    { module: 'Leads', fields: ['Last_Name'], where: 'id is not null', orderBy: { field: 'id' }, converted: 'both' },
  ],
  changes: 'sinceLastRun',
  deletions: 'file',
  creditShare: 0.2,
  to: { file: '{module}.csv', separator: ';', quote: 'always', timeZone: 'utc', compression: 'gzip', nullText: 'NULL' },
};

const replicateJob = {
  version: 1,
  kind: 'replicate',
  connection: 'Acme',
  modules: [{ module: 'Leads', way: 'bulk' }],
  to: { sqlite: 'crm.db', style: 'snakeCase', multiSelect: 'text', history: true },
  reconcile: 'daily',
  schedule: { cron: '0 6 * * *' },
};

const strangers: readonly unknown[] = [undefined, '', 'x', 0, 2, true, [], {}, ['a'], null, 'utc', ';'];

/** A copy in which something, somewhere, is another thing. */
function mangled(value: unknown, random: () => number): unknown {
  const pick = <T>(from: readonly T[]): T => from[Math.floor(random() * from.length)] as T;
  if (random() < 0.04) return pick(strangers);
  if (Array.isArray(value)) return value.map((each: unknown) => mangled(each, random));
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(([key, each]): [string, unknown] => [key, mangled(each, random)]);
  if (random() < 0.05) entries.push(['stranger', pick(strangers)]);
  // JSON has no `undefined`: such a key is not there.
  return Object.fromEntries(entries.filter(([, each]) => each !== undefined));
}

function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}
