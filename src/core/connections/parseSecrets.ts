import type { ConnectionSecrets } from '../model/connection.ts';
import type { AccessToken } from '../model/oauth.ts';
import { asNumber, asObject, asText, parseJson } from '../model/parse.ts';

/** Reads a stored secret. Undefined for none, a damaged one, one of another sign-in, or one that nobody could sign in with. */
export function parseSecrets(text: string | undefined, signInId: string | undefined): ConnectionSecrets | undefined {
  const stored = asObject(parseJson(text ?? ''));
  if (asText(stored?.['signInId']) !== signInId) return undefined;
  const clientSecret = asText(stored?.['clientSecret']);
  const refreshToken = asText(stored?.['refreshToken']);
  const accessToken = parseAccessToken(stored?.['accessToken']);
  if (clientSecret === undefined || (refreshToken === undefined && !accessToken)) return undefined;
  return { clientSecret, refreshToken, ...(accessToken ? { accessToken } : {}) };
}

function parseAccessToken(value: unknown): AccessToken | undefined {
  const stored = asObject(value);
  const text = asText(stored?.['text']);
  const expiresAt = asNumber(stored?.['expiresAt']);
  return text === undefined || expiresAt === undefined ? undefined : { text, expiresAt };
}
