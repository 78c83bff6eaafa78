import type { ContractCase, World } from './contractCase.ts';

const settings = '/crm/v8/settings';

/** Cases for organization, users and settings. */
export const metadataCases: readonly ContractCase[] = [
  get('org', '/crm/v8/org', 200, '/crm/v8/org'),
  get('users', '/crm/v8/users', 200, '/crm/v8/users'),
  get('users', '/crm/v8/users', 400, '/crm/v8/users?type=NoSuchUsers'),
  get('users', '/crm/v8/users/{user}', 200, (world) => `/crm/v8/users/${world.known('user')}`),
  get('users', '/crm/v8/users/{user}', 204, '/crm/v8/users/111111000000999999'),
  ...userUpdates(),
  get('modules', `${settings}/modules`, 200, `${settings}/modules`),
  get(
    'modules',
    `${settings}/modules/{api_name}`,
    200,
    `${settings}/modules/Leads?include=fields,layouts,related_lists`,
  ),
  get('modules', `${settings}/modules/{api_name}`, 204, `${settings}/modules/WebTab1`),
  get('modules', `${settings}/modules/{api_name}`, 400, `${settings}/modules/Nothing`),
  ...['Leads', 'Contacts', 'Accounts', 'Deals', 'Events', 'Quotes', 'Quoted_Items', 'Properties', 'DealHistory'].map(
    (module) => get('fields', `${settings}/fields`, 200, `${settings}/fields?module=${module}`),
  ),
  get('fields', `${settings}/fields`, 204, `${settings}/fields?module=Email_Analytics`),
  get('fields', `${settings}/fields`, 400, `${settings}/fields`),
  get('fields', `${settings}/fields`, 400, `${settings}/fields?module=Nothing`),
  get(
    'fields',
    `${settings}/fields/{field}`,
    200,
    (world) => `${settings}/fields/${world.known('status')}?module=Leads`,
  ),
  get('pick_list_values', `${settings}/fields/{field_id}/pick_list_values`, 200, (world) => {
    return `${settings}/fields/${world.known('status')}/pick_list_values?module=Leads`;
  }),
  get('pick_list_values', `${settings}/fields/{field_id}/pick_list_values`, 400, (world) => {
    return `${settings}/fields/${world.known('status')}/pick_list_values`;
  }),
  get('pick_list_values', `${settings}/fields/{field_id}/pick_list_values`, 400, (world) => {
    return `${settings}/fields/${world.known('user')}/pick_list_values?module=Leads`;
  }),
  get('layouts', `${settings}/layouts`, 200, `${settings}/layouts?module=Leads`),
  get('layouts', `${settings}/layouts`, 200, `${settings}/layouts?module=Quotes`),
  get('layouts', `${settings}/layouts`, 400, `${settings}/layouts`),
  get('layouts', `${settings}/layouts`, 400, `${settings}/layouts?module=Nothing`),
  get(
    'layouts',
    `${settings}/layouts/{id}`,
    200,
    (world) => `${settings}/layouts/${world.known('layout')}?module=Leads`,
  ),
  get('related_lists', `${settings}/related_lists`, 200, `${settings}/related_lists?module=Contacts`),
  get('related_lists', `${settings}/related_lists`, 400, `${settings}/related_lists?module=Nothing`),
  get('related_lists', `${settings}/related_lists`, 400, `${settings}/related_lists`),
  get('custom_views', `${settings}/custom_views`, 200, `${settings}/custom_views?module=Deals`),
  get('custom_views', `${settings}/custom_views`, 400, `${settings}/custom_views`),
  get('custom_views', `${settings}/custom_views`, 400, `${settings}/custom_views?module=Nothing`),
  get('custom_views', `${settings}/custom_views/{id}`, 200, (world) => {
    return `${settings}/custom_views/${world.known('view')}?module=Leads`;
  }),
  get('custom_views', `${settings}/custom_views/{id}`, 400, `${settings}/custom_views/1?module=Leads`),
  get('currencies', '/crm/v8/org/currencies', 200, '/crm/v8/org/currencies'),
  get('currencies', '/crm/v8/org/currencies/{id}', 200, (world) => `/crm/v8/org/currencies/${world.known('currency')}`),
  get('tags', `${settings}/tags`, 200, `${settings}/tags?module=Leads`),
  get('tags', `${settings}/tags`, 400, `${settings}/tags`),
  get('tags', `${settings}/tags`, 400, `${settings}/tags?module=Nothing`),
];

function get(
  file: string,
  path: `/${string}`,
  status: number,
  target: string | ((world: World) => string),
): ContractCase {
  return {
    title: `GET ${typeof target === 'string' ? target : path} answers ${status}`,
    file,
    operation: `get ${path}`,
    status,
    request: (world) => ({ path: typeof target === 'string' ? target : target(world) }),
  };
}

function userUpdates(): readonly ContractCase[] {
  const update = (title: string, status: number, id: (world: World) => string, change: object): ContractCase => ({
    title,
    file: 'users',
    operation: 'put /crm/v8/users/{user}',
    status,
    request: (world) => ({ method: 'PUT', path: `/crm/v8/users/${id(world)}`, body: { users: [change] } }),
  });
  const own = (world: World) => world.known('user');
  return [
    update('a user changes their own time zone', 200, own, { time_zone: 'US/Samoa' }),
    update('a user changes it back', 200, own, { time_zone: 'America/Los_Angeles' }),
    update('a zone that does not exist is refused', 400, own, { time_zone: 'Mars/Olympus' }),
    update('an update without a time zone is refused', 400, own, {}),
    update('an unknown user is refused', 400, () => '111111000000999999', { time_zone: 'US/Samoa' }),
  ];
}
