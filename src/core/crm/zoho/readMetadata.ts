import { FatalError } from '../../errors.ts';
import type { OrganizationSummary, UserSummary } from '../../model/connection.ts';
import type { Module, ModuleKind, UnreadableReason } from '../../model/metadata.ts';
import type { JsonObject } from '../../model/parse.ts';
import { asObject, asText } from '../../model/parse.ts';
import { parseEnvironment } from '../../model/parseConnection.ts';

/** Readers of Zoho's metadata objects (zoho-api.md sections 4.1 to 4.3). They throw FatalError where a key is missing. */

export function readOrganization(organization: JsonObject): OrganizationSummary {
  // In some answers it begins with a capital letter.
  const environment = parseEnvironment(asText(organization['type'])?.toLowerCase());
  return {
    id: need(organization, 'zgid', 'organization'),
    name: need(organization, 'company_name', 'organization'),
    edition: asText(asObject(organization['license_details'])?.['paid_type']) ?? 'unknown',
    timeZone: need(organization, 'time_zone', 'organization'),
    ...(environment ? { environment } : {}),
  };
}

export function readUser(user: JsonObject): UserSummary {
  return {
    id: need(user, 'id', 'user'),
    name: asText(user['full_name']) ?? need(user, 'last_name', 'user'),
    email: asText(user['email']) ?? '',
    timeZone: need(user, 'time_zone', 'user'),
  };
}

export function readModule(module: JsonObject): Module {
  const apiName = need(module, 'api_name', 'module');
  const unreadableBecause = unreadableReason(module);
  const parentModule = asText(asObject(module['parent_module'])?.['api_name']);
  return {
    id: asText(module['id']) ?? apiName,
    apiName,
    label: asText(module['plural_label']) ?? apiName,
    kind: moduleKind(asText(module['generated_type'])),
    isReadable: unreadableBecause === undefined,
    ...(unreadableBecause === undefined ? {} : { unreadableBecause }),
    ...(parentModule === undefined ? {} : { parentModule }),
  };
}

/** `viewable` does not count: the history of deals is readable, and no tab shows it (section 9, quirk 6). */
function unreadableReason(module: JsonObject): UnreadableReason | undefined {
  if (module['api_supported'] !== true) return 'notSupported';
  const status = asText(module['status']);
  return status === 'user_hidden' || status === 'scheduled_for_deletion' ? 'hidden' : undefined;
}

function moduleKind(generatedType: string | undefined): ModuleKind {
  switch (generatedType) {
    case 'default':
      return 'standard';
    case 'custom':
    case 'subform':
    case 'linking':
      return generatedType;
    case 'static_subform':
      return 'subform';
    default:
      return 'other';
  }
}

/** A text that Zoho always sends; `what` is what was described, for the error. */
export function need(object: JsonObject, key: string, what: string): string {
  const value = asText(object[key]);
  if (value === undefined) throw new FatalError(`Zoho described a ${what} without "${key}".`);
  return value;
}
