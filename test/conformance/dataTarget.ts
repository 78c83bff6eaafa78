import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

import { InputError, isProductError, RetriableError, SignInError } from '../../src/core/errors.ts';
import type { DatabaseConnection, ServerConnection } from '../../src/core/model/databaseConnection.ts';
import type { CrmRecord } from '../../src/core/model/record.ts';
import type {
  DataTarget,
  RejectedRow,
  RowHash,
  SchemaChoice,
  TableRow,
  TargetWriter,
  WriteBatch,
  WriteResult,
} from '../../src/core/targets/dataTarget.ts';
import { openTarget } from '../../src/core/targets/registry.ts';
import type { Field } from '../../src/core/model/metadata.ts';
import type { ModulePlan, Table, TableChoices } from '../../src/core/targets/tablePlan.ts';
import { compareIds, defaultTableChoices, planTables } from '../../src/core/targets/tablePlan.ts';
import { exportedFields } from './targets/exampleExport.ts';
import { exportedForms, exportedSteps, refusedRows } from './targets/exportedSteps.ts';
import { everyField, field, fullRecord, fullRow, idOf, planOf, record } from './targets/exampleModule.ts';

/** What the suite needs of a database. */
export interface DatabaseUnderTest {
  /** Makes an empty database of its own; the same place each time. */
  makeEmpty(): Promise<DatabaseConnection>;
  /** Opens it in another way than by the registry. */
  readonly open?: (connection: DatabaseConnection) => Promise<DataTarget>;
  /** Runs a statement from outside, with the right schema by default. */
  run(sql: string): Promise<void>;
  /** Ends all connections to it from outside; undefined where there are none. */
  readonly dropConnections?: () => Promise<void>;
  stop(): Promise<void>;
}

const never = new AbortController().signal;

