import type { Connection } from '../../core/model/connection.ts';
import { environmentLabel, isRealProduction } from '../connectionTree/connectionText.ts';
import type { L10n } from '../l10n.ts';

/** The words above a query. */
export interface LensTitles {
  readonly run: string;
  readonly count: string;
  readonly export: string;
  readonly explain: string;
  readonly choose: string;
}

export function lensTitles(connection: Connection | undefined, l10n: L10n): LensTitles {
  return {
    run: apart(connection ? l10n.t('$(play) Run · {0}', connectionInWords(connection, l10n)) : l10n.t('$(play) Run …')),
    count: l10n.t('Count'),
    export: l10n.t('Export'),
    explain: l10n.t('Explain'),
    choose: connection ? l10n.t('Change Connection') : l10n.t('Choose Connection'),
  };
}

/** The name; where a mistake would be one in somebody's real data, that it is production. */
export function connectionInWords(connection: Connection, l10n: L10n): string {
  const name = withoutIcons(connection.name);
  if (!isRealProduction(connection)) return name;
  return `${name} $(warning) ${environmentLabel(connection, l10n).toLocaleUpperCase()}`;
}

/** Lenses are drawn without the spaces beside an icon, unless these may not break. */
function apart(text: string): string {
  return text.replaceAll(/ ?\$\([\w-]+\) ?/g, (icon) => icon.replaceAll(' ', '\u00A0'));
}

/** `$(name)` would be drawn as an icon. */
function withoutIcons(text: string): string {
  return text.replaceAll('$(', '$ (');
}
