import type { ApiCall } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import { empty, json } from '../http/exchange.ts';
import type { ProfileDefinition, RoleDefinition } from '../schema/settings.ts';

/** GET /settings/profiles[/:id]; 204 for an unknown one. */
export function answerProfiles(call: ApiCall): Reply {
  const profiles = byId(call, call.org.schema.settings.profiles);
  return profiles.length === 0 ? empty(204) : json(200, { profiles: profiles.map(renderProfile) });
}

/** GET /settings/roles[/:id]; 204 for an unknown one. */
export function answerRoles(call: ApiCall): Reply {
  const roles = byId(call, call.org.schema.settings.roles);
  return roles.length === 0 ? empty(204) : json(200, { roles: roles.map((role) => renderRole(call, role)) });
}

function byId<T extends { readonly id: string }>(call: ApiCall, all: readonly T[]): readonly T[] {
  const id = call.params['id'];
  return id === undefined ? all : all.filter((each) => each.id === id);
}

function renderProfile({ id, name }: ProfileDefinition) {
  return {
    id,
    name,
    display_label: name,
    type: 'normal_profile',
    custom: false,
    description: null,
    created_time: null,
    modified_time: null,
    created_by: null,
    modified_by: null,
  };
}

function renderRole(call: ApiCall, role: RoleDefinition) {
  const above = call.org.schema.settings.roles.find((each) => each.name === role.reportsTo);
  return {
    id: role.id,
    name: role.name,
    display_label: role.name,
    description: null,
    reporting_to: above ? { name: above.name, id: above.id } : null,
    forecast_manager: null,
    share_with_peers: false,
    admin_user: above === undefined,
  };
}
