import type { CrmClient } from '../crm/crmClient.ts';
import { RefusedError } from '../errors.ts';
import type { ModuleDetails } from '../model/metadata.ts';

/** Two calls at once. That this module cannot be read is an answer and not a failure; everything else rejects. */
export async function fetchDetails(
  client: CrmClient,
  moduleApiName: string,
  signal: AbortSignal,
): Promise<ModuleDetails> {
  const [fields, relatedLists] = await Promise.all([
    orRefusal(client.fields(moduleApiName, signal)),
    orRefusal(client.relatedLists(moduleApiName, signal)),
  ]);
  if (fields instanceof RefusedError) return unreadable(fields.reason === 'noPermission' ? 'noPermission' : 'refused');
  if (fields.length === 0) return unreadable('noFields');
  // Some modules have fields and no API for their related lists.
  return { fields, relatedLists: relatedLists instanceof RefusedError ? [] : relatedLists };
}

/** What is known of a module that cannot be read. */
export function unreadable(reason: NonNullable<ModuleDetails['unreadableBecause']>): ModuleDetails {
  return { fields: [], relatedLists: [], unreadableBecause: reason };
}

async function orRefusal<T>(call: Promise<T>): Promise<T | RefusedError> {
  try {
    return await call;
  } catch (error) {
    if (error instanceof RefusedError) return error;
    throw error;
  }
}
