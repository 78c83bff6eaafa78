import type { Reply } from '../http/exchange.ts';
import { headerText, json } from '../http/exchange.ts';
import type { AccountsContext } from './accountsContext.ts';
import { usersWhoSignIn } from './accountsContext.ts';
import type { AccountsCall, AccountsRoute } from './accountsRoute.ts';
import { accessDenied } from './oauthError.ts';
import { errorPage } from './pages/page.ts';
import { selfClientCodePage, selfClientPage } from './pages/selfClientPages.ts';
import { parseScopes } from './scopeNames.ts';
import { readSignInChoice } from './signInChoice.ts';

/** Lives of a code that the console offers (zoho-api.md section 2.7). */
const offeredMinutes = [3, 5, 7, 10];

/**
 * The "Self Client" tab of Zoho's API console, which has an address of its own there: makes a grant code at once.
 * `POST /self-client` takes `scope`, and optionally `user`, `environment` and `minutes`; it answers JSON
 * (`code`, and `expires_in` in seconds; errors with status 400) unless the Accept header asks for HTML.
 */
export function selfClientRoutes(context: AccountsContext): readonly AccountsRoute[] {
  return [
    {
      method: 'GET',
      path: '/self-client',
      handle: () => selfClientPage(usersWhoSignIn(context, 'production'), offeredMinutes),
    },
    { method: 'POST', path: '/self-client', handle: (call) => answerSelfClient(context, call) },
  ];
}

function answerSelfClient(context: AccountsContext, call: AccountsCall): Reply {
  const wantsPage = (headerText(call.request, 'accept') ?? '').includes('text/html');
  const refuse = (error: string, title: string): Reply =>
    wantsPage ? errorPage(title, 'Go back, correct it and try again.') : json(400, { error });
  // Another site's form could not read the code, but it could use up the ten codes of ten minutes.
  if (headerText(call.request, 'sec-fetch-site') === 'cross-site') return refuse('access_denied', 'Access denied');
  const { parameters } = call;
  const scopes = parseScopes(parameters.get('scope'));
  if (!scopes) return refuse('invalid_scope', 'Scope does not exist');
  const choice = readSignInChoice(context, parameters);
  if (!choice) return refuse('invalid_user', 'Invalid User');
  const minutes = offeredMinutes.find((each) => String(each) === (parameters.get('minutes') ?? '3'));
  if (minutes === undefined) return refuse('invalid_minutes', 'Invalid Time Duration');
  const code = context.codes.issue(
    {
      grant: { clientId: context.client.id, scopes, ...choice },
      offline: true,
      consentForced: true,
      redirectUri: undefined,
      challenge: undefined,
    },
    minutes,
  );
  if (code === undefined) {
    return wantsPage
      ? errorPage('Too many requests', 'Ten codes in ten minutes are the limit.')
      : accessDenied(context);
  }
  return wantsPage ? selfClientCodePage(code, minutes) : json(200, { code, expires_in: minutes * 60 });
}
