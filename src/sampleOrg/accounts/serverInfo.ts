import { json } from '../http/exchange.ts';
import { dataCenters } from '../options.ts';
import type { AccountsContext } from './accountsContext.ts';
import { accountsUrlOf } from './accountsContext.ts';
import type { AccountsRoute } from './accountsRoute.ts';

/** `GET /oauth/serverinfo`: the accounts server of each data center (zoho-api.md section 1.2). */
export function serverInfoRoutes(context: AccountsContext): readonly AccountsRoute[] {
  const urlOf = (dataCenter: string): string =>
    accountsUrlOf(context, { dataCenter, isHome: dataCenter === context.options.dataCenter });
  return [
    {
      method: 'GET',
      path: '/oauth/serverinfo',
      handle: () =>
        json(200, { result: 'success', locations: Object.fromEntries(dataCenters.map((each) => [each, urlOf(each)])) }),
    },
  ];
}
