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
