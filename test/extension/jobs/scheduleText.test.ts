import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';

import { cronLines, nextTimeText, workflowText } from '../../../src/extension/jobs/scheduleText.ts';

describe('when a job runs next', () => {
  it('is told by the time alone where it is today, else with the day', () => {
    const now = new Date(2026, 10, 22, 8, 0).getTime();
    assert.equal(nextTimeText(new Date(2026, 10, 22, 18, 5).getTime(), now, 'en-GB'), '18:05');
    assert.equal(nextTimeText(new Date(2026, 10, 23, 18, 5).getTime(), now, 'en-GB'), '23 Nov, 18:05');
    assert.equal(nextTimeText(new Date(2027, 0, 1, 18, 5).getTime(), now, 'en-GB'), '1 Jan 2027, 18:05');
  });
});

describe('schedules for other programs', () => {
  it('are a line of a crontab, with the zone before it', () => {
    const schedule = { cron: '0 6 * * 1-5', timeZone: 'Europe/Berlin' };
    const [zone, line] = cronLines('/data/jobs/leads.zoho-job.json', schedule).split('\n');
    assert.equal(zone, 'CRON_TZ=Europe/Berlin');
    assert.ok(line?.startsWith('0 6 * * 1-5 cd /data/jobs && zoho-crm run leads.zoho-job.json --json >> '));
  });

  it('quote names that a shell would take apart', () => {
    const [line] = cronLines("/data/Ann's jobs/50% off $(x).zoho-job.json", { cron: '* * * * *' }).split('\n');
    const command = (line ?? '').replace('* * * * * ', '').replaceAll(String.raw`\%`, '%');
    // As cron hands it to the shell, with other commands in the places of the real ones.
    const shown = command
      .replace('cd ', 'printf "%s\\n" ')
      .replace('zoho-crm run', 'printf "%s\\n"')
      .replace(/ >> .*/, '');
    const said = execFileSync('sh', ['-c', shown], { encoding: 'utf8' }).split('\n');
    assert.deepEqual(said.slice(0, 2), ["/data/Ann's jobs", '50% off $(x).zoho-job.json']);
  });

  it('are a workflow that says that its clock is UTC', () => {
    const text = workflowText('jobs/leads.zoho-job.json', 'leads', { cron: '0 6 * * *', timeZone: 'Asia/Tokyo' });
    assert.match(text, /- cron: "0 6 \* \* \*"/);
    assert.match(text, /Asia\/Tokyo.*UTC/);
    assert.match(text, /unzip -q zoho-crm-connections\.vsix/);
    assert.match(text, /dist\/cli\.cjs" run jobs\/leads\.zoho-job\.json --json/);
  });
});
