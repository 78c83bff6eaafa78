import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';

import { planJob } from '../../../src/core/jobs/planJob.ts';
import { planText } from '../../../src/core/jobs/planText.ts';
import { replicate } from '../../../src/core/jobs/replicate.ts';
import { memoryLog } from '../memoryPorts.ts';
import { jobOf, JobWorld, never } from './jobWorld.ts';

describe('planJob', function () {
  this.timeout(30_000);
  let world: JobWorld;
  const context = { signal: never, log: memoryLog(), report: () => undefined };
  const plan = (job: unknown) => planJob(world.parts, jobOf(job), context);
  before(async () => {
    world = await JobWorld.start({ records: new Map([['Solutions', 12_000]]) });
  });
  beforeEach(() => {
    world.crm.sampleOrg.clock.advance(60_000);
  });
  after(() => world.stop());

  it('says what an export would read, how, for how much, and what the other ways would take', async () => {
    const modules = [{ module: 'Solutions', fields: ['Solution_Title'] }];
    const { modules: planned, totals, creditsAllowed } = await plan({ modules, to: { file: 'out/{module}.csv' } });
    const [module] = planned;
    const [step] = module?.steps ?? [];
    assert.deepEqual([module?.into, step?.kind, step?.records], [['out/Solutions.csv'], 'all', 12_000]);
    assert.ok(step?.way !== undefined && step.why !== undefined);
    assert.deepEqual([step.way, ...step.others.map(({ way }) => way)].toSorted(), ['bulk', 'coql', 'list']);
    assert.deepEqual(totals, { calls: step.calls, credits: step.credits, seconds: step.seconds });
    assert.ok((creditsAllowed ?? 0) > step.credits);
    assert.deepEqual(await readdir(world.folder), [], 'and makes no file');
  });

  it('names the condition of a module', async () => {
    const where = "Solution_Title like 'A%'";
    const modules = [{ module: 'Solutions', fields: ['Solution_Title'], where }];
    const text = planText(await plan({ modules, to: { file: 's.csv' } }));
    assert.ok(text.includes(`Only records for which \`${where}\` holds.`), text);
    assert.match(text, /^\| Solutions \| all that the condition holds for \|/m);
  });

  it('says the same as the run then takes', async () => {
    const job = { modules: [{ module: 'Solutions', fields: ['Solution_Title'], way: 'coql' }], to: { file: 's.csv' } };
    const { totals } = await plan(job);
    const run = await world.export(job);
    // A run asks for the clock and a count, too.
    assert.ok(Math.abs(run.creditsSpent - totals.credits) <= 8, `${run.creditsSpent} instead of ${totals.credits}`);
  });

  it('says that the next run reads changes only, with their deletions', async () => {
    const modules = [{ module: 'Vendors', fields: ['id', 'Phone'] }];
    const job = { modules, changes: 'sinceLastRun', deletions: 'file', to: { file: 'vendors.csv' } };
    assert.deepEqual(
      (await plan(job)).modules[0]?.steps.map(({ kind }) => kind),
      ['all'],
    );
    await world.export(job);
    const second = (await plan(job)).modules[0];
    assert.deepEqual(
      second?.steps.map(({ kind }) => kind),
      ['deletions', 'changes'],
    );
    assert.deepEqual(second.into, ['vendors.csv', 'vendors.deleted.csv']);
  });

  it('names what will be left out, and plans the rest', async () => {
    const modules = [
      { module: 'Functions__s' },
      { module: 'Leads', fields: ['Nothing'] },
      { module: 'Leads_', fields: ['id'] },
    ];
    const planned = await plan({ modules: [...modules, { module: 'Products' }], to: { file: '{module}.csv' } });
    assert.deepEqual(
      planned.modules.map(({ problem }) => problem !== undefined),
      [false, true, true, false],
    );
    const text = planText(planned);
    assert.match(text, /## Functions__s\n[^#]*does not count these records; it may not give them either/);
    assert.match(text, /^\| Leads \| left out \|/m);
    assert.match(text, /\*\*Left out\.\*\* Leads has no field Nothing\./);
  });

  it('shows the tables that a replication would make, and makes none', async () => {
    const job = {
      kind: 'replicate',
      modules: [{ module: 'Products' }, { module: 'Vendors' }],
      to: { sqlite: 'copy.db' },
    };
    const first = await plan(job);
    assert.match(planText(first), /```sql\ncreate table [^`]*create table "Products"/i);
    assert.deepEqual(first.schema?.readAgain, [], 'what is not there is not read again');
    assert.deepEqual(
      first.modules.map(({ into }) => into[0]),
      ['Products', 'Vendors'],
    );
    assert.deepEqual(
      (await readdir(world.folder)).filter((file) => /copy|plan-/.test(file)),
      [],
    );
    const parsed = jobOf(job);
    assert.ok(parsed.kind === 'replicate');
    assert.equal((await replicate(world.parts, parsed, context)).outcome, 'succeeded');
    const second = await plan(job);
    assert.deepEqual(second.schema?.statements, []);
    assert.deepEqual(
      second.modules[1]?.steps.map(({ kind }) => kind),
      ['deletions', 'changes'],
      'whoever has just read all records need not compare their ids',
    );
    assert.match(planText(second), /The tables are as they are wanted\./);
  });

  it('plans a first run where the database cannot be asked, and says why', async () => {
    const { schema, modules } = await plan({
      kind: 'replicate',
      modules: [{ module: 'Vendors' }],
      to: { database: 'Gone' },
    });
    assert.match(schema?.problem ?? '', /no database servers/);
    assert.equal(
      modules[0]?.steps.some(({ kind }) => kind === 'all'),
      true,
    );
  });

  it('is the same text each time', async () => {
    const job = {
      modules: [{ module: 'Contacts' }, { module: 'Deals', orderBy: { field: 'Amount' } }],
      to: { file: '{module}-{date}.csv' },
    };
    const text = planText(await plan(job));
    assert.equal(planText(await plan(job)), text);
    assert.equal(text.includes(world.folder), false);
    assert.match(text, /Only queries sort by Amount\./);
  });
});
