import path from 'node:path';

import type { DatabaseConnection, DatabaseKind, TlsMode } from '../../core/model/databaseConnection.ts';
import type { TooltipRow } from '../connectionTree/tooltipRows.ts';
import type { L10n } from '../l10n.ts';

/** The names of products, which no language translates. */
export const databaseKindNames: Readonly<Record<DatabaseKind, string>> = {
  sqlite: 'SQLite',
  postgres: 'PostgreSQL',
  mariadb: 'MariaDB / MySQL',
};

export function tlsLabel(mode: TlsMode, l10n: L10n): string {
  switch (mode) {
    case 'verified':
      return l10n.t('Encrypted, and the server is verified');
    case 'encrypted':
      return l10n.t('Encrypted, whoever the server is');
    case 'off':
      return l10n.t('Not encrypted');
  }
}

/** What stands beside the name. */
export function databaseDescription(database: DatabaseConnection): string {
  const kind = databaseKindNames[database.kind];
  if (database.kind === 'sqlite') return `${kind} · ${path.basename(database.file)}`;
  return `${kind} · ${database.database} · ${database.host}`;
}

export function databaseRows(database: DatabaseConnection, l10n: L10n): readonly TooltipRow[] {
  const kind = { label: l10n.t('Kind'), value: databaseKindNames[database.kind] };
  if (database.kind === 'sqlite') return [kind, { label: l10n.t('File'), value: database.file }];
  const { host, port, schema, user, tls, caFile } = database;
  return [
    kind,
    { label: l10n.t('Server'), value: `${host}:${port}` },
    { label: l10n.t('Database'), value: schema === undefined ? database.database : `${database.database}.${schema}` },
    { label: l10n.t('User'), value: user },
    { label: l10n.t('Transport'), value: tlsLabel(tls, l10n) },
    ...(caFile === undefined ? [] : [{ label: l10n.t('Authority'), value: caFile }]),
  ];
}

/** What deleting a connection means. `jobs`: names of those that copy into it, as far as they are known. */
export function deletionDetail({ kind }: DatabaseConnection, jobs: readonly string[], l10n: L10n): string {
  const kept =
    kind === 'sqlite'
      ? l10n.t('The file itself stays as it is.')
      : l10n.t('Its password goes with it. The database itself stays as it is.');
  return jobs.length === 0
    ? kept
    : `${kept} ${l10n.t('These jobs copy into it, and will not run then: {0}.', listed(jobs))}`;
}

/** What is to be done after a connection got another name. `jobs` has at least one. */
export function renamedText(oldName: string, newName: string, jobs: readonly string[], l10n: L10n): string {
  return l10n.t(
    'These jobs still name the database "{0}": {1}. They will not run until they name it "{2}".',
    ...[oldName, listed(jobs), newName],
  );
}

const mostNamed = 5;

function listed(names: readonly string[]): string {
  const shown = names.slice(0, mostNamed).join(', ');
  return names.length > mostNamed ? `${shown}, …` : shown;
}
