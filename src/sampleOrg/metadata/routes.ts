import type { ApiCall, ApiRoute } from '../api/route.ts';
import { settingsScopes } from '../api/scopes.ts';
import type { Reply } from '../http/exchange.ts';
import { answerCurrencies, answerCurrency } from './currencies.ts';
import { answerCustomView, answerCustomViews } from './customViews.ts';
import { answerField, answerFields } from './fields.ts';
import { answerLayout, answerLayouts } from './layouts.ts';
import { answerModule, answerModules } from './modules.ts';
import { answerOrganization } from './organization.ts';
import { answerPickListValues } from './pickListValues.ts';
import { answerRelatedList, answerRelatedLists } from './relatedLists.ts';
import { answerProfiles, answerRoles } from './security.ts';
import { answerTags } from './tags.ts';
import { updateUser } from './userUpdate.ts';
import { answerUser, answerUsers } from './users.ts';

const organizationScopes = ['ZohoCRM.org.READ', 'ZohoCRM.org.ALL'];
const usersScopes = ['ZohoCRM.users.READ', 'ZohoCRM.users.ALL'];
const usersUpdateScopes = ['ZohoCRM.users.UPDATE', 'ZohoCRM.users.WRITE', 'ZohoCRM.users.ALL'];

/** Organization, users and settings (zoho-api.md sections 4.1 to 4.6 and 4.22); scopes by section 3. */
export const metadataRoutes: readonly ApiRoute[] = [
  get('/org', organizationScopes, answerOrganization),
  get('/users', usersScopes, answerUsers),
  get('/users/:id', usersScopes, answerUser),
  put('/users', usersUpdateScopes, updateUser),
  put('/users/:id', usersUpdateScopes, updateUser),
  get('/settings/modules', settingsScopes('modules'), answerModules),
  get('/settings/modules/:name', settingsScopes('modules'), answerModule),
  get('/settings/fields', settingsScopes('fields'), answerFields),
  get('/settings/fields/:id', settingsScopes('fields'), answerField),
  get('/settings/fields/:id/pick_list_values', settingsScopes('fields'), answerPickListValues),
  get('/settings/layouts', settingsScopes('layouts'), answerLayouts),
  get('/settings/layouts/:id', settingsScopes('layouts'), answerLayout),
  get('/settings/related_lists', settingsScopes('related_lists'), answerRelatedLists),
  get('/settings/related_lists/:id', settingsScopes('related_lists'), answerRelatedList),
  get('/settings/custom_views', settingsScopes('custom_views'), answerCustomViews),
  get('/settings/custom_views/:id', settingsScopes('custom_views'), answerCustomView),
  get('/settings/tags', settingsScopes('tags'), answerTags),
  get('/settings/profiles', settingsScopes('profiles'), answerProfiles),
  get('/settings/profiles/:id', settingsScopes('profiles'), answerProfiles),
  get('/settings/roles', settingsScopes('roles'), answerRoles),
  get('/settings/roles/:id', settingsScopes('roles'), answerRoles),
  get('/org/currencies', settingsScopes('currencies'), answerCurrencies),
  get('/org/currencies/:id', settingsScopes('currencies'), answerCurrency),
];

function get(path: string, alternatives: readonly string[], handle: (call: ApiCall) => Reply): ApiRoute {
  return { method: 'GET', path, scopes: () => [alternatives], handle };
}

function put(path: string, alternatives: readonly string[], handle: (call: ApiCall) => Reply): ApiRoute {
  return { method: 'PUT', path, scopes: () => [alternatives], handle };
}
