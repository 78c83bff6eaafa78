import assert from 'node:assert/strict';

import type { DatabaseKind } from '../../src/core/model/databaseConnection.ts';
import { soakDatabases } from './soakDatabases.ts';
import { soak } from './soakRounds.ts';

/** A dozen of rounds for each database; `npm run soak` runs as many as asked. */
const rounds = 12;

describe('replication loses nothing while people change records and runs are cancelled and killed', () => {
  const seed = Date.now() % 1_000_000;
  for (const target of ['sqlite', 'postgres', 'mariadb'] as const satisfies readonly DatabaseKind[]) {
    it(`in ${rounds} rounds into ${target}, seed ${seed}`, async function () {
      try {
        await (await soakDatabases[target]('')).drop();
      } catch {
        // The title says what is left out: there is no such server on this computer.
        this.skip();
      }
      const lines: string[] = [];
      const differences = await soak({ rounds, target, seed, say: (line) => lines.push(line) });
      assert.equal(differences, 0, lines.join('\n'));
    });
  }
});
