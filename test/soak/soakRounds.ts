import type { ChildProcess } from 'node:child_process';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

import { planReplica } from '../../src/core/jobs/replicating/replicaPlan.ts';
import { replicate } from '../../src/core/jobs/replicate.ts';
import { verifyReplica } from '../../src/core/jobs/verifyReplica.ts';
import type { DatabaseKind } from '../../src/core/model/databaseConnection.ts';
import { seededRandom } from '../../src/sampleOrg/random.ts';
import type { RunningSampleOrg } from '../../src/sampleOrg/start.ts';
import { startSampleOrg } from '../../src/sampleOrg/start.ts';
import type { ConnectedParts } from '../core/jobs/connectedParts.ts';
import { connectedParts } from '../core/jobs/connectedParts.ts';
import type { EmptyDatabase } from '../core/jobs/replicating/emptyDatabases.ts';
import { emptyDatabases } from '../core/jobs/replicating/emptyDatabases.ts';
import { memoryLog } from '../core/memoryPorts.ts';
import { People } from './people.ts';
import type { SoakTask } from './soakJob.ts';
import { renewedTokens, soakJob, soakModules } from './soakJob.ts';

export interface SoakOptions {
  readonly rounds: number;
  readonly target: DatabaseKind;
  readonly seed: number;
  /** Hears what differs, and of each round. */
  readonly say: (line: string) => void;
}

const never = new AbortController().signal;
const processFile = path.join(import.meta.dirname, 'replicatingProcess.ts');

/** Tokens outlive all jumps of the clock; expired ones are among the faults. */
const organization = {
  bulkStepMs: 1,
  tokenLifetimeSeconds: 100_000_000,
  records: new Map([
    ['Leads', 600],
    ['Contacts', 200],
    ['Accounts', 60],
    ['Deals', 120],
    ['Quotes', 15],
    ['Properties', 40],
  ]),
};

/**
 * Lets people change an organization while it is replicated by a process that is cancelled and killed, with faults on.
 * After each round a quiet run, and source and tables must be equal. Answers how many rows are not.
 */
