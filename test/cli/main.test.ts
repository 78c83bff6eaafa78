import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import type { RunningSampleOrg } from '../../src/sampleOrg/start.ts';
import { startSampleOrg } from '../../src/sampleOrg/start.ts';
import { eventsIn, Terminal } from './terminal.ts';

const contacts = 2_000;
const fakeToken = `1000.${'0123456789abcdef'.repeat(2)}.${'fedcba9876543210'.repeat(2)}`;
const connection = 'Sample organization';

describe('the terminal', function () {
  this.timeout(60_000);
  let sampleOrg: RunningSampleOrg;
  let terminal: Terminal;
  const tokens = mkdtempSync(path.join(tmpdir(), 'tokens-'));

  before(async () => {
    sampleOrg = await startSampleOrg({ bulkStepMs: 1, records: new Map([['Contacts', contacts]]) });
  });
  after(async () => {
    rmSync(tokens, { recursive: true });
    await sampleOrg.stop();
  });

  beforeEach(() => {
    terminal = new Terminal(sampleOrg);
    // Zoho gives ten tokens in ten minutes: the commands of all tests share theirs.
    terminal.shareTokens(tokens);
  });

  afterEach(() => {
    const { refreshToken, clientSecret, accessToken } = sampleOrg.info;
    for (const secret of [refreshToken, clientSecret, accessToken, fakeToken]) {
      assert.ok(!terminal.written.includes(secret), 'a secret was written');
    }
    terminal.remove();
  });

  it('tells in plain words what there is, and what each command does', async () => {
    const general = await terminal.run('--help');
    assert.equal(general.exitCode, 0);
    for (const command of ['run', 'plan', 'verify', 'connections', 'query', 'sample-org']) {
      assert.match(general.stdout, new RegExp(`zoho-crm ${command}`));
      const help = await terminal.run(command, '--help');
      assert.deepEqual([help.exitCode, help.stdout.startsWith(`zoho-crm ${command}`)], [0, true]);
    }
  });

  it('exits with 2 for what makes no sense, and says what would', async () => {
    for (const words of [
      ['dance'],
      ['run'],
      ['run', 'a', 'b'],
      ['query', 'select', '--format=xml'],
      ['plan', '--fast'],
    ]) {
      const { exitCode, stderr } = await terminal.run(...words);
      assert.equal(exitCode, 2, words.join(' '));
      assert.match(stderr, /--help/);
    }
  });

  it('refuses secrets in arguments, without repeating them', async () => {
    for (const words of [
      ['query', 'select id from Leads', '--refresh-token', fakeToken],
      ['query', fakeToken],
      ['run', 'postgres://me:opensesame@db/crm'],
    ]) {
      const { exitCode, stderr, stdout } = await terminal.run(...words);
      assert.equal(exitCode, 2);
      assert.match(stderr, /never taken from arguments/);
      assert.ok(!`${stderr}${stdout}`.includes('opensesame'));
    }
  });

  it('exports what a job file asks for', async () => {
    const { exitCode, stdout } = await terminal.run('run', exportJob());
    assert.equal(exitCode, 0, stdout);
    assert.match(stdout, /^Done: contacts, in [\d.]+ s, for \d+ API credits\.\n {2}Contacts: 2,000 read/);
    assert.equal(terminal.read('contacts.csv').split('\r\n').length, contacts + 2);
    assert.equal(terminal.list('state/runs').length, 1);
  });

  it('tells of a run as events, one JSON object a line', async () => {
    const { stdout, stderr } = await terminal.run('run', exportJob(), '--json');
    const events = eventsIn(stdout);
    assert.equal(stderr, '');
    assert.ok(events.some(({ event, module }) => event === 'progress' && module === 'Contacts'));
    const end = events.at(-1);
    assert.deepEqual(
      [end?.['event'], end?.['outcome'], end?.['exitCode'], end?.['host']],
      ['end', 'succeeded', 0, 'terminal'],
    );
  });

  it('plans a job and writes nothing', async () => {
    const { exitCode, stdout } = await terminal.run('plan', exportJob());
    assert.equal(exitCode, 0);
    assert.match(stdout, /^# Plan: Export from Sample organization to `contacts\.csv`/);
    assert.ok(!terminal.list().includes('contacts.csv'));
    const [event] = eventsIn((await terminal.run('plan', exportJob(), '--json')).stdout);
    assert.equal(event?.['event'], 'plan');
  });

  it('replicates, verifies, and exits with 1 where the table differs', async () => {
    const file = replicateJob();
    assert.equal((await terminal.run('run', file)).exitCode, 0);
    const verified = await terminal.run('verify', file);
    assert.deepEqual([verified.exitCode, verified.stdout.endsWith('No differences.\n')], [0, true], verified.stdout);
    const { DatabaseSync } = await import('node:sqlite');
    const database = new DatabaseSync(path.join(terminal.folder, 'crm.sqlite'));
    database.exec("update zoho_contacts set last_name = 'Changed' where rowid = 1");
    database.close();
    const differing = await terminal.run('verify', file, '--json');
    assert.equal(differing.exitCode, 1);
    assert.equal(eventsIn(differing.stdout).at(-1)?.['isEqual'], false);
    assert.equal((await terminal.run('verify', exportJob())).exitCode, 2);
  });

  it('exits with 5 where a database rejects rows, and names the file that holds them', async () => {
    const file = replicateJob();
    assert.equal((await terminal.run('run', file)).exitCode, 0);
    const { DatabaseSync } = await import('node:sqlite');
    const database = new DatabaseSync(path.join(terminal.folder, 'crm.sqlite'));
    database.exec(
      "create trigger picky before update on zoho_contacts when new.last_name = 'Unwanted' begin select raise(abort, 'picky'); end",
    );
    database.exec(
      "create trigger pickier before insert on zoho_contacts when new.last_name = 'Unwanted' begin select raise(abort, 'picky'); end",
    );
    database.close();
    await api('POST', '/Contacts', { data: [{ Last_Name: 'Unwanted' }] });
    const { exitCode, stdout } = await terminal.run('run', file);
    assert.equal(exitCode, 5, stdout);
    const rejected = /Rejected rows: (.+)/.exec(stdout)?.[1] ?? '';
    assert.ok(existsSync(rejected));
  });

  it('stops on Ctrl-C, and goes on from there the next time', async () => {
    const slow = await startSampleOrg({ latencyMs: 150, records: new Map([['Contacts', contacts]]) });
    const patient = new Terminal(slow);
    try {
      const file = patient.write('contacts.zoho-job.json', exportOf({ way: 'list' }));
      const child = patient.start('run', file, '--json');
      child.stdout?.on('data', (text: Buffer) => {
        if (text.includes('"phase":"reading"')) child.kill('SIGINT');
      });
      const { exitCode, stdout } = await patient.end(child);
      assert.equal(exitCode, 130, stdout);
      assert.equal(eventsIn(stdout).at(-1)?.['outcome'], 'cancelled');
      assert.ok(!patient.list().includes('contacts.csv'));
      assert.equal((await patient.run('run', file)).exitCode, 0);
      assert.equal(patient.read('contacts.csv').split('\r\n').length, contacts + 2);
    } finally {
      patient.remove();
      await slow.stop();
    }
  });

  it('prints the rows of a query as CSV, JSON or JSON lines', async () => {
    const text = 'select Last_Name, Email from Contacts where id is not null limit 3';
    const csv = await terminal.run('query', text);
    assert.equal(csv.exitCode, 0, csv.stderr);
    assert.equal(csv.stdout.split('\r\n')[0], 'Last_Name,Email');
    assert.equal(csv.stdout.split('\r\n').length, 5);
    const json = JSON.parse((await terminal.run('query', text, '--format', 'json')).stdout) as unknown[];
    const lines = eventsIn((await terminal.run('query', text, '--format=jsonl')).stdout);
    assert.deepEqual([json.length, lines], [3, json]);
  });

  it('exits with 2 for a query that is none, and for one that the CRM refuses', async () => {
    const broken = await terminal.run('query', 'select from');
    assert.equal(broken.exitCode, 2);
    const refused = await terminal.run('query', 'select Nothing from Contacts where id is not null');
    assert.deepEqual([refused.exitCode, refused.stderr.includes('Nothing')], [2, true], refused.stderr);
  });

  it('says what is wrong with a query of which the CRM says no more than that something is, and prints no heading', async () => {
    const { exitCode, stderr, stdout } = await terminal.run(
      'query',
      'select count(id) from Contacts where id is not null',
    );
    assert.deepEqual([exitCode, stdout], [2, '']);
    assert.match(stderr, /“count”: Zoho knows COUNT in capital letters only\./);
  });

  it('exits with 2 for a job file with mistakes, with the line of each', async () => {
    const file = terminal.write('bad.zoho-job.json', '{\n"version": 1,\n"kind": "export",\n"modules": 7 }');
    const { exitCode, stderr } = await terminal.run('run', file);
    assert.equal(exitCode, 2);
    assert.match(stderr, /bad\.zoho-job\.json:4: modules: must be a list/);
  });

  it('exits with 1 for a module that the API does not give', async () => {
    const file = terminal.write('deny.zoho-job.json', exportOf({ module: 'WebTab1', fields: ['id'] }));
    const { exitCode, stdout } = await terminal.run('run', file);
    assert.equal(exitCode, 1, stdout);
  });

  it('asks for one access token for many commands, and keeps it for the user alone', async () => {
    const info = await startSampleOrg();
    const own = new Terminal(info);
    try {
      const text = 'select id from Contacts where id is not null limit 1';
      const ended = [];
      for (let count = 0; count < 3; count++) ended.push(await own.run('query', text, '--verbose'));
      const refreshes = ended.map(({ stderr }) => stderr.match(/oauth\/v2\/token/g)?.length ?? 0);
      assert.deepEqual(refreshes, [1, 0, 0]);
      const [file = ''] = own.list('state/tokens').filter((each) => each.endsWith('.json'));
      assert.equal(statSync(path.join(own.folder, 'state/tokens', file)).mode & 0o777, 0o600);
    } finally {
      own.remove();
      await info.stop();
    }
  });

  it('exits with 3 where the secrets of a connection are missing, and says which', async () => {
    terminal.environment = { ZOHO_CRM_CONNECTIONS: definitions() };
    const { exitCode, stderr } = await terminal.run('query', 'select id from Leads', '--connection', 'Acme EU');
    assert.equal(exitCode, 3);
    assert.match(stderr, /ZOHO_CRM_ACME_EU_CLIENT_SECRET, ZOHO_CRM_ACME_EU_REFRESH_TOKEN/);
  });

  it('exits with 3 where the CRM no longer accepts the sign-in', async () => {
    const info = { ...sampleOrg.info, refreshToken: fakeToken };
    terminal.write('state/sample-organization.json', info, 0o600);
    assert.equal((await terminal.run('run', exportJob())).exitCode, 3);
  });

  it('exits with 4 where the CRM cannot be reached', async () => {
    const gone = await startSampleOrg();
    await gone.stop();
    terminal.write('state/sample-organization.json', gone.info, 0o600);
    assert.equal((await terminal.run('query', 'select id from Leads where id is not null')).exitCode, 4);
  });

  it('lists connections and databases with the secrets that they lack, from the environment and the file', async () => {
    const file = definitions();
    const before = await terminal.run('connections', '--connections', file);
    assert.equal(before.exitCode, 0, before.stderr);
    assert.match(
      before.stdout,
      /^Acme EU: .*not set: ZOHO_CRM_ACME_EU_CLIENT_SECRET, ZOHO_CRM_ACME_EU_REFRESH_TOKEN$/m,
    );
    assert.match(
      before.stdout,
      /^Warehouse: postgres, etl at db:5432, database crm; not set: ZOHO_CRM_WAREHOUSE_PASSWORD$/m,
    );
    const secrets = terminal.write('secrets.json', { Warehouse: { password: 'opensesame' } }, 0o600);
    terminal.environment = {
      ZOHO_CRM_SECRETS_FILE: secrets,
      ZOHO_CRM_ACME_EU_CLIENT_SECRET: 'c1',
      ZOHO_CRM_ACME_EU_REFRESH_TOKEN: fakeToken,
    };
    const after = await terminal.run('connections', '--connections', file);
    assert.ok(!/not set|opensesame/.test(after.stdout), after.stdout);
  });

  it('refuses a file of secrets that others can read', async () => {
    const secrets = terminal.write('secrets.json', {}, 0o600);
    chmodSync(secrets, 0o640);
    terminal.environment = { ZOHO_CRM_SECRETS_FILE: secrets };
    const { exitCode, stderr } = await terminal.run('connections');
    assert.equal(exitCode, 2);
    assert.match(stderr, /chmod 600/);
  });

  it('starts a sample organization that queries find, until Ctrl-C', async () => {
    const own = new Terminal();
    try {
      const nobody = await own.run('query', 'select id from Leads where id is not null');
      assert.deepEqual([nobody.exitCode, nobody.stderr.includes('zoho-crm sample-org')], [2, true]);
      const child = own.start('sample-org', '--records', 'Leads=7');
      const ended = own.end(child);
      await new Promise((resolve) => child.stdout?.once('data', resolve));
      const file = path.join(own.folder, 'state', 'sample-organization.json');
      assert.equal(statSync(file).mode & 0o777, 0o600);
      const { refreshToken } = JSON.parse(own.read('state/sample-organization.json')) as { refreshToken: string };
      assert.equal((await own.run('query', 'select id from Leads where id is not null')).exitCode, 0);
      child.kill('SIGINT');
      assert.equal((await ended).exitCode, 0);
      assert.ok(!own.written.includes(refreshToken));
      assert.ok(!existsSync(file));
    } finally {
      own.remove();
    }
  });

  function exportJob(): string {
    return terminal.write('contacts.zoho-job.json', exportOf());
  }

  function exportOf(module: Readonly<Record<string, unknown>> = {}) {
    const modules = [{ module: 'Contacts', fields: ['id', 'Last_Name'], ...module }];
    return { version: 1, connection, kind: 'export', modules, to: { file: 'contacts.csv' } };
  }

  function replicateJob(): string {
    const modules = [{ module: 'Contacts', fields: ['Last_Name', 'Email'] }];
    const job = {
      version: 1,
      connection,
      kind: 'replicate',
      modules,
      to: { sqlite: 'crm.sqlite', prefix: 'zoho_', style: 'snakeCase' },
    };
    return terminal.write('replica.zoho-job.json', job);
  }

  function definitions(): string {
    return terminal.write('connections.json', {
      version: 1,
      connections: [{ name: 'Acme EU', domain: 'crm.zoho.eu', clientId: '1000.CLIENT', timeZone: 'Europe/Berlin' }],
      databases: [{ name: 'Warehouse', kind: 'postgres', host: 'db', database: 'crm', user: 'etl' }],
    });
  }

  async function api(method: string, call: string, body: unknown): Promise<void> {
    const { apiUrl, accessToken } = sampleOrg.info;
    const headers = { authorization: `Zoho-oauthtoken ${accessToken}`, 'content-type': 'application/json' };
    const response = await fetch(`${apiUrl}/crm/v8${call}`, { method, headers, body: JSON.stringify(body) });
    assert.ok(response.ok, await response.text());
  }
});
