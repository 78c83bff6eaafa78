import { headerText } from '../http/exchange.ts';
import type { AccountsCall } from './accountsRoute.ts';
import type { OAuthClient } from './oauthClient.ts';
import { equalSecrets } from './tokenText.ts';

/** Checks `client_id` and `client_secret`, from HTTP Basic or the parameters (zoho-api.md section 2.1). Undefined = right. */
export function clientProblem(
  call: AccountsCall,
  client: OAuthClient,
): 'invalid_client' | 'invalid_client_secret' | undefined {
  const { id, secret } = basicCredentials(call) ?? {
    id: call.parameters.get('client_id'),
    secret: call.parameters.get('client_secret'),
  };
  if (id !== client.id) return 'invalid_client';
  if (secret === undefined || !equalSecrets(secret, client.secret)) return 'invalid_client_secret';
  return undefined;
}

function basicCredentials(call: AccountsCall): { id: string; secret: string } | undefined {
  const [, encoded] = /^Basic +(\S+)$/i.exec(headerText(call.request, 'authorization') ?? '') ?? [];
  if (encoded === undefined) return undefined;
  const [, id, secret] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded, 'base64').toString('utf8')) ?? [];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}
