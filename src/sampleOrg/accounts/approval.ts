import type { Reply } from '../http/exchange.ts';
import { redirect } from '../http/exchange.ts';
import type { AccountsContext } from './accountsContext.ts';
import { apiDomainOf } from './accountsContext.ts';
import type { AccountsRoute } from './accountsRoute.ts';
import type { ConsentOutcome, ConsentRequest } from './consentRequest.ts';
import type { PendingGrant } from './grant.ts';
import { redirectCodeMinutes } from './grantCodes.ts';
import { deviceAnsweredPage } from './pages/devicePages.ts';
import { errorPage } from './pages/page.ts';
import { withFragment, withQuery } from './redirects.ts';
import { readSignInChoice } from './signInChoice.ts';

/** `POST /oauth/v2/approve`: what the consent page sends. Zoho's own address for it is not documented. */
export function approvalRoutes(context: AccountsContext): readonly AccountsRoute[] {
  return [
    { method: 'POST', path: '/oauth/v2/approve', handle: ({ parameters }) => answerConsent(context, parameters) },
  ];
}

function answerConsent(context: AccountsContext, parameters: ReadonlyMap<string, string>): Reply {
  const consent = context.consentForms.take(parameters.get('form_token') ?? '');
  if (!consent) {
    return errorPage('This page is over', 'It was answered already, or too long ago. Start again in the application.');
  }
  // Whatever is not a clear yes is a no.
  if (parameters.get('decision') !== 'accept') return decline(context, consent.outcome);
  const choice = readSignInChoice(context, parameters);
  if (!choice) return errorPage('Invalid User', 'This user cannot sign in to this environment.');
  const { clientId, scopes, offline, consentForced } = consent;
  return accept(context, consent, { grant: { clientId, scopes, ...choice }, offline, consentForced });
}

function decline(context: AccountsContext, outcome: ConsentOutcome): Reply {
  switch (outcome.kind) {
    case 'code':
      return redirect(withQuery(outcome.redirectUri, { state: outcome.state, error: 'access_denied' }));
    case 'token':
      return redirect(withFragment(outcome.redirectUri, { state: outcome.state, error: 'access_denied' }));
    case 'device':
      return answerDevice(context, outcome.userCode, 'declined');
  }
}

function accept(context: AccountsContext, { outcome }: ConsentRequest, pending: PendingGrant): Reply {
  switch (outcome.kind) {
    case 'code':
      return sendCode(context, outcome, pending);
    case 'token':
      return sendToken(context, outcome, pending);
    case 'device':
      return answerDevice(context, outcome.userCode, pending);
  }
}

function sendCode(
  context: AccountsContext,
  { redirectUri, state, challenge }: Extract<ConsentOutcome, { kind: 'code' }>,
  pending: PendingGrant,
): Reply {
  const code = context.codes.issue({ ...pending, redirectUri, challenge }, redirectCodeMinutes);
  if (code === undefined) {
    return errorPage('Too many requests', 'The application has had ten grant codes in ten minutes. Try again later.');
  }
  return redirect(withQuery(redirectUri, { state, code, ...homeOf(context), 'accounts-server': context.origin() }));
}

function sendToken(
  context: AccountsContext,
  { redirectUri, state }: Extract<ConsentOutcome, { kind: 'token' }>,
  { grant }: PendingGrant,
): Reply {
  const values = {
    state,
    access_token: context.tokens.addAccessToken(grant),
    expires_in: context.options.tokenLifetimeSeconds,
    ...homeOf(context),
    api_domain: apiDomainOf(context, grant.environment),
  };
  return redirect(withFragment(redirectUri, values));
}

function answerDevice(context: AccountsContext, userCode: string, answer: PendingGrant | 'declined'): Reply {
  if (context.devices.answer(userCode, answer)) return deviceAnsweredPage(answer === 'declined' ? answer : 'accepted');
  return errorPage('Too late', 'The code of the device is no longer good. Let the device show a new one.');
}

/** The data center of the organization, wherever the sign-in was started (zoho-api.md section 1.2). */
function homeOf(context: AccountsContext): { readonly location: string } {
  return { location: context.options.dataCenter };
}