/** What every DataTarget promises. Run it against each of them; a server can refuse us, and be lost, besides. */
export function describeDataTarget(
  name: string,
  place: 'file' | 'server',
  start: () => Promise<DatabaseUnderTest>,
): void {
  describe(`${name} as a DataTarget`, () => {
    let database: DatabaseUnderTest;
    let connection: DatabaseConnection;
    const opened: DataTarget[] = [];

    before(async () => {
      database = await start();
    });
    after(() => database.stop());
    beforeEach(async () => {
      connection = await database.makeEmpty();
    });
    afterEach(async () => {
      for (const target of opened.splice(0)) await target.close();
    });

    const open = async (): Promise<DataTarget> => {
      const target = await (database.open ? database.open(connection) : openTarget(connection, undefined));
      opened.push(target);
      return target;
    };
    /** A target whose tables are made, with the right to write. */
    const begin = async (
      fields: readonly Field[] = everyField,
      choices: Partial<TableChoices> = {},
    ): Promise<{ target: DataTarget; plan: ModulePlan; write: Write; writer: TargetWriter }> => {
      const target = await open();
      const plan = await applied(target, planOf(fields, choices));
      const writer = await target.startWriting('test', never);
      const write: Write = (batch) => writer.write({ plan, deletions: [], records: [], readAt: 1000, ...batch }, never);
      return { target, plan, write, writer };
    };

    it('says what it is and that tables may be made', async () => {
      const facts = await (await open()).test(never);
      assert.match(facts.product, /^\w+ \d+\.\d+/);
      assert.equal(facts.mayCreateTables, true);
    });

    it('gives back every type of field as it was, extremes included', async () => {
      const { target, plan, write } = await begin();
      assert.deepEqual((await write({ records: [fullRecord] })).rejected, []);
      assert.deepEqual(await allRows(target, plan.main), [fullRow]);
    });

    it('holds the far ends of numbers, dates and years, and nothing at all', async () => {
      const fields = [
        field('Seats', 'integer', '1'),
        field('Big', 'bigInteger', '2'),
        field('Day', 'date', '3'),
      ].concat(field('At', 'dateTime', '4'), field('Amount', 'currency', '5'), field('Flag', 'boolean', '6'));
      const { target, plan, write } = await begin(fields);
      const written = [
        {
          Seats: 0,
          Big: '-9223372036854775808',
          Day: '9999-12-31',
          At: '0001-01-01T00:00:00+00:00',
          Amount: 0,
          Flag: false,
        },
        { Seats: null, Big: null, Day: null, At: null, Amount: null, Flag: null },
        {
          Seats: 2147483647,
          Big: '007',
          Day: '2024-02-29',
          At: '2026-10-25T02:30:00+01:00',
          Amount: -1.005,
          Flag: true,
        },
      ];
      const { rejected } = await write({ records: written.map((values, at) => record(at, values)) });
      assert.deepEqual(rejected, []);
      assert.deepEqual(await allRows(target, plan.main), [
        { ...written[0], id: idOf(0), At: '0001-01-01T00:00:00Z', Amount: '0' },
        { ...written[1], id: idOf(1) },
        { ...written[2], id: idOf(2), Big: '7', At: '2026-10-25T01:30:00Z', Amount: '-1.005' },
      ]);
    });

    it('keeps ids as numbers where that was chosen', async () => {
      const { target, plan, write } = await begin(everyField, { ids: 'bigint' });
      const { inserted, rejected } = await write({ records: [fullRecord, record(3)] });
      assert.deepEqual({ inserted, rejected }, { inserted: 2, rejected: [] });
      assert.deepEqual(await write({ records: [record(3, { Name: 'x' }), record(4)] }), counts(1, 1));
      assert.deepEqual((await allRows(target, plan.main))[0], fullRow);
      assert.deepEqual(await allIds(target, plan), [idOf(1), idOf(3), idOf(4)]);
    });

    it('rejects what it cannot hold, names the field, and writes the rest', async () => {
      const { target, plan, write } = await begin();
      const bad: readonly CrmRecord[] = [
        record(10, { Name: 'a\0b' }),
        record(11, { Birthday: '2025-02-29' }),
        record(12, { Seats: 1.5 }),
        record(13, { Due: 'now' }),
        record(14, { Notes: 'half \ud83d' }),
        record(15, { Big: '9223372036854775808' }),
        record(16, { Is_Key: 'yes' }),
        record(17, { Amount: 'much' }),
        record(18, { Tag: ['a\0b'] }),
      ];
      const good = [record(9, { Name: 'good' }), record(19, { Name: 'good' })];
      const { inserted, rejected } = await write({ records: [...good.slice(0, 1), ...bad, ...good.slice(1)] });
      assert.equal(inserted, 2 + Number(rejected.every(({ recordId }) => recordId !== idOf(18))));
      const named = ['Name', 'Birthday', 'Seats', 'Due', 'Notes', 'Big', 'Is_Key', 'Amount'];
      for (const [at, name] of named.entries())
        assert.ok(rejected[at]?.reason.startsWith(`${name}: `), rejected[at]?.reason);
      assert.deepEqual(
        (await collect(target.rejectedRows(plan, never))).map(keyOfRejected),
        rejected.map(keyOfRejected),
      );
      assert.equal((await target.state(plan, never)).rejectedRows, rejected.length);
    });

    it('remembers a rejected row until it is written or deleted, also across runs', async () => {
      const { target, plan, write, writer } = await begin();
      const bad = [record(10, { Name: '\0' }), record(11, { Name: '\0' }), record(12, { Name: '\0' })];
      await write({ records: bad });
      await writer.close();
      const again = await target.startWriting('test', never);
      const next = {
        plan,
        deletions: [{ id: idOf(11), deletedAt: 5 }],
        records: [record(12, { Name: 'ok' }), ...bad.slice(0, 1)],
        readAt: 2000,
      };
      const { rejected } = await again.write(next, never);
      const kept = rejected.map(({ recordId, firstAt, lastAt, tries }) => ({ recordId, firstAt, lastAt, tries }));
      assert.deepEqual(kept, [{ recordId: idOf(10), firstAt: 1000, lastAt: 2000, tries: 2 }]);
      assert.deepEqual(await collect(target.rejectedRows(plan, never)), rejected);
    });

    it('lets a rejected row wait when only some of its fields are written', async () => {
      const { target, plan, write } = await begin();
      const { rejected } = await write({ records: [record(10, { Name: '\0' })] });
      await write({ records: [record(10, { Score: 1 })], onlyFields: ['Score'] });
      assert.deepEqual(await collect(target.rejectedRows(plan, never)), rejected);
    });

    it('finds the rows that the database itself refuses, wherever they are in a batch', async () => {
      const { target, plan, write } = await begin([field('Name', 'text', '1')]);
      // A text cannot be indexed as a whole everywhere.
      await database.run(
        `create unique index only_once on Things (${connection.kind === 'mariadb' ? 'Name(100)' : 'Name'})`,
      );
      const records = Array.from({ length: 40 }, (_, at) =>
        record(at, { Name: at === 17 || at === 39 ? 'n3' : `n${at}` }),
      );
      const { inserted, rejected } = await write({ records });
      assert.deepEqual(
        { inserted, rejected: rejected.map(({ recordId }) => recordId) },
        { inserted: 38, rejected: [idOf(17), idOf(39)] },
      );
      assert.equal((await allRows(target, plan.main)).length, 38);
    });

    it('takes rows of an export as it takes their records, whatever is in them', async () => {
      const outcomes = [];
      for (const form of [exportedForms.records, exportedForms.rows]) {
        connection = await database.makeEmpty();
        const { target, plan, write } = await begin(exportedFields);
        const results = [];
        for (const step of exportedSteps) results.push(await write(step(form)));
        const rows = await allRows(target, plan.main);
        await database.run('delete from Things');
        await database.run(
          `create unique index only_once on Things (${connection.kind === 'mariadb' ? 'Name(100)' : 'Name'})`,
        );
        results.push(await write(form(refusedRows)));
        outcomes.push({ results, rows: [rows, await allRows(target, plan.main)] });
        await target.close();
      }
      assert.deepEqual(outcomes[1], outcomes[0]);
    });

    it('takes rows of an export as it takes their records, with foreign keys that lead nowhere', async () => {
      const outcomes = [];
      const modules = { Things: exportedFields, Accounts: [field('Name', 'text', '1')] };
      const toPlan = Object.entries(modules).map(([apiName, fields]) => ({
        module: { apiName, label: apiName },
        fields,
      }));
      for (const form of [exportedForms.records, exportedForms.rows]) {
        connection = await database.makeEmpty();
        const target = await open();
        const plans = planTables(toPlan, { ...defaultTableChoices, foreignKeys: true });
        await target.applySchema(await target.schemaChanges(plans, new Map(), never), never);
        const [things, accounts] = plans;
        assert.ok(things && accounts);
        const writer = await target.startWriting('test', never);
        const write = (plan: ModulePlan, batch: Partial<WriteBatch>) =>
          writer.write({ plan, deletions: [], records: [], readAt: 1000, ...batch }, never);
        const rowsTo = (account: number) =>
          Array.from({ length: 30 }, (_, at) => ({
            Account_Name: idOf(at % 4 === 0 ? account : 70),
            Due: at === 7 ? '?' : '',
          }));
        const results = [await write(accounts, { records: [record(70)] })];
        for (const account of [70, 71, 71]) results.push(await write(things, form(rowsTo(account))));
        results.push(await write(accounts, { records: [record(71)] }), await write(things, form(rowsTo(71))));
        outcomes.push({ results, rows: await allRows(target, things.main) });
        await target.close();
      }
      assert.deepEqual(outcomes[1], outcomes[0]);
      const rejected = outcomes[1]?.results.map((result) => result.rejected.length);
      assert.deepEqual(rejected, connection.kind === 'postgres' ? [0, 1, 9, 9, 0, 1] : [0, 1, 1, 1, 0, 1]);
    });

    it('upserts by record id: counts what is new, changed and the same, and keeps the newest', async () => {
      const { target, plan, write } = await begin();
      const at = (time: string, name: string) => ({ Modified_Time: `2026-01-01T00:00:${time}+00:00`, Name: name });
      assert.deepEqual(await write({ records: [record(1, at('10', 'a')), record(2, at('10', 'b'))] }), counts(2, 0));
      assert.deepEqual(await write({ records: [record(1, at('10', 'a'))] }), counts(0, 0));
      assert.deepEqual(await write({ records: [record(1, at('10', 'A')), record(3, at('10', 'c'))] }), counts(1, 1));
      assert.deepEqual(await write({ records: [record(2, at('09', 'old'))] }), counts(0, 0));
      const twice = [record(2, at('11', 'first')), record(2, at('12', 'last'))];
      assert.deepEqual(await write({ records: twice }), counts(0, 1));
      const rows = await allRows(target, plan.main);
      assert.deepEqual(
        rows.map((row) => row['Name']),
        ['A', 'last', 'c'],
      );
    });

    it('applies deletions before records, so that what was restored is there', async () => {
      const { target, plan, write } = await begin();
      await write({ records: [fullRecord, record(2), record(3)] });
      const deletions = [1, 2, 7].map((number) => ({ id: idOf(number), deletedAt: 5000 }));
      assert.deepEqual(await write({ deletions, records: [record(2, { Name: 'restored' })] }), {
        ...counts(1, 0),
        deleted: 2,
      });
      assert.deepEqual(await allIds(target, plan), [idOf(2), idOf(3)]);
      for (const child of plan.children) assert.deepEqual(await allRows(target, child), []);
    });

    it('writes some fields alone, into rows that exist', async () => {
      const { target, plan, write } = await begin();
      await write({ records: [fullRecord] });
      const records = [record(1, { Score: 7, Remark: null }), record(2, { Score: 8 })];
      assert.deepEqual(await write({ records, onlyFields: ['Score', 'Remark'] }), counts(0, 1));
      assert.deepEqual(await allRows(target, plan.main), [{ ...fullRow, Score: '7', Remark: null }]);
    });

    it('keeps checkpoint and reconciliation with the rows, for each table by itself', async () => {
      const { target, plan, write } = await begin();
      assert.deepEqual(await target.state(plan, never), { rejectedRows: 0 });
      await write({ records: [record(1)], checkpoint: { upTo: 5, resume: { id: '7', list: [1] } } });
      await write({ reconciliation: { doneAt: 9 } });
      const state = {
        checkpoint: { upTo: 5, resume: { id: '7', list: [1] } },
        reconciliation: { doneAt: 9 },
        rejectedRows: 0,
      };
      assert.deepEqual(await target.state(plan, never), state);
      assert.deepEqual(await (await open()).state(plan, never), state);
      assert.deepEqual(await target.state(planOf(everyField, {}, 'Others'), never), { rejectedRows: 0 });
    });

    it('writes all of a batch or nothing when it is cancelled, and nothing more after that', async () => {
      const { target, plan, write, writer } = await begin();
      await write({ records: [record(1)], checkpoint: { upTo: 1 } });
      const enough = new AbortController();
      const resume = {
        toJSON: () => {
          enough.abort(new Error('enough'));
        },
      };
      const batch = { plan, deletions: [], records: [record(2)], readAt: 0, checkpoint: { upTo: 2, resume } };
      const [cancelled, later] = [
        writer.write(batch, enough.signal),
        write({ records: [record(3)], checkpoint: { upTo: 3 } }),
      ];
      await assert.rejects(cancelled, /enough/);
      await assert.rejects(later, /enough/);
      assert.deepEqual(await allIds(target, plan), [idOf(1)]);
      assert.deepEqual(await target.state(plan, never), { checkpoint: { upTo: 1 }, rejectedRows: 0 });
      await writer.close();
      const again = await target.startWriting('test', never);
      assert.deepEqual(await again.write({ ...batch, checkpoint: { upTo: 2 } }, never), counts(1, 0));
    });

    it('has neither rows nor checkpoint of a run that was killed, and lets the next one write', async () => {
      const { target, plan, write, writer } = await begin();
      await write({ records: [record(1)], checkpoint: { upTo: 1 } });
      await writer.close();
      const script = fileURLToPath(new URL('targets/killedWriter.ts', import.meta.url));
      const died = spawnSync(process.execPath, [script, JSON.stringify(connection)], { encoding: 'utf8' });
      assert.equal(died.signal, 'SIGKILL', died.stderr);
      const next = await startSoon(target, 'killed');
      assert.deepEqual(await allIds(target, plan), [idOf(1)]);
      assert.deepEqual((await target.state(plan, never)).checkpoint, { upTo: 1 });
      assert.deepEqual(await next.write({ plan, deletions: [], records: [record(2)], readAt: 0 }, never), counts(1, 0));
    });

    it('lets only one run write at a time, and says so', async () => {
      const { writer } = await begin();
      const other = await open();
      await assert.rejects(other.startWriting('test', never), (error) => {
        return error instanceof RetriableError && error.message.includes('Another run');
      });
      await (await other.startWriting('something else', never)).close();
      await writer.close();
      await (await other.startWriting('test', never)).close();
    });

    it('shows its statements first and has none on the second run', async () => {
      const [target, plan] = [
        await open(),
        planOf(everyField, { history: true, multiSelect: 'childTable', foreignKeys: true }),
      ];
      const first = await target.schemaChanges([plan], new Map(), never);
      const tables = first.statements.filter((sql) => sql.startsWith('create table'));
      assert.equal(tables.length, 2 + 1 + plan.children.length + 1);
      assert.deepEqual({ issues: first.issues, readAgain: first.readAgain }, { issues: [], readAgain: ['Things'] });
      assert.equal((await target.schemaChanges([plan], new Map(), never)).statements.length, first.statements.length);
      await target.applySchema(first, never);
      const second = await target.schemaChanges([plan], new Map(), never);
      assert.deepEqual([second.statements, second.issues, second.readAgain], [[], [], []]);
      assert.deepEqual(second.plans, [plan]);
    });

    it('grows by new fields and wider types, and then wants all records again where values are missing', async () => {
      const { target, plan, write } = await begin([field('Seats', 'integer', '1'), field('Old', 'text', '2')]);
      await write({ records: [record(1, { Seats: 5, Old: 'kept' })], checkpoint: { upTo: 1 } });
      const wider = planOf([field('Seats', 'currency', '1')]);
      const widened = await target.schemaChanges([wider], new Map(), never);
      assert.deepEqual([widened.issues, widened.readAgain], [[], []]);
      await target.applySchema(widened, never);
      assert.deepEqual((await target.state(plan, never)).checkpoint, { upTo: 1 });
      const grown = await applied(target, planOf([field('Seats', 'currency', '1'), field('New', 'date', '3')]), [
        'Things',
      ]);
      assert.deepEqual(await target.state(plan, never), { rejectedRows: 0 });
      await write({ plan: grown, records: [record(2, { Seats: 1.25, New: '2026-01-01' })] });
      const [first, second] = await allRows(target, {
        ...grown.main,
        columns: [...grown.main.columns, ...plan.main.columns.slice(2)],
      });
      assert.deepEqual(first, { id: idOf(1), Seats: '5', New: null, Old: 'kept' });
      assert.deepEqual(second, { id: idOf(2), Seats: '1.25', New: '2026-01-01', Old: null });
    });

    const renames: readonly [SchemaChoice, string[]][] = [
      ['renameColumn', ['id', 'Title']],
      ['keepName', ['id', 'Name']],
      ['addColumn', ['id', 'Title']],
    ];
    for (const [choice, columns] of renames) {
      it(`asks about a renamed field and does as told: ${choice}`, async () => {
        const { target, write } = await begin([field('Name', 'text', '1')]);
        await write({ records: [record(1, { Name: 'before' })] });
        const renamed = planOf([field('Title', 'text', '1')]);
        const { issues, statements } = await target.schemaChanges([renamed], new Map(), never);
        assert.deepEqual(statements, []);
        assert.deepEqual(
          issues.map(({ kind, column, was, wanted }) => [kind, column, was, wanted]),
          [['renamed', 'Name', 'Name', 'Title']],
        );
        const decided = await target.schemaChanges([renamed], new Map([[issues[0]?.key ?? '', choice]]), never);
        await target.applySchema(decided, never);
        const after = await target.schemaChanges([renamed], new Map(), never);
        assert.deepEqual([after.issues, after.statements], [[], []]);
        const [plan = renamed] = after.plans;
        assert.deepEqual(
          plan.main.columns.map((column) => column.name),
          columns,
        );
        await write({ plan, records: [record(2, { Title: 'after' })] });
        const values = (await allRows(target, plan.main)).map((row) => row[columns[1] ?? '']);
        assert.deepEqual(values, [choice === 'addColumn' ? null : 'before', 'after']);
      });
    }

    it('asks about a narrowed type, and refuses to go on before it is decided', async () => {
      const { target, write } = await begin([field('Notes', 'longText', '1'), field('Code', 'text', '2')]);
      await write({ records: [record(1, { Notes: 'n', Code: '5' })], checkpoint: { upTo: 1 } });
      const narrow = planOf([field('Notes', 'text', '1'), field('Code', 'integer', '2')]);
      const asked = await target.schemaChanges([narrow], new Map(), never);
      assert.deepEqual(asked.statements, []);
      assert.deepEqual(
        asked.issues.map(({ column, choices }) => [column, choices]),
        [
          ['Notes', ['keepType', 'replaceColumn']],
          ['Code', ['keepType', 'replaceColumn']],
        ],
      );
      await assert.rejects(target.applySchema(asked, never), isProductError);
      const choices = new Map<string, SchemaChoice>([
        [asked.issues[0]?.key ?? '', 'keepType'],
        [asked.issues[1]?.key ?? '', 'replaceColumn'],
      ]);
      const decided = await target.schemaChanges([narrow], choices, never);
      assert.deepEqual(decided.readAgain, ['Things']);
      await target.applySchema(decided, never);
      const [plan = narrow] = decided.plans;
      await write({ plan, records: [record(2, { Notes: 'm', Code: 6 })] });
      assert.deepEqual(await allRows(target, plan.main), [
        { id: idOf(1), Notes: 'n', Code: null },
        { id: idOf(2), Notes: 'm', Code: 6 },
      ]);
      assert.deepEqual((await target.schemaChanges([narrow], new Map(), never)).issues, []);
    });

    it('replaces a column that is indexed, and indexes the new one', async () => {
      const { target, plan, write } = await begin([field('Modified_Time', 'dateTime', '1')]);
      assert.equal(plan.main.indexes.length, 1);
      await write({ records: [record(1, { Modified_Time: '2026-01-01T00:00:00Z' })] });
      const dates = planOf([field('Modified_Time', 'date', '1')]);
      const [issue] = (await target.schemaChanges([dates], new Map(), never)).issues;
      const decisions = new Map<string, SchemaChoice>([[issue?.key ?? '', 'replaceColumn']]);
      const decided = await target.schemaChanges([dates], decisions, never);
      assert.match(decided.statements.at(-1) ?? '', /^create index/);
      await target.applySchema(decided, never);
      await write({ plan: dates, records: [record(2, { Modified_Time: '2026-01-02' })] });
      const values = (await allRows(target, dates.main)).map((row) => row['Modified_Time']);
      assert.deepEqual(values, [null, '2026-01-02']);
    });

    it('leaves alone a table that it did not make', async () => {
      const target = await open();
      const plan = planOf([field('Name', 'text', '1')]);
      await database.run('create table Things (x int)');
      const { issues } = await target.schemaChanges([plan], new Map(), never);
      assert.deepEqual(
        issues.map(({ kind, table }) => [kind, table]),
        [['strange', 'Things']],
      );
    });

    it('replaces the rows of subforms, choices and links together with their record', async () => {
      const { target, plan, write } = await begin(everyField, { multiSelect: 'childTable' });
      const [colors, friends, lines] = ['Colors', 'Friends', 'Lines'].map((name) => childOf(plan, name));
      await write({ records: [fullRecord, record(2, { Colors: ['Green'] })] });
      assert.deepEqual((await rowsOf(target, colors)).map(Object.values), [
        [idOf(1), 0, 'Red'],
        [idOf(1), 1, 'Blue; "light"'],
        [idOf(1), 2, '👍'],
        [idOf(2), 0, 'Green'],
      ]);
      assert.deepEqual((await rowsOf(target, friends)).map(Object.values), [
        [idOf(1), idOf(81), idOf(801), 'Bob'],
        [idOf(1), idOf(82), idOf(802), 'Eve'],
      ]);
      assert.deepEqual((await rowsOf(target, lines)).map(Object.values), [
        [idOf(1), idOf(901), 0, 'Chair', '10.5', '["S","M"]'],
        [idOf(1), idOf(902), 1, null, null, null],
      ]);
      const Lines = [{ id: idOf(903), Product: 'Table', Price: 1 }];
      await write({ records: [{ ...fullRecord, Colors: [], Friends: null, Lines }] });
      assert.deepEqual((await rowsOf(target, colors)).map(Object.values), [[idOf(2), 0, 'Green']]);
      assert.deepEqual(await rowsOf(target, friends), []);
      assert.deepEqual(
        (await rowsOf(target, lines)).map((row) => row['id']),
        [idOf(903)],
      );
    });

    it('writes rows whose foreign key leads nowhere yet, without it where it must, and keeps these to be tried again', async () => {
      const target = await open();
      const toMembers = { lookupModules: ['Members'] };
      const modules = [
        {
          apiName: 'Members',
          fields: [
            field('Team', 'lookup', '1', { lookupModules: ['Teams'] }),
            field('Boss', 'lookup', '2', toMembers),
            field('Wish', 'text', '3'),
          ],
        },
        { apiName: 'Teams', fields: [field('Name', 'text', '4')] },
      ].map(({ apiName, fields }) => ({ module: { apiName, label: apiName }, fields }));
      const plans = planTables(modules, { ...defaultTableChoices, foreignKeys: true, history: true });
      await target.applySchema(await target.schemaChanges(plans, new Map(), never), never);
      const [members, teams] = plans;
      assert.ok(members && teams);
      const writer = await target.startWriting('test', never);
      const none = { deletions: [], readAt: 1000 };
      const teamOne = { id: idOf(1), name: 'One' };
      const all = [
        record(2, { Team: teamOne }),
        record(3, { Boss: { id: idOf(4) }, Wish: 'x' }),
        record(4, { Team: teamOne, Boss: { id: idOf(99) } }),
        record(5, { Team: { id: idOf(98) }, Wish: 'a\0' }),
        record(6),
      ];
      const writes = connection.kind === 'postgres' ? null : 'as it is';
      const first = await writer.write({ ...none, plan: members, records: all }, never);
      assert.equal(first.inserted, 4);
      assert.deepEqual(
        first.rejected.map(({ recordId }) => recordId).toSorted(),
        writes === null ? [idOf(2), idOf(4), idOf(5)] : [idOf(5)],
      );
      const lookups = async () => (await allRows(target, members.main)).map((row) => [row['Team_id'], row['Boss_id']]);
      if (writes === null) {
        const reasonOf = (id: string) => first.rejected.find(({ recordId }) => recordId === id)?.reason ?? '';
        assert.match(reasonOf(idOf(4)), new RegExp(`Team_id.*${idOf(1)}.*"Teams".*Boss_id.*${idOf(99)}.*"Members"`));
        assert.deepEqual(await lookups(), [
          [null, null],
          [null, idOf(4)],
          [null, null],
          [null, null],
        ]);
      }
      const again = await writer.write({ ...none, plan: members, records: all.slice(0, 1) }, never);
      assert.deepEqual([again.inserted, again.updated, again.rejected.length], [0, 0, writes === null ? 1 : 0]);
      assert.deepEqual(await writer.write({ ...none, plan: teams, records: [record(1)] }, never), counts(1, 0));
      const second = await writer.write({ ...none, plan: members, records: all }, never);
      assert.deepEqual(
        second.rejected.map(({ recordId }) => recordId).toSorted(),
        writes === null ? [idOf(4), idOf(5)] : [idOf(5)],
      );
      assert.deepEqual(await lookups(), [
        [idOf(1), null],
        [null, idOf(4)],
        [idOf(1), writes === null ? null : idOf(99)],
        [null, null],
      ]);
      assert.equal((await target.state(members, never)).rejectedRows, second.rejected.length);
      await writer.write({ ...none, plan: teams, records: [], deletions: [{ id: idOf(1), deletedAt: 2000 }] }, never);
      assert.deepEqual(await allIds(target, teams), []);
    });

    it('writes choices as one text where that was chosen', async () => {
      const { target, plan, write } = await begin([field('Colors', 'multiPickList', '1')], { multiSelect: 'text' });
      const { rejected } = await write({
        records: [record(1, { Colors: ['a', 'b'] }), record(2, { Colors: ['a;b'] })],
      });
      assert.deepEqual(
        rejected.map(({ recordId }) => recordId),
        [idOf(2)],
      );
      assert.deepEqual(await allRows(target, plan.main), [{ id: idOf(1), Colors: 'a;b' }]);
    });

    it('keeps every version of a record in a history table', async () => {
      const { target, plan, write } = await begin(
        [field('Name', 'text', '1'), field('Modified_Time', 'dateTime', '2')],
        { history: true },
      );
      const version = (second: number, name: string) =>
        record(1, { Name: name, Modified_Time: `2026-01-01T00:00:0${second}+00:00` });
      const instant = (second: number) => Date.UTC(2026, 0, 1, 0, 0, second);
      await write({ records: [version(1, 'a')] });
      await write({ records: [version(1, 'a')] });
      await write({ records: [version(3, 'b')] });
      await write({ records: [version(3, 'formula')], readAt: instant(4) });
      await write({ deletions: [{ id: idOf(1), deletedAt: instant(5) }] });
      await write({ records: [version(3, 'restored')], readAt: instant(7) });
      const rows = plan.history ? await allRows(target, plan.history) : [];
      const second = (cell: unknown) => (typeof cell === 'string' ? Number(cell.slice(17, 19)) : cell);
      assert.deepEqual(
        rows.map((row) => [row['Name'], second(row['_valid_from']), second(row['_valid_to']), row['_is_current']]),
        [
          ['a', 1, 3, false],
          ['b', 3, 4, false],
          ['formula', 4, 5, false],
          ['restored', 7, null, true],
        ],
      );
    });

    it('tells ids and hashes in order, and the hashes are those of the source', async () => {
      const { target, plan, write } = await begin(everyField, { multiSelect: 'childTable' });
      const records = [
        fullRecord,
        record(5),
        record(3, { Name: 'c', Amount: 1.1, Is_Key: false, Due: '2026-01-01T05:30:00+05:30' }),
      ];
      await write({ records });
      const ids = await allIds(target, plan);
      assert.deepEqual(ids, [idOf(1), idOf(3), idOf(5)]);
      assert.deepEqual(ids, ids.toSorted(compareIds(plan)));
      const expected = target.expectedHashes(plan, records);
      for (const table of [plan.main, ...plan.children]) {
        assert.deepEqual(await collect(target.hashes(table, never)), (expected.get(table) ?? []).toSorted(byKey));
      }
      const other = target.expectedHashes(plan, [{ ...fullRecord, Amount: 9_999_999_999_999.98 }]).get(plan.main);
      assert.notEqual(other?.[0]?.hash, expected.get(plan.main)?.[0]?.hash);
    });

    it('reads tables of several pages without losing or repeating a row', async () => {
      const { target, plan, write } = await begin([field('Colors', 'multiPickList', '1')], {
        multiSelect: 'childTable',
      });
      const records = Array.from({ length: 6001 }, (_, at) => record(at, { Colors: ['a', 'b'] }));
      assert.deepEqual(await write({ records }), counts(6001, 0));
      assert.equal(new Set(await allIds(target, plan)).size, 6001);
      const choices = await rowsOf(target, plan.children[0]);
      assert.equal(
        new Set(choices.map((row) => `${String(row['parent_id'])} ${String(row['position'])}`)).size,
        12_002,
      );
    });

    it('takes names with any character in them', async () => {
      const odd = [
        field('A.b', 'text', '1'),
        field('"; drop table x; --', 'text', '2'),
        field('`tick` as y', 'lookup', '3'),
        field('Ünï 👍', 'text', '4'),
        field('name', 'text', '5'),
        field('Name', 'text', '6'),
      ];
      const { target, plan, write } = await begin(odd, { prefix: `it's "my" \`db\`.` });
      const values = {
        'A.b': '1',
        '"; drop table x; --': '2',
        '`tick` as y': { id: '3' },
        'Ünï 👍': '4',
        name: '5',
        Name: '6',
      };
      assert.deepEqual(await write({ records: [record(1, values)] }), counts(1, 0));
      assert.deepEqual(await write({ records: [record(1, { ...values, name: '7' })] }), counts(0, 1));
      const [row] = await allRows(target, plan.main);
      assert.deepEqual(Object.values(row ?? {}), [idOf(1), '1', '2', '3', null, '4', '7', '6']);
    });

    if (place === 'file') return;

    it('says which part of the connection is wrong', async () => {
      const refused = (change: Partial<ServerConnection>) =>
        openTarget({ ...(connection as ServerConnection), ...change }, undefined);
      await assert.rejects(refused({ database: 'no_such_database' }), (error) => {
        return error instanceof InputError && error.field === 'database';
      });
      await assert.rejects(refused({ user: 'no_such_user' }), (error) => {
        return error instanceof SignInError && error.connectionId === connection.id;
      });
    });

    it('fails as "try again" when the connection is lost, with nothing half written', async () => {
      assert.ok(database.dropConnections);
      const { plan, write } = await begin();
      await write({ records: [record(1)] });
      await database.dropConnections();
      await assert.rejects(write({ records: [record(2)] }), RetriableError);
      assert.deepEqual(await allIds(await open(), plan), [idOf(1)]);
    });
  });
}

