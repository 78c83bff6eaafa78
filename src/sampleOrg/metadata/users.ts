import { ApiError } from '../api/apiError.ts';
import type { ApiCall } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import { empty, json } from '../http/exchange.ts';
import { instantHeader, optionalIds, wholeNumberParam } from '../records/params.ts';
import { fullName } from '../records/render.ts';
import type { User } from '../schema/organization.ts';
import { standardOffsetMs } from './standardOffset.ts';
import { founder, instant } from './parameters.ts';

type UserTest = (user: User, call: ApiCall) => boolean;

/** By the `type` parameter (zoho-api.md section 4.2). There are no developers and no light users here. */
const userTypes: Readonly<Record<string, UserTest>> = {
  AllUsers: (user) => user.status !== 'deleted',
  ActiveUsers: isActive,
  AllActiveUsers: isActive,
  DeactiveUsers: (user) => user.status === 'inactive',
  ConfirmedUsers: (user) => user.status !== 'deleted' && user.confirmed,
  NotConfirmedUsers: (user) => user.status !== 'deleted' && !user.confirmed,
  DeletedUsers: (user) => user.status === 'deleted',
  ActiveConfirmedUsers: (user) => isActive(user) && user.confirmed,
  AdminUsers: (user) => user.status !== 'deleted' && user.profile === 'Administrator',
  ActiveConfirmedAdmins: (user) => isActive(user) && user.confirmed && user.profile === 'Administrator',
  CurrentUser: (user, call) => user.id === call.caller.user.id,
  DeveloperUsers: () => false,
  ActiveLiteUser: () => false,
};

/** GET /users: 204 without any, 304 when none was changed since `If-Modified-Since` (inclusive). */
export function answerUsers(call: ApiCall): Reply {
  const { query } = call.request;
  const page = wholeNumberParam(query, 'page', { fallback: 1, most: 10_000 });
  const perPage = wholeNumberParam(query, 'per_page', { fallback: 200, most: 200 });
  const chosen = chooseUsers(call);
  if (chosen === 'notModified') return empty(304);
  const users = chosen.slice((page - 1) * perPage, page * perPage);
  if (users.length === 0) return empty(204);
  const info = { per_page: perPage, count: users.length, page, more_records: chosen.length > page * perPage };
  return json(200, { users: users.map((user) => renderUser(call, user)), info });
}

/** GET /users/:id: 204 for an unknown one. */
export function answerUser(call: ApiCall): Reply {
  const user = call.org.users.find((each) => each.id === call.params['id']);
  if (!user) return empty(204);
  const since = instantHeader(call.request, 'If-Modified-Since');
  if (since !== undefined && user.modifiedAt < since) return empty(304);
  const info = { per_page: 200, count: 1, page: 1, more_records: false };
  return json(200, { users: [renderUser(call, user)], info });
}

function chooseUsers(call: ApiCall): readonly User[] | 'notModified' {
  const { query } = call.request;
  const type = query.get('type') ?? 'AllUsers';
  const test = Object.hasOwn(userTypes, type) ? userTypes[type] : undefined;
  if (!test) {
    throw new ApiError(400, 'PATTERN_NOT_MATCHED', 'Please check whether the input values are correct', {
      api_name: 'type',
      param_name: 'type',
    });
  }
  const ids = optionalIds(query, 100);
  const users = call.org.users.filter((user) => test(user, call) && (!ids || ids.has(user.id)));
  const since = instantHeader(call.request, 'If-Modified-Since');
  if (since === undefined) return users;
  const changed = users.filter((user) => user.modifiedAt >= since);
  return changed.length === 0 && users.length > 0 ? 'notModified' : changed;
}

function isActive(user: User): boolean {
  return user.status === 'active';
}

/** The key case is as mixed as Zoho's: `created_time` but `Modified_Time`. */
function renderUser(call: ApiCall, user: User) {
  const { profiles, roles } = call.org.schema.settings;
  return {
    id: user.id,
    zuid: user.zuid,
    email: user.email,
    first_name: user.firstName,
    last_name: user.lastName,
    full_name: fullName(user),
    alias: null,
    status: user.status,
    status_reason__s: user.status === 'active' ? null : 'Left the company',
    confirm: user.confirmed,
    type__s: 'Regular User',
    category: 'regular_user',
    role: { name: user.role, id: roles.find((role) => role.name === user.role)?.id ?? null },
    profile: { name: user.profile, id: profiles.find((profile) => profile.name === user.profile)?.id ?? null },
    Reporting_To: null,
    created_time: instant(call, user.createdAt),
    Modified_Time: instant(call, user.modifiedAt),
    created_by: founder(call),
    Modified_By: { ...founder(call), first_name: null, last_name: null },
    time_zone: user.timeZone,
    offset: standardOffsetMs(user.timeZone, call.org.clock.now()),
    Isonline: user.id === call.caller.user.id,
    ...localeSettings(user),
    ...contactDetails,
    ...appearance,
  };
}

function localeSettings(user: User) {
  const isAmerican = user.locale === 'en_US';
  return {
    locale: user.locale,
    language: user.locale,
    country_locale: user.countryLocale,
    country: null,
    Currency: null,
    date_format: isAmerican ? 'MM/dd/yyyy' : 'dd.MM.yyyy',
    time_format: isAmerican ? 'hh:mm a' : 'HH:mm',
    number_separator: isAmerican ? 'Comma' : 'Space',
    decimal_separator: isAmerican ? 'Period' : 'Comma',
    name_format__s: 'Salutation,First Name,Last Name',
    sort_order_preference__s: 'First Name,Last Name',
  };
}

const contactDetails = {
  ...{ phone: null, mobile: null, fax: null, website: null, dob: null, signature: null },
  ...{ street: null, city: null, state: null, zip: null },
};

const tab = { font_color: '#FFFFFF', background: '#222222' };

const appearance = {
  default_tab_group: '0',
  personal_account: false,
  microsoft: false,
  sandboxDeveloper: false,
  theme: {
    normal_tab: tab,
    selected_tab: tab,
    new_background: null,
    background: '#F3F0EB',
    screen: 'fixed',
    type: 'default',
  },
  customize_info: {
    notes_desc: null,
    show_right_panel: null,
    bc_view: null,
    unpin_recent_item: null,
    show_home: false,
    show_detail_view: true,
  },
  $current_shift: null,
  $next_shift: null,
  $shift_effective_from: null,
};
