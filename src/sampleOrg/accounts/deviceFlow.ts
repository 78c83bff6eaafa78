import type { Reply } from '../http/exchange.ts';
import { json } from '../http/exchange.ts';
import type { AccountsContext } from './accountsContext.ts';
import { accountsUrlOf } from './accountsContext.ts';
import type { AccountsCall, AccountsRoute } from './accountsRoute.ts';
import { askForConsent } from './authorization.ts';
import { clientProblem } from './clientAuthentication.ts';
import { deviceCodeLifetimeMs, pollIntervalMs } from './deviceRequests.ts';
import { oauthError } from './oauthError.ts';
import { deviceCodePage } from './pages/devicePages.ts';
import { parseScopes } from './scopeNames.ts';
import { redeemGrant } from './tokenAnswer.ts';

/** Sign-in on a device without a browser (zoho-api.md section 2.10). */
export function deviceRoutes(context: AccountsContext): readonly AccountsRoute[] {
  return [
    { method: 'POST', path: '/oauth/v3/device/code', handle: (call) => startDevice(context, call) },
    { method: 'POST', path: '/oauth/v3/device/token', handle: (call) => answerPoll(context, call) },
    {
      method: 'GET',
      path: '/oauth/v3/device',
      handle: ({ parameters }) => deviceCodePage(parameters.get('user_code') ?? ''),
    },
    { method: 'POST', path: '/oauth/v3/device', handle: ({ parameters }) => acceptUserCode(context, parameters) },
  ];
}

function startDevice(context: AccountsContext, { parameters, site }: AccountsCall): Reply {
  const clientId = parameters.get('client_id');
  if (clientId !== context.client.id) return oauthError('invalid_client');
  if (parameters.get('grant_type') !== 'device_request') return oauthError('unsupported_grant_type');
  const scopes = parseScopes(parameters.get('scope'));
  if (!scopes) return oauthError('invalid_scope');
  const { userCode, deviceCode } = context.devices.add({
    clientId,
    scopes,
    offline: parameters.get('access_type') === 'offline',
    consentForced: parameters.get('prompt') === 'consent',
  });
  const verificationUrl = `${accountsUrlOf(context, site)}/oauth/v3/device`;
  return json(200, {
    user_code: userCode,
    device_code: deviceCode,
    verification_url: verificationUrl,
    verification_uri_complete: `${verificationUrl}?user_code=${userCode}`,
    // In seconds, as RFC 8628 has them; Zoho's unit is not confirmed.
    expires_in: deviceCodeLifetimeMs / 1000,
    interval: pollIntervalMs / 1000,
  });
}

function answerPoll(context: AccountsContext, call: AccountsCall): Reply {
  const problem = clientProblem(call, context.client);
  if (problem) return oauthError(problem);
  const { parameters, site } = call;
  if (parameters.get('grant_type') !== 'device_token') return oauthError('unsupported_grant_type');
  const polled = context.devices.poll(parameters.get('code') ?? '', site.dataCenter, site.isHome);
  switch (polled.kind) {
    case 'accepted':
      return json(200, redeemGrant(context, polled.pending));
    case 'otherDataCenter':
      return json(200, { error: 'other_dc', user_location: context.options.dataCenter });
    default:
      return oauthError(polled.kind);
  }
}

function acceptUserCode(context: AccountsContext, parameters: ReadonlyMap<string, string>): Reply {
  const typed = parameters.get('user_code') ?? '';
  const userCode = typed.replace(/[\s-]/g, '').toUpperCase();
  const ask = context.devices.find(userCode);
  if (!ask) return deviceCodePage(typed, 'No device waits for this code. Codes are good for five minutes.');
  return askForConsent(context, { ...ask, outcome: { kind: 'device', userCode } });
}
