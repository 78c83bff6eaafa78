import type { Connection } from '../../core/model/connection.ts';
import { dataCenters } from '../../core/model/dataCenters.ts';
import type { Module } from '../../core/model/metadata.ts';

/**
 * Where Zoho's web pages show an organization, or the records of a module (zoho-api.md section 1.1). The sample
 * organization, which runs at `sampleOrigin`, has pages of the same form.
 */
export function zohoAddress(connection: Connection, module: Module | undefined, sampleOrigin: string): string {
  const home = homeOf(connection, sampleOrigin);
  // Before the first sign-in nobody knows the organization; Zoho then shows the user's own.
  if (!module || connection.organization.id === '') return home;
  return `${home}crm/org${connection.organization.id}/tab/${tabNames[module.apiName] ?? module.apiName}`;
}

/** Where Zoho's web pages show one record. */
export function recordAddress(connection: Connection, module: Module, id: string, sampleOrigin: string): string {
  return `${zohoAddress(connection, module, sampleOrigin)}/${id}`;
}

/** API name of the module that a tab of the web pages shows. */
export function moduleOfTab(tab: string): string {
  return Object.keys(tabNames).find((apiName) => tabNames[apiName] === tab) ?? tab;
}

/** With a slash at the end. */
function homeOf(connection: Connection, sampleOrigin: string): string {
  const hosts = dataCenters.find((each) => each.code === connection.dataCenter);
  if (!hosts)
    return connection.environment === 'production' ? `${sampleOrigin}/` : `${sampleOrigin}/${connection.environment}/`;
  const host = connection.environment === 'sandbox' ? hosts.webHost.replace(/^crm\./, 'crmsandbox.') : hosts.webHost;
  return `https://${host}/`;
}

/** Tabs that still have the names of the first version of Zoho's API. */
const tabNames: Readonly<Record<string, string>> = {
  Deals: 'Potentials',
  Price_Books: 'PriceBooks',
  Sales_Orders: 'SalesOrders',
  Purchase_Orders: 'PurchaseOrders',
};
