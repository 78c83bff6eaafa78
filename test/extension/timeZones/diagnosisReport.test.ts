import assert from 'node:assert/strict';

import { crms } from '../../../src/core/crm/registry.ts';
import type { TimeZoneDiagnosis } from '../../../src/core/jobs/diagnoseTimeZone.ts';
import { diagnoseTimeZone } from '../../../src/core/jobs/diagnoseTimeZone.ts';
import { diagnosisReport } from '../../../src/extension/timeZones/diagnosisReport.ts';
import type { RunningSampleOrg } from '../../../src/sampleOrg/start.ts';
import { startSampleOrg } from '../../../src/sampleOrg/start.ts';
import { exampleConnection } from '../../core/exampleConnection.ts';
import { memoryLog } from '../../core/memoryPorts.ts';
import { plainL10n } from '../plainL10n.ts';

const never = new AbortController().signal;

describe('the report on a time zone', () => {
  let sampleOrg: RunningSampleOrg;
  let wrong: TimeZoneDiagnosis;

  before(async () => {
    sampleOrg = await startSampleOrg({ clockStart: Date.UTC(2026, 10, 22, 17), userTimeZone: 'America/Denver' });
    const crm = crms.zoho({
      log: memoryLog(),
      clock: sampleOrg.clock,
      apiOriginOf: () => Promise.resolve(sampleOrg.info.origin),
      tokenFor: () => Promise.resolve({ text: sampleOrg.info.accessToken, expiresAt: Infinity }),
      rejectToken: () => undefined,
    });
    const connection = exampleConnection({ name: 'A | *B*', timeZone: 'America/Phoenix' });
    const facts = { at: sampleOrg.clock.now(), computerZone: 'Asia/Tokyo' };
    wrong = await diagnoseTimeZone(crm.clientFor(connection), connection, facts, never);
    await crm.close();
  });
  after(() => sampleOrg.stop());

  it('begins with the verdict', () => {
    const lines = diagnosisReport(wrong, plainL10n).split('\n');
    assert.equal(lines[0], '# Time zone of "A \\| \\*B\\*"');
    assert.match(lines[2] ?? '', /^\*\*The time zone is wrong: of \d+ times that were read, \d+ have another offset/);
  });

  it('names the zones with their present offsets, and what the reading cost', () => {
    const report = diagnosisReport(wrong, plainL10n);
    assert.match(report, /\| Connection +\| America\/Phoenix \(UTC-07:00\) +\| +\|/);
    assert.match(report, /\| Zoho user +\| America\/Denver \(UTC-07:00\) +\| same time until 2027-03-14 09:00 UTC +\|/);
    assert.match(report, /\| Organization +\| [\w/]+ \(UTC.\d\d:\d\d\) +\| [\w ]+\|/);
    assert.match(report, /\| This computer +\| Asia\/Tokyo \(UTC\+09:00\) +\| 16 h ahead +\|/);
    assert.match(report, /Other programs on this computer show other days and hours than the connection does\./);
    assert.match(report, /\| Made +\| 2026-11-22 17:00(:\d\d)? UTC +\|/);
    assert.match(report, new RegExp(`\\| Cost +\\| ${wrong.calls} API credits +\\|`));
  });

  it('lists each time with its offset, the predicted one and a verdict', () => {
    const report = diagnosisReport(wrong, plainL10n);
    assert.match(report, /\| UTC-06:00 +\| UTC-07:00 +\| differs by 1 h +\|/);
    assert.match(report, /\| UTC-07:00 +\| UTC-07:00 +\| agrees +\|/);
    assert.match(report, /\n\| \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ \|/);
    assert.equal(report.match(/\| (Created|Modified)_Time +\|/g)?.length, wrong.instants.length);
  });

  it('shows both clocks around the next change, and what becomes of values without an offset', () => {
    const report = diagnosisReport(wrong, plainL10n);
    assert.ok(report.includes("Zoho's clock changes at that instant, the connection's does not."));
    assert.match(
      report,
      /\| 2027-03-14 09:00 UTC +\| 2027-03-14 02:00:00 UTC-07:00 +\| 2027-03-14 03:00:00 UTC-06:00 +\|/,
    );
    assert.match(report, /\| 2027-03-14 03:00:00 +\| 2027-03-14 10:00 UTC +\| 2027-03-14 09:00 UTC +\| 1 h +\|/);
  });

  it('has tables whose rows are as long as their headers', () => {
    const tables = diagnosisReport(wrong, plainL10n)
      .split('\n\n')
      .filter((each) => each.startsWith('| '));
    assert.ok(tables.length >= 4);
    for (const table of tables) assert.equal(new Set(table.split('\n').map((line) => line.length)).size, 1, table);
  });

  it('advises nothing where all is well, and leaves out what it does not know', () => {
    const right = { ...wrong, verdict: 'rightUnproved', relation: { relation: 'same' }, instants: [] } as const;
    const report = diagnosisReport({ ...right, nextChange: undefined, module: undefined }, plainL10n);
    assert.ok(report.endsWith('## What to do\n\nNothing.\n'));
    assert.doesNotMatch(report, /What Zoho sent|next change|undefined/);
  });
});
