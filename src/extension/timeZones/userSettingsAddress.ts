import type { Connection } from '../../core/model/connection.ts';
import { zohoAddress } from '../connectionTree/zohoAddress.ts';

/** The page of Zoho CRM on which a user chooses a time zone. The sample organization has no such page, only its first one. */
export function userSettingsAddress(connection: Connection, sampleOrigin: string): string {
  const home = zohoAddress(connection, undefined, sampleOrigin);
  const { id } = connection.organization;
  if (connection.dataCenter === 'sample' || id === '') return home;
  return `${home}crm/org${id}/settings/personal-settings`;
}