export async function soak({ rounds, target, seed, say }: SoakOptions): Promise<number> {
  const folder = await mkdtemp(path.join(tmpdir(), 'soak-'));
  const org = await startSampleOrg({ ...organization, seed });
  let database: EmptyDatabase | undefined;
  let round: SoakRounds | undefined;
  let differences = 0;
  try {
    database = await emptyDatabases[target]();
    round = new SoakRounds({ org, folder, database, random: seededRandom(seed), say });
    for (let number = 1; number <= rounds; number++) differences += await round.next(number);
    return differences;
  } finally {
    await round?.close();
    await database?.drop();
    await org.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

interface SoakParts extends Pick<SoakOptions, 'say'> {
  readonly org: RunningSampleOrg;
  readonly folder: string;
  readonly database: EmptyDatabase;
  readonly random: () => number;
}

class SoakRounds {
  readonly #parts: SoakParts;
  readonly #people: People;
  readonly #quiet: ConnectedParts;
  #child: ChildProcess | undefined;

  constructor(parts: SoakParts) {
    this.#parts = parts;
    this.#people = new People(parts.org, parts.random);
    const { org, folder, database } = parts;
    this.#quiet = connectedParts(org.info, folder, database.connection, renewedTokens(org.info));
  }

  async next(number: number): Promise<number> {
    const { random, org, say } = this.#parts;
    await this.#people.lookAround();
    // Whatever the lists of the CRM tell must be enough, except after merges, of which they tell nothing.
    const mayMerge = random() < 0.4;
    const stop = new AbortController();
    await this.#faults(true);
    const acting = this.#people.keepActing(stop.signal, mayMerge);
    const endings: string[] = [];
    for (let runs = 1 + Math.floor(random() * 2); runs > 0; runs--) endings.push(await this.#interruptedRun());
    stop.abort();
    await acting;
    await this.#faults(false);
    org.clock.advance(Math.floor(random() * 1_200_000));
    const quiet = soakJob({ reconcile: mayMerge ? 'everyRun' : 'never', formulas: 'everyRun' });
    const context = { signal: never, report: () => undefined, log: memoryLog() };
    const { outcome, explanation = '' } = await replicate(this.#quiet.parts, quiet, context);
    const problems = outcome === 'succeeded' ? [] : [`the quiet run: ${outcome}. ${explanation}`];
    const differing = [...problems, ...(await this.#verified()), ...(await this.#compared())];
    for (const each of differing) say(`round ${number}: ${each}`);
    say(`round ${number}: ${endings.join(', ')}; ${this.#people.deeds} deeds so far; ${differing.length} differences`);
    org.clock.advance(Math.floor(random() * 1_200_000));
    return differing.length;
  }

  async close(): Promise<void> {
    this.#child?.kill('SIGKILL');
    await this.#quiet.close();
  }

  /** Ends by itself, by being cancelled, or by being killed. */
  async #interruptedRun(): Promise<string> {
    const child = (this.#child ??= await this.#startChild());
    const { random } = this.#parts;
    const fate = random();
    const afterMs = random() * 700;
    const ended = once(child, 'message');
    const died = once(child, 'exit');
    child.send('run');
    if (fate > 0.35) await Promise.race([setTimeout(afterMs), ended]);
    if (fate > 0.7) {
      child.kill('SIGKILL');
      await died;
      this.#child = undefined;
      return `killed after ${Math.round(afterMs)} ms`;
    }
    if (fate > 0.35) child.send('cancel');
    const [message] = (await Promise.race([ended, died])) as [
      { outcome?: string; explanation?: string } | number | null,
    ];
    if (typeof message === 'object' && message !== null)
      return message.outcome === 'failed' ? `failed (${message.explanation ?? ''})` : String(message.outcome);
    this.#child = undefined;
    return 'died';
  }

  async #startChild(): Promise<ChildProcess> {
    const { org, folder, database } = this.#parts;
    const task: SoakTask = { info: org.info, folder, database: database.connection };
    const child = fork(processFile, [JSON.stringify(task)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    await once(child, 'message');
    return child;
  }

  /** Of reading only: what people do is never repeated. */
  async #faults(areOn: boolean): Promise<void> {
    const reads = [{ method: 'GET', path: '/crm/v8/**' }, { path: '/crm/v8/coql' }, { path: '/crm/bulk/**' }];
    const effects = [
      { probability: 0.02, effect: { kind: 'answer', status: 429 } },
      { probability: 0.02, effect: { kind: 'answer', status: 503, body: 'html' } },
      { probability: 0.01, effect: { kind: 'drop', when: 'before' } },
      { probability: 0.01, effect: { kind: 'drop', when: 'after' } },
      { probability: 0.002, effect: { kind: 'expireToken' } },
      { probability: 0.05, effect: { kind: 'delay', milliseconds: 20 } },
    ];
    const rules = areOn ? reads.flatMap((read) => effects.map((effect) => ({ ...read, ...effect }))) : [];
    const body = JSON.stringify({ rules });
    const response = await fetch(`${this.#parts.org.info.origin}/__sample/faults`, { method: 'PUT', body });
    if (!response.ok) throw new Error(await response.text());
  }

  /** By the product's own comparison of all values. */
  async #verified(): Promise<readonly string[]> {
    const context = { signal: never, report: () => undefined, log: memoryLog() };
    const job = soakJob({ reconcile: 'never', formulas: 'withRecord' });
    const { modules } = await verifyReplica(this.#quiet.parts, job, context);
    return modules.flatMap(({ module, problem, tables }) => [
      ...(problem === undefined ? [] : [`${module}: ${problem}`]),
      ...tables.flatMap(({ table, differences }) => differences.map(({ key, kind }) => `${table} ${key}: ${kind}`)),
      ...tables
        .filter(({ notYetCopied }) => notYetCopied > 0)
        .map(({ table }) => `${table}: rows that are not copied yet`),
    ]);
  }

  /** By plain pages of lists against plain rows, without what reads records and compares them. */
  async #compared(): Promise<readonly string[]> {
    const { parts } = this.#quiet;
    const job = soakJob({ reconcile: 'never', formulas: 'withRecord' });
    const target = await parts.openTarget(job.to, never);
    const found: string[] = [];
    try {
      const { modules } = await planReplica(parts, job, never);
      for (const name of soakModules) {
        const columns = {
          Leads: 'Company',
          Contacts: 'Description',
          Accounts: 'Account_Name',
          Deals: 'Description',
          Properties: 'Name',
          Quotes: 'Description',
        };
        const column = columns[name];
        const source = new Map(
          (await this.#people.records(name, column)).map((each) => [each['id'], each[column] ?? null]),
        );
        const table = modules.find(({ plan }) => plan.module === name)?.plan.main;
        if (!table) throw new Error(`There is no plan for ${name}.`);
        for await (const rows of target.rows(table, never)) {
          for (const row of rows) {
            const id = row['id'];
            if (!source.has(id)) found.push(`${name} ${String(id)}: plainly gone from the source`);
            else if (beginning(source.get(id)) !== beginning(row[column])) {
              const values = JSON.stringify([beginning(source.get(id)), beginning(row[column])]);
              found.push(`${name} ${String(id)}: plainly different: ${values}`);
            }
            source.delete(id);
          }
        }
        for (const id of source.keys()) found.push(`${name} ${String(id)}: plainly not in the table`);
      }
      return found;
    } finally {
      await target.close();
    }
  }
}

/** Lists cut long texts; an empty one is none in a table. */
function beginning(value: unknown): unknown {
  if (typeof value !== 'string' || value === '') return null;
  return value.slice(0, 400);
}
