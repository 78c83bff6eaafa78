import assert from 'node:assert/strict';

import { describeForEachDatabase } from '../core/jobs/replicating/emptyDatabases.ts';
import { soak } from './soakRounds.ts';

/** A dozen of rounds for each database; `npm run soak` runs as many as asked. */
const rounds = 12;

const seed = Date.now() % 1_000_000;
const title = 'replication loses nothing while people change records and runs are cancelled and killed';

await describeForEachDatabase(title, (target) => {
  it(`in ${rounds} rounds, seed ${seed}`, async () => {
    const lines: string[] = [];
    const differences = await soak({ rounds, target, seed, say: (line) => lines.push(line) });
    assert.equal(differences, 0, lines.join('\n'));
  });
});