type Write = (batch: Partial<WriteBatch>) => Promise<WriteResult>;

async function applied(target: DataTarget, plan: ModulePlan, readAgain?: readonly string[]): Promise<ModulePlan> {
  const changes = await target.schemaChanges([plan], new Map(), never);
  if (readAgain) assert.deepEqual(changes.readAgain, readAgain);
  await target.applySchema(changes, never);
  return changes.plans[0] ?? plan;
}

/** A server notices within moments that a killed process is gone. */
async function startSoon(target: DataTarget, name: string): Promise<TargetWriter> {
  for (;;) {
    try {
      return await target.startWriting(name, never);
    } catch (error) {
      if (!(error instanceof RetriableError)) throw error;
    }
  }
}

async function collect<T>(pages: AsyncIterable<readonly T[]>): Promise<readonly T[]> {
  const all: T[] = [];
  for await (const page of pages) all.push(...page);
  return all;
}

function allRows(target: DataTarget, table: Table): Promise<readonly TableRow[]> {
  return collect(target.rows(table, never));
}

function allIds(target: DataTarget, plan: ModulePlan): Promise<readonly string[]> {
  return collect(target.ids(plan, never));
}

async function rowsOf(target: DataTarget, table: Table | undefined): Promise<readonly TableRow[]> {
  return table ? allRows(target, table) : [];
}

function childOf({ children }: ModulePlan, name: string): Table | undefined {
  return children.find(({ role }) => 'field' in role && role.field === name);
}

function counts(inserted: number, updated: number): WriteResult {
  return { inserted, updated, deleted: 0, rejected: [] };
}

function keyOfRejected({ recordId, reason }: RejectedRow): string {
  return `${recordId} ${reason}`;
}

function byKey(a: RowHash, b: RowHash): number {
  return a.key < b.key ? -1 : 1;
}
