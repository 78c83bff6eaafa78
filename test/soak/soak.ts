// `npm run soak -- --rounds N --target sqlite|postgres|mariadb [--seed S]`: is anything lost, whatever happens?
import { parseArgs } from 'node:util';

import { databaseKinds } from '../../src/core/model/databaseConnection.ts';
import { soak } from './soakRounds.ts';

const text = { type: 'string' } as const;
const { values } = parseArgs({ options: { rounds: text, target: text, seed: text } });
const rounds = Number(values.rounds ?? 20);
const target = databaseKinds.find((kind) => kind === (values.target ?? 'sqlite'));
const seed = Number(values.seed ?? Date.now() % 1_000_000);

if (!target || !Number.isInteger(rounds) || rounds < 1 || !Number.isInteger(seed)) {
  process.stderr.write(`Usage: npm run soak -- --rounds N --target ${databaseKinds.join('|')} [--seed S]\n`);
  process.exitCode = 2;
} else {
  process.stdout.write(`${target}, seed ${seed}\n`);
  const say = (line: string): void => {
    process.stdout.write(`${line}\n`);
  };
  const differences = await soak({ rounds, target, seed, say });
  process.stdout.write(`${rounds} rounds, ${differences} differences\n`);
  process.exitCode = differences > 0 ? 1 : 0;
}
