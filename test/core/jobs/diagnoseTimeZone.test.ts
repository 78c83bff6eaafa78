import assert from 'node:assert/strict';

import type { CrmClient } from '../../../src/core/crm/crmClient.ts';
import { crms } from '../../../src/core/crm/registry.ts';
import { MissingScopeError, RefusedError } from '../../../src/core/errors.ts';
import { diagnoseTimeZone, mostCalls } from '../../../src/core/jobs/diagnoseTimeZone.ts';
import { refreshProfile } from '../../../src/core/jobs/refreshProfile.ts';
import type { RunningSampleOrg } from '../../../src/sampleOrg/start.ts';
import { startSampleOrg } from '../../../src/sampleOrg/start.ts';
import { exampleConnection } from '../exampleConnection.ts';
import { memoryLog } from '../memoryPorts.ts';

const never = new AbortController().signal;

describe('diagnosing the time zone at the sample organization', () => {
  let sampleOrg: RunningSampleOrg;
  let client: CrmClient;
  const log = memoryLog();
  let close = (): Promise<void> => Promise.resolve();

  before(async () => {
    sampleOrg = await startSampleOrg({ clockStart: Date.UTC(2026, 10, 22) });
    const crm = crms.zoho({
      log,
      clock: sampleOrg.clock,
      apiOriginOf: () => Promise.resolve(sampleOrg.info.origin),
      tokenFor: () => Promise.resolve({ text: sampleOrg.info.accessToken, expiresAt: Infinity }),
      rejectToken: () => undefined,
    });
    client = crm.clientFor(exampleConnection());
    close = () => crm.close();
  });
  beforeEach(() => {
    log.lines.length = 0;
  });
  after(async () => {
    await close();
    await sampleOrg.stop();
  });

  async function diagnose(connectionZone: string, userZone: string, asked: CrmClient = client) {
    await moveUser(userZone);
    const connection = exampleConnection({ timeZone: connectionZone });
    return diagnoseTimeZone(asked, connection, { at: sampleOrg.clock.now(), computerZone: 'Asia/Tokyo' }, never);
  }

  async function moveUser(zone: string): Promise<void> {
    const { id } = await client.currentUser(never);
    const change = { method: 'POST', body: JSON.stringify({ time_zone: zone }) };
    const answer = await fetch(`${sampleOrg.info.origin}/__sample/users/${id}`, change);
    assert.equal(answer.status, 200);
    log.lines.length = 0;
  }

  it('proves the right zone, on both sides of changes of the clocks', async () => {
    const diagnosis = await diagnose('America/Los_Angeles', 'America/Los_Angeles');
    assert.equal(diagnosis.verdict, 'right');
    assert.ok(diagnosis.instants.length >= 24, `${diagnosis.instants.length} instants`);
    assert.deepEqual(new Set(diagnosis.instants.map((each) => each.sentMinutes)), new Set([-480, -420]));
    assert.ok(diagnosis.instants.every((each) => each.verdict === 'agrees' && each.userMinutes === each.sentMinutes));
  });

  for (const [connectionZone, userZone] of [
    ['Asia/Kolkata', 'Asia/Calcutta'],
    ['Pacific/Pago_Pago', 'US/Samoa'],
    ['Etc/GMT+12', 'Etc/GMT+12'],
    ['Australia/Lord_Howe', 'Australia/Lord_Howe'],
  ] as const) {
    it(`proves ${connectionZone} where Zoho says ${userZone}`, async () => {
      assert.equal((await diagnose(connectionZone, userZone)).verdict, 'right');
    });
  }

  it('finds a zone that is wrong all year', async () => {
    const diagnosis = await diagnose('Europe/Berlin', 'America/New_York');
    assert.equal(diagnosis.verdict, 'wrong');
    assert.ok(diagnosis.instants.every((each) => each.verdict === 'differs'));
    assert.equal(diagnosis.user.timeZone, 'America/New_York');
  });

  it('finds a zone that is wrong in summer only, in winter', async () => {
    const diagnosis = await diagnose('America/Phoenix', 'America/Denver');
    assert.equal(diagnosis.verdict, 'wrong');
    const verdicts = new Set(diagnosis.instants.map((each) => each.verdict));
    assert.deepEqual(verdicts, new Set(['agrees', 'differs']));
  });

  it('tells the instants around the next change, and whose clock changes', async () => {
    const { nextChange } = await diagnose('America/Phoenix', 'America/Denver');
    assert.deepEqual(nextChange?.changes, ['user']);
    assert.equal(new Date(nextChange.atMs).toISOString(), '2027-03-14T09:00:00.000Z');
    assert.equal(nextChange.around.length, 4);
    assert.equal((await diagnose('Asia/Kolkata', 'Asia/Kolkata')).nextChange, undefined);
  });

  it('counts its calls, keeps to what it promised, and is in order of time', async () => {
    const diagnosis = await diagnose('Europe/Berlin', 'America/New_York');
    assert.equal(diagnosis.calls, log.lines.length);
    assert.ok(diagnosis.calls <= mostCalls, `${diagnosis.calls} calls`);
    const instants = diagnosis.instants.map((each) => each.epochMs);
    assert.deepEqual(
      instants,
      [...instants].sort((a, b) => a - b),
    );
  });

  it('says what it can where there are no records', async () => {
    const empty: CrmClient = { ...bound(client), modifiedTimes: () => Promise.resolve([]) };
    assert.equal((await diagnose('Europe/Berlin', 'Europe/Berlin', empty)).verdict, 'rightUnproved');
    const other = await diagnose('Europe/Berlin', 'Europe/London', empty);
    assert.equal(other.verdict, 'differsElsewhere');
    assert.equal(other.module, undefined);
  });

  it('goes to the next module where one may not be read', async () => {
    const partly: CrmClient = {
      ...bound(client),
      modifiedTimes: (sample, signal) => {
        if (sample.moduleApiName === 'Leads') return Promise.reject(new RefusedError('no', 'noPermission'));
        return client.modifiedTimes(sample, signal);
      },
    };
    const diagnosis = await diagnose('America/New_York', 'America/New_York', partly);
    assert.deepEqual([diagnosis.module?.apiName, diagnosis.verdict], ['Contacts', 'right']);
  });

  it('makes do without the scope for queries', async () => {
    const listOnly: CrmClient = {
      ...bound(client),
      modifiedTimes: (sample, signal) =>
        sample.modifiedBetween
          ? Promise.reject(new MissingScopeError('no', 'c1'))
          : client.modifiedTimes(sample, signal),
    };
    const diagnosis = await diagnose('America/New_York', 'America/New_York', listOnly);
    assert.deepEqual([diagnosis.lacksQueries, diagnosis.verdict], [true, 'right']);
  });

  it('does not guess for a zone that nobody knows', async () => {
    assert.equal((await diagnose('Moon/Tycho', 'America/New_York')).verdict, 'unknownZone');
  });

  it('notices at a refresh that the user moved', async () => {
    await moveUser('Asia/Tokyo');
    const known = { user: await client.currentUser(never), organization: await client.organization(never) };
    const connection = exampleConnection(known);
    assert.equal(await refreshProfile(client, connection, never), undefined);
    await moveUser('Asia/Kathmandu');
    assert.equal((await refreshProfile(client, connection, never))?.user.timeZone, 'Asia/Kathmandu');
  });
});

/** The client's methods as properties, so that a test can put others in their place. */
function bound(client: CrmClient): CrmClient {
  return {
    organization: (signal) => client.organization(signal),
    currentUser: (signal) => client.currentUser(signal),
    modules: (signal) => client.modules(signal),
    fields: (module, signal) => client.fields(module, signal),
    relatedLists: (module, signal) => client.relatedLists(module, signal),
    modifiedTimes: (sample, signal) => client.modifiedTimes(sample, signal),
    creditsLeft: () => client.creditsLeft(),
  };
}
