import { ApiError } from '../api/apiError.ts';
import type { ApiCall } from '../api/route.ts';
import type { Reply } from '../http/exchange.ts';
import { json } from '../http/exchange.ts';
import type { User } from '../schema/organization.ts';
import { isKnownZone } from '../time/zones.ts';

const timeZonePath = '$.users[0].time_zone';

/**
 * PUT /users/:id and PUT /users with an `id` in the body: a user's own `time_zone`, and nothing else. Other keys are
 * ignored (zoho-api.md section 4.2).
 */
export function updateUser(call: ApiCall): Reply {
  const change = readChange(call.request.body);
  const user = findUser(call, change);
  const zone = change['time_zone'];
  if (zone === undefined) return refuse('EXPECTED_FIELD_MISSING', 'expected field missing', expectedTimeZone);
  if (user.id !== call.caller.user.id) return refuse('INVALID_DATA', 'only the user can change the time zone');
  if (typeof zone !== 'string' || !isZoneName(zone)) {
    return refuse('INVALID_DATA', 'Give a proper time zone value');
  }
  user.timeZone = zone;
  user.modifiedAt = Math.floor(call.org.clock.now() / 1000) * 1000;
  return json(200, {
    users: [{ code: 'SUCCESS', details: { id: user.id }, message: 'User updated', status: 'success' }],
  });
}

const expectedTimeZone = { expected_fields: [{ api_name: 'time_zone', json_path: timeZonePath }] };

function refuse(
  code: string,
  message: string,
  details: Readonly<Record<string, unknown>> = { api_name: 'time_zone', json_path: timeZonePath },
): Reply {
  return json(400, { users: [{ code, details, message, status: 'error' }] });
}

function readChange(body: Buffer): Readonly<Record<string, unknown>> {
  const content = parse(body);
  const users = isObject(content) ? content['users'] : undefined;
  const change: unknown = Array.isArray(users) ? users[0] : undefined;
  if (isObject(change)) return change;
  throw new ApiError(400, 'MANDATORY_NOT_FOUND', 'required field not found', {
    api_name: 'users',
    json_path: '$.users',
  });
}

function parse(body: Buffer): unknown {
  try {
    return JSON.parse(body.toString('utf8'));
  } catch {
    throw new ApiError(400, 'INVALID_DATA', 'body', { expected_data_type: 'jsonobject' });
  }
}

function findUser(call: ApiCall, change: Readonly<Record<string, unknown>>): User {
  const inPath = call.params['id'];
  const id = inPath ?? change['id'];
  const user = call.org.users.find((each) => each.id === id && each.status !== 'deleted');
  if (user) return user;
  const details = inPath === undefined ? { api_name: 'id', json_path: '$.users[0].id' } : { resource_path_index: 1 };
  throw new ApiError(400, 'INVALID_DATA', 'the id given seems to be invalid', details);
}

/** Intl takes offsets such as `+05:30` for zones, too; Zoho takes names. */
function isZoneName(text: string): boolean {
  return /^[A-Za-z]/.test(text) && isKnownZone(text);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
