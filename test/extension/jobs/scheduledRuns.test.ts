import assert from 'node:assert/strict';

import { InputError, SignInError } from '../../../src/core/errors.ts';
import type { RunRecord } from '../../../src/core/model/run.ts';
import type { ScheduledRunsParts } from '../../../src/extension/jobs/scheduledRuns.ts';
import { ScheduledRuns } from '../../../src/extension/jobs/scheduledRuns.ts';
import { plainL10n } from '../plainL10n.ts';
import { exampleJob, exampleRun } from './exampleJob.ts';

const job = exampleJob();
const locked = {
  outcome: 'failed',
  failureKind: 'retriable',
  explanation: 'Process 4711 writes "crm.sqlite" now. Try again later.',
} as const;

describe('the runs of a schedule', () => {
  it('run without a word', async () => {
    const { runs, told } = scheduled();
    await runs.run(job.file, 0);
    assert.deepEqual(told, ['ran']);
    assert.equal(runs.troubleOf(job.file), undefined);
  });

  it('tell once that nobody is signed in, and how to mend that', async () => {
    const { runs, told, errors } = scheduled({ store: { secretsOf: () => Promise.resolve(undefined) } });
    for (const dueAt of [0, 1, 2]) await runs.run(job.file, dueAt);
    assert.deepEqual(told, ['copy could not run at its time: nobody is signed in to "Acme EU".']);
    const [error] = errors;
    assert.ok(error instanceof SignInError);
    assert.equal(error.connectionId, job.connection.id);
    assert.equal(runs.troubleOf(job.file), told[0]);
  });

  it('make no tables that nobody has seen', async () => {
    const { runs, told } = scheduled({ tables: () => Promise.resolve({ made: 3, destination: 'crm.sqlite' }) });
    for (const dueAt of [0, 1]) await runs.run(job.file, dueAt);
    assert.equal(told.length, 1);
    assert.match(told[0] ?? '', /^copy did not run at its time\. .*\(3 in crm\.sqlite\)/);
  });

  it('write no tables of another job that nobody agreed to', async () => {
    const { runs, told } = scheduled({ assertAgreed: () => Promise.reject(new InputError('It shares its tables.')) });
    for (const dueAt of [0, 1]) await runs.run(job.file, dueAt);
    assert.deepEqual(told, ['It shares its tables.']);
  });

  it('tell once of a job file that is broken, and again when something else is wrong with it', async () => {
    const problems = ['line 3: no key', 'line 4: no key', 'it is gone', 'it is gone'];
    const { runs, told } = scheduled({ ready: () => Promise.reject(new InputError(problems.shift() ?? '')) });
    for (const dueAt of [0, 1, 2, 3]) await runs.run(job.file, dueAt);
    assert.deepEqual(told, ['line 3: no key', 'it is gone']);
  });

  it('tell once that a target is locked, whoever holds it, until a run succeeds', async () => {
    const explanation = locked.explanation.replace('4711', '4712');
    const records = [locked, { ...locked, explanation }, {}, locked].map((each) => exampleRun(each));
    const { runs, told } = scheduled({ run: () => Promise.resolve(records.shift()) });
    for (const dueAt of [0, 1]) await runs.run(job.file, dueAt);
    assert.deepEqual(told, ['ran: failed']);
    assert.equal(runs.troubleOf(job.file), explanation);
    await runs.run(job.file, 2);
    assert.equal(runs.troubleOf(job.file), undefined);
    await runs.run(job.file, 3);
    assert.deepEqual(told, ['ran: failed', 'ran: failed']);
  });

  it('tell once that the credits are spent, though other figures stand there each time', async () => {
    let spent = 5_000;
    const run = (): Promise<RunRecord> => {
      spent += 13;
      const explanation = `The share of the credits is spent: ${spent.toLocaleString()} of 10,000.`;
      return Promise.resolve(exampleRun({ outcome: 'stoppedAtBudget', explanation }));
    };
    const { runs, told } = scheduled({ run });
    for (const dueAt of [0, 1, 2]) await runs.run(job.file, dueAt);
    assert.deepEqual(told, ['ran: stoppedAtBudget']);
  });

  it('tell of the same again after somebody took care of the job', async () => {
    const { runs, told } = scheduled({ run: () => Promise.resolve(exampleRun(locked)) });
    await runs.run(job.file, 0);
    runs.forget(job.file);
    assert.equal(runs.troubleOf(job.file), undefined);
    await runs.run(job.file, 1);
    assert.equal(told.length, 2);
  });

  it('are left to the window that had its turn', async () => {
    const { runs, told } = scheduled({ run: () => Promise.resolve(undefined) });
    await runs.run(job.file, 0);
    assert.deepEqual(told, []);
  });
});

function scheduled(parts: Partial<ScheduledRunsParts> = {}) {
  const told: string[] = [];
  const errors: unknown[] = [];
  const runs = new ScheduledRuns({
    l10n: plainL10n,
    store: { secretsOf: () => Promise.resolve({ clientSecret: 'x', refreshToken: 'y' }) },
    ready: () => Promise.resolve(job),
    assertAgreed: () => Promise.resolve(),
    tables: () => Promise.resolve({ made: 0, destination: '' }),
    run: () => {
      told.push('ran');
      return Promise.resolve(exampleRun());
    },
    tell: ({ outcome }) => {
      told.push(`ran: ${outcome}`);
      return Promise.resolve();
    },
    showError: (error) => {
      errors.push(error);
      told.push(error instanceof Error ? error.message : '');
      return Promise.resolve();
    },
    changed: () => undefined,
    ...parts,
  });
  return { runs, told, errors };
}
