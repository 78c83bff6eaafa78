import { dataCenters } from '../../core/model/dataCenters.ts';
import type { DomainOption } from '../../protocol/connectionForm.ts';
import type { L10n } from '../l10n.ts';

/** The places to connect to, in the order in which they are offered. */
export function domainOptions(l10n: L10n): readonly DomainOption[] {
  const zoho = dataCenters.map((each) => ({
    dataCenter: each.code,
    label: each.webHost,
    detail: each.country,
    apiConsoleUrl: each.accountsOrigin.replace('//accounts.', '//api-console.'),
  }));
  const sample = {
    dataCenter: 'sample',
    label: l10n.t('Sample organization (this computer)'),
    detail: l10n.t('For trying things out; no account is needed'),
    apiConsoleUrl: undefined,
  } as const;
  return [...zoho, sample];
}
