import path from 'node:path';

import type { Schedule } from '../../core/jobs/jobFile/schedule.ts';

/** When a job runs next, as short as it can be said: today, the time alone. Both in epoch milliseconds. */
export function nextTimeText(nextAt: number, now: number, language: string): string {
  const [next, today] = [new Date(nextAt), new Date(now)];
  const time = { hour: 'numeric', minute: '2-digit' } as const;
  const isToday = next.toDateString() === today.toDateString();
  const isThisYear = next.getFullYear() === today.getFullYear();
  const day = isToday ? {} : ({ month: 'short', day: 'numeric', ...(isThisYear ? {} : { year: 'numeric' }) } as const);
  return new Intl.DateTimeFormat(language, { ...day, ...time }).format(next);
}

/** Lines for a crontab, which run a job file by the terminal program. */
export function cronLines(file: string, { cron, timeZone }: Schedule): string {
  const [folder, name] = [path.posix.dirname(file), path.posix.basename(file)];
  const line = `${cron} cd ${quoted(folder)} && zoho-crm run ${quoted(name)} --json >> ${quoted(`${name}.log`)} 2>&1`;
  // A percent sign is a line end in a crontab.
  const escaped = line.replaceAll('%', String.raw`\%`);
  return timeZone === undefined ? `${escaped}\n` : `CRON_TZ=${timeZone}\n${escaped}\n`;
}

/**
 * A workflow for GitHub Actions. `file`: path of the job file from the top of the repository, with `/`. Its clock is
 * UTC, whatever the schedule says.
 */
export function workflowText(file: string, name: string, { cron, timeZone }: Schedule): string {
  const zone =
    timeZone === undefined ? [] : [`    # The job says ${timeZone}; here, times are UTC: change them if need be.`];
  return [
    `name: ${JSON.stringify(`Zoho CRM: ${name}`)}`,
    'on:',
    '  workflow_dispatch:',
    '  schedule:',
    ...zone,
    `    - cron: ${JSON.stringify(cron)}`,
    '# Two runs of one job at a time would get in each other’s way.',
    `concurrency: ${JSON.stringify(`zoho-crm-${name}`)}`,
    'permissions:',
    '  contents: read',
    'jobs:',
    '  run:',
    '    runs-on: ubuntu-latest',
    '    steps:',
    '      - uses: actions/checkout@v4',
    '      - uses: actions/setup-node@v4',
    '        with:',
    '          node-version: 22',
    '      # The package of the extension, kept in this repository: it carries the program.',
    `      - run: unzip -q zoho-crm-connections.vsix -d "$RUNNER_TEMP/zoho-crm"`,
    '      - run: |',
    '          umask 077',
    `          printf '%s' "$SECRETS" > "$RUNNER_TEMP/secrets.json"`,
    `          node "$RUNNER_TEMP/zoho-crm/extension/dist/cli.cjs" run ${quoted(file)} --json`,
    '        env:',
    '          SECRETS: ${{ secrets.ZOHO_CRM_SECRETS }}',
    '          ZOHO_CRM_SECRETS_FILE: ${{ runner.temp }}/secrets.json',
    '          ZOHO_CRM_CONNECTIONS: team.zoho-connections.json',
    '',
  ].join('\n');
}

/** For a POSIX shell. */
function quoted(text: string): string {
  return /^[\w./-]+$/.test(text) ? text : `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
