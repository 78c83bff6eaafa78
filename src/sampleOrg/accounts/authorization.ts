import type { Reply } from '../http/exchange.ts';
import type { AccountsContext } from './accountsContext.ts';
import { usersWhoSignIn } from './accountsContext.ts';
import type { AccountsRoute } from './accountsRoute.ts';
import type { ConsentOutcome, ConsentRequest } from './consentRequest.ts';
import { consentPage } from './pages/consentPage.ts';
import { errorPage } from './pages/page.ts';
import { parseChallenge } from './pkce.ts';
import { parseScopes } from './scopeNames.ts';
import { newTokenText } from './tokenText.ts';

const formLifetimeMs = 30 * 60_000;

/** `GET /oauth/v2/auth`: a page that asks for sign-in and consent, or says why not (zoho-api.md sections 2.2, 2.8, 2.9). */
export function authorizationRoutes(context: AccountsContext): readonly AccountsRoute[] {
  return [
    {
      method: 'GET',
      path: '/oauth/v2/auth',
      handle: ({ parameters }) => {
        const consent = readConsentRequest(context, parameters);
        return 'problem' in consent ? errorPage(consent.problem, consent.explanation) : askForConsent(context, consent);
      },
    },
  ];
}

/** The consent page, with a token that its form sends back once. */
export function askForConsent(context: AccountsContext, consent: ConsentRequest): Reply {
  const formToken = newTokenText();
  context.consentForms.set(formToken, consent, formLifetimeMs);
  return consentPage(consent, formToken, usersWhoSignIn(context, 'production'));
}

interface Problem {
  readonly problem: string;
  readonly explanation: string;
}

function readConsentRequest(
  context: AccountsContext,
  parameters: ReadonlyMap<string, string>,
): ConsentRequest | Problem {
  const { client } = context;
  if (parameters.get('client_id') !== client.id) {
    return { problem: 'Invalid Client Id', explanation: 'No application is registered with this client_id.' };
  }
  const redirectUri = client.redirectUris.find((uri) => uri === parameters.get('redirect_uri'));
  if (redirectUri === undefined) {
    return {
      problem: 'Invalid Redirect Uri',
      explanation: 'The redirect_uri must be one of the registered ones, letter by letter.',
    };
  }
  const outcome = readOutcome(parameters, redirectUri);
  if ('problem' in outcome) return outcome;
  const scopes = parseScopes(parameters.get('scope'));
  if (!scopes) {
    return {
      problem: 'Scope does not exist',
      explanation: 'The scope must be names such as ZohoCRM.modules.READ, with commas between them.',
    };
  }
  return {
    clientId: client.id,
    scopes,
    // Without a refresh token there is nothing to be offline with.
    offline: outcome.kind === 'code' && parameters.get('access_type') === 'offline',
    consentForced: parameters.get('prompt') === 'consent',
    outcome,
  };
}

function readOutcome(parameters: ReadonlyMap<string, string>, redirectUri: string): ConsentOutcome | Problem {
  const state = parameters.get('state');
  const responseType = parameters.get('response_type');
  if (responseType === 'token') return { kind: 'token', redirectUri, state };
  if (responseType !== 'code') {
    return { problem: 'Invalid Response Type', explanation: 'The response_type must be code or token.' };
  }
  const challenge = parseChallenge(parameters);
  if (challenge === 'invalid') {
    return {
      problem: 'Invalid Code Challenge',
      explanation: 'The code_challenge must be as RFC 7636 says, and its method S256 or plain.',
    };
  }
  return { kind: 'code', redirectUri, state, challenge };
}
