import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

import { readWays } from '../../../../src/core/jobs/reading/readRequest.ts';
import { exportJob, JobWorld } from '../jobWorld.ts';

describe('exportRecords', function () {
  this.timeout(60_000);
  let world: JobWorld;
  before(async () => {
    world = await JobWorld.start({
      records: new Map([
        ['Leads', 300],
        ['Solutions', 12_000],
      ]),
    });
  });
  beforeEach(async () => {
    world.crm.sampleOrg.clock.advance(60_000);
    await world.crm.faults();
  });
  after(() => world.stop());

  it('writes the fields in their order, also those of related records, whichever way reads them', async () => {
    const fields = ['Last_Name', 'Account_Name.Account_Name', 'Owner', 'id', 'Account_Name'];
    const texts = new Set<string>();
    for (const way of readWays) {
      const modules = [{ module: 'Contacts', fields, way, orderBy: way === 'bulk' ? undefined : { field: 'id' } }];
      const summary = await world.export({ modules, to: { file: `ways/${way}.csv` } });
      assert.equal(summary.outcome, 'succeeded', summary.explanation);
      const lines = (await world.text(`ways/${way}.csv`)).split('\r\n');
      assert.equal(lines[0], 'Last_Name,Account_Name.Account_Name,Owner,id,Account_Name');
      texts.add(lines.toSorted().join('\n'));
    }
    assert.equal(texts.size, 1, 'the same lines by each way');
    assert.match([...texts][0] ?? '', /^[^,\n]+,[^\n]+,\d{18},\d{18},\d{18}$/m);
  });

  it('calls columns by their labels, those of related records by the labels along the path', async () => {
    const fields = ['id', 'Last_Name', 'Account_Name.Phone', 'Owner.email'];
    const to = { file: 'labels.csv', header: 'label', references: 'name' };
    await world.export({ modules: [{ module: 'Contacts', fields }], to });
    const [heading] = (await world.text('labels.csv')).split('\r\n');
    assert.equal(heading, 'Record Id,Last Name,Account Name › Phone,Contact Owner › email');
  });

  it('exports all fields where none are named, and only the records that fulfill the condition', async () => {
    const where = "Lead_Source = 'Web Download'";
    const summary = await world.export({
      modules: [{ module: 'Leads', where, converted: 'both' }],
      to: { file: 'all.csv' },
    });
    assert.equal(summary.outcome, 'succeeded', summary.explanation);
    const [heading = ''] = (await world.text('all.csv')).split('\r\n', 1);
    const fields = await world.crm.fieldsOf('Leads', new AbortController().signal);
    assert.equal(
      heading.split(',').length,
      1 + fields.filter(({ apiName, type }) => type !== 'address' && apiName !== 'id').length,
    );
    const { data } = (await world.crm.api('POST', '/coql', {
      select_query: `select COUNT(id) from Leads where ${where}`,
    })) as { data: [{ 'COUNT(id)': number }] };
    assert.equal(summary.modules[0]?.inserted, data[0]['COUNT(id)']);
  });

  it('leaves converted leads out and says how many, or exports these alone, or both', async () => {
    const counts = new Map<string, number>();
    const notes: string[] = [];
    for (const converted of ['no', 'yes', 'both']) {
      const modules = [{ module: 'Leads', fields: ['id'], converted }];
      const summary = await world.export({ modules, to: { file: 'c.csv' } });
      counts.set(converted, summary.modules[0]?.inserted ?? -1);
      notes.push(...(summary.notes ?? []).filter((note) => note.includes('converted')));
    }
    const left = counts.get('yes') ?? 0;
    assert.ok(left > 0);
    assert.deepEqual(notes, [`Leads: ${left} converted records are left out. "converted": "both" exports them, too.`]);
    assert.equal(counts.get('both'), (counts.get('no') ?? 0) + (counts.get('yes') ?? 0));
  });

  it('sorts by any field, with the same values as without an order', async () => {
    const fields = ['id', 'Amount', 'Owner', 'Account_Name'];
    const to = { file: 'sorted.csv', references: 'name' };
    await world.export({ modules: [{ module: 'Deals', fields, orderBy: { field: 'Amount', descending: true } }], to });
    const sorted = await world.text('sorted.csv');
    await world.export({ modules: [{ module: 'Deals', fields }], to });
    const lines = (text: string): readonly string[] => text.split('\r\n').toSorted();
    assert.deepEqual(lines(sorted), lines(await world.text('sorted.csv')));
    const known = sorted
      .split('\r\n')
      .slice(1, -1)
      .map((line) => line.split(',')[1] ?? '')
      .filter((cell) => cell !== '')
      .map(Number);
    assert.ok(known.length > 10);
    assert.deepEqual(
      known,
      known.toSorted((a, b) => b - a),
    );
  });

  it('writes as the options say: compressed, in another encoding, with other signs', async () => {
    const modules = [{ module: 'Deals', fields: ['id', 'Amount'], orderBy: { field: 'id' } }];
    const to = { file: '{module}-{date}.csv', compression: 'gzip', encoding: 'utf-16le', byteOrderMark: true };
    const more = { separator: ';', lineEnd: 'lf', quote: 'always', decimalSign: ',', nullText: 'NULL' };
    const { files } = await world.export({ modules, to: { ...to, ...more } });
    assert.match(path.basename(files[0] ?? ''), /^Deals-\d{4}-\d\d-\d\d\.csv\.gz$/);
    const text = gunzipSync(await readFile(files[0] ?? '')).toString('utf16le');
    assert.ok(text.startsWith('\uFEFF"id";"Amount"\n"'));
    assert.match(text, /^"\d{18}";"\d+(,\d+)?"$/m);
  });

  it('tells only what changed since the last run: 3 edits and 1 deletion are 3 lines and 1 tombstone', async () => {
    const job = {
      modules: [{ module: 'Vendors', fields: ['Phone', 'id'], orderBy: { field: 'Modified_Time' } }],
      changes: 'sinceLastRun',
      deletions: 'column',
      to: { file: 'changes.csv' },
    };
    const first = await world.export(job);
    assert.equal(first.modules[0]?.deleted, 0);
    assert.ok(first.modules[0].inserted > 5);
    const ids = (await world.rows('changes.csv')).map((row) => row[1] ?? '');
    world.crm.sampleOrg.clock.advance(60_000);
    for (const id of ids.slice(0, 3)) await world.update('Vendors', id, { Phone: `+1 ${id.slice(-6)}` });
    await world.delete('Vendors', ids[3] ?? '');
    world.crm.sampleOrg.clock.advance(60_000);
    const second = await world.export(job);
    assert.deepEqual([second.modules[0]?.inserted, second.modules[0]?.deleted], [3, 1]);
    const [tombstone, ...edited] = await world.rows('changes.csv');
    assert.deepEqual(tombstone?.slice(0, 2), ['', ids[3]]);
    assert.match(tombstone[2] ?? '', /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/);
    assert.deepEqual(
      edited,
      ids.slice(0, 3).map((id) => [`+1 ${id.slice(-6)}`, id, '']),
    );
    world.crm.sampleOrg.clock.advance(60_000);
    const third = await world.export(job);
    assert.deepEqual([third.modules[0]?.inserted, third.modules[0]?.deleted], [0, 0], 'nothing is told twice');
    assert.equal(await world.text('changes.csv'), 'Phone,id,Deleted_Time\r\n');
  });

  it('tells of a record that was deleted in one run and is restored, unchanged, in another', async () => {
    const job = {
      modules: [{ module: 'Invoices', fields: ['id', 'Subject'], where: "Subject != 'Nothing'" }],
      ...{ changes: 'sinceLastRun', deletions: 'column', to: { file: 'restored.csv' } },
    };
    await world.export(job);
    const [id = '', other = ''] = (await world.rows('restored.csv')).map((row) => row[0] ?? '');
    for (const each of [id, other]) await world.delete('Invoices', each);
    world.crm.sampleOrg.clock.advance(600_000);
    assert.deepEqual((await world.export(job)).modules[0]?.deleted, 2);
    await world.restore(id);
    world.crm.sampleOrg.clock.advance(600_000);
    const told = await world.export(job);
    assert.deepEqual([told.modules[0]?.inserted, told.modules[0]?.deleted], [1, 0]);
    assert.equal((await world.rows('restored.csv'))[0]?.[0], id);
    assert.equal((await world.export(job)).modules[0]?.inserted, 0, 'once');
  });

  it('puts deletions into a second file, and exports everything again when the job asks for other fields', async () => {
    const job = (fields: readonly string[]) => ({
      modules: [{ module: 'Cases', fields }],
      ...{ changes: 'sinceLastRun', deletions: 'file', to: { file: 'cases.csv' } },
    });
    const first = await world.export(job(['id', 'Subject']));
    assert.equal(await world.text('cases.deleted.csv'), 'id,Deleted_Time\r\n');
    const [, gone] = (await world.rows('cases.csv')).map((row) => row[0] ?? '');
    world.crm.sampleOrg.clock.advance(60_000);
    await world.delete('Cases', gone ?? '');
    world.crm.sampleOrg.clock.advance(60_000);
    const second = await world.export(job(['id', 'Subject']));
    assert.deepEqual(
      second.files.map((file) => path.basename(file)),
      ['cases.deleted.csv', 'cases.csv'],
    );
    assert.deepEqual([second.modules[0]?.inserted, second.modules[0]?.deleted], [0, 1]);
    assert.equal((await world.rows('cases.deleted.csv'))[0]?.[0], gone);
    const other = await world.export(job(['id', 'Subject', 'Status']));
    assert.equal(other.modules[0]?.inserted, (first.modules[0]?.inserted ?? 0) - 1);
    assert.match(other.notes?.[0] ?? '', /exported again/);
  });

  it('names the modules that cannot be read while the others go on', async () => {
    const modules = [{ module: 'Functions__s' }, { module: 'leads' }, { module: 'Products', fields: ['id'] }];
    const summary = await world.export({ modules, to: { file: 'many/{module}.csv' } });
    assert.equal(summary.outcome, 'failed');
    const problems = summary.modules.map(({ problem }) => problem);
    assert.match(problems[0] ?? '', /Functions__s/);
    assert.match(problems[1] ?? '', /has no module leads. Did you mean Leads\?/);
    assert.equal(problems[2], undefined);
    assert.match(summary.explanation ?? '', /^2 of 3 modules could not be exported/);
    assert.deepEqual(
      summary.files.map((file) => path.basename(file)),
      ['Products.csv'],
    );
    assert.deepEqual(
      (await readdir(path.join(world.folder, 'many'))).filter((file) => !file.endsWith('.part')),
      ['Products.csv'],
    );
  });

  it('names the field that a module does not have', async () => {
    const summary = await world.export({
      modules: [{ module: 'Leads', fields: ['last_name'] }],
      to: { file: 'f.csv' },
    });
    assert.equal(summary.failureKind, 'input');
    assert.equal(summary.explanation, 'Leads has no field last_name. Did you mean Last_Name?');
  });

  it('is canceled within a batch, and the next run goes on to the same bytes', async () => {
    const job = (file: string) => ({
      modules: [{ module: 'Solutions', fields: ['id', 'Solution_Title'], orderBy: { field: 'id' }, way: 'coql' }],
      to: { file },
    });
    await world.export(job('whole.csv'));
    const stop = new AbortController();
    await world.crm.faults({ body: 'id asc', fromNth: 4, effect: { kind: 'delay', milliseconds: 300 } });
    const report = ({ recordsDone }: { recordsDone: number }): void => {
      if (recordsDone > 0) stop.abort();
    };
    const stopped = await world.export(job('again.csv'), { signal: stop.signal, report }, { clock: ticking() });
    assert.equal(stopped.outcome, 'cancelled', stopped.explanation);
    const written = stopped.modules[0]?.inserted ?? 0;
    assert.ok(written > 0 && written < 12_000, String(written));
    assert.match(stopped.explanation ?? '', /goes on from there/);
    assert.equal(existsSync(path.join(world.folder, 'again.csv')), false);
    await world.crm.faults();
    const resumed = await world.export(job('again.csv'));
    assert.equal(resumed.modules[0]?.inserted, 12_000);
    assert.ok(resumed.modules[0].read <= 12_000 - written, 'reads only what is left');
    assert.equal(await world.text('again.csv'), await world.text('whole.csv'));
    assert.deepEqual(
      (await readdir(world.folder)).filter((file) => file.startsWith('again')),
      ['again.csv'],
    );
  });

  it('goes on after a stop where the order is by time, or where there is none, and writes each record once', async () => {
    for (const orderBy of [{ field: 'Modified_Time' }, undefined]) {
      const stop = new AbortController();
      const file = `once-${orderBy ? 'time' : 'none'}.csv`;
      const job = { modules: [{ module: 'Solutions', fields: ['id'], orderBy, way: 'coql' }], to: { file } };
      const report = ({ recordsDone }: { recordsDone: number }): void => {
        if (recordsDone > 0) stop.abort();
      };
      await world.crm.faults({ body: 'limit 2000', fromNth: 3, effect: { kind: 'delay', milliseconds: 200 } });
      const stopped = await world.export(job, { signal: stop.signal, report }, { clock: ticking() });
      assert.equal(stopped.outcome, 'cancelled');
      await world.crm.faults();
      const { modules } = await world.export(job);
      assert.ok((modules[0]?.read ?? 0) < 12_000, 'not from the beginning');
      const ids = (await world.rows(file)).map(([id]) => id);
      assert.deepEqual([ids.length, new Set(ids).size], [12_000, 12_000]);
    }
  });

  it('begins anew when the job asks for something else than the run that stopped', async () => {
    const job = (separator: string) => ({
      modules: [{ module: 'Solutions', fields: ['id', 'Solution_Title'], orderBy: { field: 'id' } }],
      to: { file: 'changed.csv', separator },
    });
    const stop = new AbortController();
    const report = ({ recordsDone }: { recordsDone: number }): void => {
      if (recordsDone > 0) stop.abort();
    };
    assert.equal(
      (await world.export(job(','), { signal: stop.signal, report }, { clock: ticking() })).outcome,
      'cancelled',
    );
    assert.equal((await world.export(job(';'))).modules[0]?.read, 12_000);
    assert.equal((await world.text('changed.csv')).includes(','), false);
  });

  it('is gone on with after it was killed, to the same bytes', async () => {
    const job = (file: string) => ({
      modules: [{ module: 'Solutions', fields: ['id', 'Solution_Title'], orderBy: { field: 'id' }, way: 'coql' }],
      to: { file },
    });
    await world.export(job('unkilled.csv'));
    await world.crm.faults({ body: 'id asc', fromNth: 3, effect: { kind: 'delay', milliseconds: 60_000 } });
    const state = path.join(world.folder, 'killed.csv.zoho-export.json');
    const child = spawn(
      process.execPath,
      [
        path.join(import.meta.dirname, 'exportUntilKilled.ts'),
        JSON.stringify({ info: world.crm.sampleOrg.info, folder: world.folder, job: exportJob(job('killed.csv')) }),
      ],
      { stdio: ['ignore', 'ignore', 'inherit'] },
    );
    while (!existsSync(state)) await new Promise((resolve) => setTimeout(resolve, 20));
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.equal(existsSync(path.join(world.folder, 'killed.csv')), false);
    await world.crm.faults();
    const resumed = await world.export(job('killed.csv'));
    assert.equal(resumed.outcome, 'succeeded', resumed.explanation);
    assert.ok((resumed.modules[0]?.read ?? 0) < 12_000, 'not from the beginning');
    assert.equal(await world.text('killed.csv'), await world.text('unkilled.csv'));
    assert.deepEqual(
      (await readdir(world.folder)).filter((file) => file.startsWith('killed')),
      ['killed.csv'],
    );
  });

  it('stops at its share of the credits, and goes on when there is more', async () => {
    const modules = [{ module: 'Solutions', fields: ['id', 'Solution_Title'], orderBy: { field: 'id' }, way: 'coql' }];
    const aDay = (await world.parts.records.readLimits(new AbortController().signal)).credits.aDay ?? 0;
    const stopped = await world.export({ modules, creditShare: 14 / aDay, to: { file: 'budget.csv' } });
    assert.equal(stopped.outcome, 'stoppedAtBudget', stopped.explanation);
    assert.ok(stopped.creditsSpent <= 14);
    assert.match(stopped.explanation ?? '', /share of the day's API credits/);
    const rest = await world.export({ modules, to: { file: 'budget.csv' } });
    assert.equal(rest.outcome, 'succeeded');
    assert.equal((await world.rows('budget.csv')).length, 12_000);
  });

  it('refuses to export into a file that another run exports into', async () => {
    const job = { modules: [{ module: 'Leads', fields: ['id'] }], to: { file: 'twice.csv' } };
    const both = await Promise.all([world.export(job), world.export(job)]);
    assert.deepEqual(both.map(({ outcome }) => outcome).toSorted(), ['failed', 'succeeded']);
    const refused = both.find(({ outcome }) => outcome === 'failed');
    assert.equal(refused?.failureKind, 'retriable');
    assert.match(refused.explanation ?? '', /Another run is exporting into .*twice\.csv/);
  });

  it('keeps the file out of version control, and says so', async () => {
    const folder = path.join(world.folder, 'repository');
    await mkdir(path.join(folder, '.git'), { recursive: true });
    await writeFile(path.join(folder, '.git', 'HEAD'), 'ref: refs/heads/main\n');
    const modules = [{ module: 'Leads', fields: ['id'], converted: 'both' }];
    const job = { modules, to: { file: 'repository/{module}-{date}.csv' } };
    const { notes } = await world.export(job);
    assert.match(notes?.[0] ?? '', /\.gitignore keeps Leads-\*\.csv out of version control/);
    assert.match(await world.text('repository/.gitignore'), /^\/Leads-\*\.csv\*$/m);
    assert.equal((await world.export(job)).notes, undefined);
  });

  it('tells how far it is, a few times a second at most', async () => {
    const modules = [{ module: 'Solutions', fields: ['id'] }];
    const startedAt = Date.now();
    const { reports } = await world.export({ modules, to: { file: 'progress.csv' } });
    const seconds = (Date.now() - startedAt) / 1000;
    assert.ok(reports.length <= 6 + 5 * seconds, String(reports.length));
    const last = reports.at(-1);
    assert.deepEqual([last?.modulesDone, last?.recordsDone, last?.recordsTotal], [1, 12_000, 12_000]);
    assert.ok((last?.creditsSpent ?? 0) > 0);
  });

  it('counts for its progress only what it exports, not the converted leads that it leaves out', async () => {
    for (const converted of ['no', 'yes']) {
      const where = "Company != 'Nobody'";
      const modules = [{ module: 'Leads', fields: ['id'], converted, where }];
      const { reports, modules: done } = await world.export({ modules, to: { file: `${converted}.csv` } });
      const totals = new Set(reports.flatMap(({ recordsTotal }) => recordsTotal ?? []));
      assert.deepEqual([...totals], [done[0]?.inserted]);
      assert.equal(reports.at(-1)?.recordsDone, done[0]?.inserted);
    }
  });

  it('stops with the record that the encoding cannot hold, and names the way out', async () => {
    const id = await world.insert('Products', { Product_Name: 'Dragon 🐉' });
    const where = `id = '${id}'`;
    const to = { file: 'dragon.csv', encoding: 'windows-1252' };
    const summary = await world.export({ modules: [{ module: 'Products', fields: ['Product_Name'], where }], to });
    assert.equal(summary.failureKind, 'input');
    assert.match(summary.explanation ?? '', /windows-1252 has no “🐉”.*utf-8/);
  });
});

/** A second passes between any two looks at it, so that each batch is reported. */
function ticking(): { now(): number } {
  let now = Date.now();
  return { now: () => (now += 1_000) };
}
