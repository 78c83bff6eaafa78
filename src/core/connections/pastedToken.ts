import type { OAuthClient } from '../model/oauth.ts';
import type { JsonObject } from '../model/parse.ts';
import { asObject, asText, parseJson } from '../model/parse.ts';
import { lifetimeIn, splitScopes } from '../model/tokenAnswer.ts';

/**
 * What somebody pasted who "has a token already". Grant codes, refresh tokens and access tokens of Zoho look alike
 * (`1000.` and twice 32 hex digits, zoho-api.md section 2.5): `token` says that only trying tells which it is.
 */
export type Pasted =
  | { readonly kind: 'empty' }
  | { readonly kind: 'token'; readonly text: string }
  /** `client` where the file of a self client brought its own. */
  | { readonly kind: 'grantCode'; readonly text: string; readonly client: OAuthClient | undefined }
  | { readonly kind: 'refreshToken'; readonly text: string; readonly apiDomain: string | undefined }
  | {
      readonly kind: 'accessToken';
      readonly text: string;
      readonly apiDomain: string | undefined;
      /** As the answer said it; it may have been waiting for a while since. */
      readonly lifetimeSeconds: number | undefined;
      readonly scopes: readonly string[];
    }
  /** The address to which a sign-in returned, with its code. */
  | { readonly kind: 'redirect'; readonly query: URLSearchParams; readonly redirectUri: string }
  /** The address to which a sign-in returned without a code, or an answer of the accounts server that is an error. */
  | { readonly kind: 'refusal'; readonly code: string }
  /** A token of API version 1, alone or with the page around it, or that page without one. */
  | { readonly kind: 'authtoken' }
  | { readonly kind: 'clientId' }
  | { readonly kind: 'unknown' };

const tokenShape = /^1\d{3}\.[0-9a-z]{20,64}\.[0-9a-z]{20,64}$/i;
const clientIdShape = /^1\d{3}\.[0-9A-Z]{20,64}$/;

/** Recognizes a pasted text. Pure: nothing is asked of anybody. */
export function recognizePasted(pasted: string): Pasted {
  const text = pasted
    .trim()
    .replace(/^(["'])(.*)\1$/s, '$2')
    .trim();
  if (text === '') return { kind: 'empty' };
  if (isRetiredPage(text)) return { kind: 'authtoken' };
  const json = asObject(parseJson(text));
  if (json) return recognizeJson(json);
  if (/^[a-z][\w+.-]*:\/\/\S+$/i.test(text)) return recognizeAddress(text);
  return recognizeWord(text);
}

function recognizeWord(text: string): Pasted {
  const header = /^(?:authorization:\s*)?(?:zoho-oauthtoken|bearer)\s+(\S+)$/i.exec(text)?.[1];
  if (header !== undefined && tokenShape.test(header)) return accessToken(header);
  const named = /^(?:code|refresh_token|access_token)\s*[=:]\s*(\S+)$/i.exec(text);
  if (named?.[1] !== undefined && tokenShape.test(named[1])) {
    if (/^code/i.test(text)) return { kind: 'grantCode', text: named[1], client: undefined };
    if (/^refresh/i.test(text)) return { kind: 'refreshToken', text: named[1], apiDomain: undefined };
    return accessToken(named[1]);
  }
  if (tokenShape.test(text)) return { kind: 'token', text };
  if (clientIdShape.test(text)) return { kind: 'clientId' };
  return { kind: 'unknown' };
}

function accessToken(text: string): Pasted {
  return { kind: 'accessToken', text, apiDomain: undefined, lifetimeSeconds: undefined, scopes: [] };
}

/**
 * The page that made tokens of version 1 (section 2.13), whole or in part: comment lines, `AUTHTOKEN=…` or `CAUSE=…`,
 * `RESULT=…`. People also copy the 32 characters alone; a token of today never looks like that.
 */
function isRetiredPage(text: string): boolean {
  return /^\s*AUTHTOKEN\s*=/im.test(text) || /^RESULT=(?:TRUE|FALSE)\s*$/m.test(text) || /^[0-9a-f]{32}$/.test(text);
}

/** The answer of a token endpoint (section 2.3), or the file that the console gives for a self client. */
function recognizeJson(json: JsonObject): Pasted {
  const error = asText(json['error']);
  if (error !== undefined) return { kind: 'refusal', code: error };
  const apiDomain = asText(json['api_domain']);
  const refreshToken = filled(json['refresh_token']);
  if (refreshToken !== undefined) return { kind: 'refreshToken', text: refreshToken, apiDomain };
  const token = filled(json['access_token']);
  if (token !== undefined) {
    const scopes = splitScopes(asText(json['scope']));
    return { kind: 'accessToken', text: token, apiDomain, lifetimeSeconds: lifetimeIn(json), scopes };
  }
  const code = filled(json['code']);
  return code === undefined ? { kind: 'unknown' } : { kind: 'grantCode', text: code, client: clientIn(json) };
}

function clientIn(json: JsonObject): OAuthClient | undefined {
  const [id, secret] = [filled(json['client_id']), filled(json['client_secret'])];
  return id === undefined || secret === undefined ? undefined : { id, secret };
}

function recognizeAddress(text: string): Pasted {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url) return { kind: 'unknown' };
  const fragment = new URLSearchParams(url.hash.slice(1));
  const token = fragment.get('access_token');
  if (token !== null) {
    const [apiDomain, seconds] = [fragment.get('api_domain') ?? undefined, Number(fragment.get('expires_in'))];
    return { kind: 'accessToken', text: token, apiDomain, lifetimeSeconds: seconds || undefined, scopes: [] };
  }
  // Some programs add their own question mark to an address that has one already.
  const query = new URLSearchParams(url.search.slice(1).replaceAll('?', '&'));
  if (query.has('code')) {
    return { kind: 'redirect', query, redirectUri: text.replace(/[?#].*$/s, '') };
  }
  const error = query.get('error');
  return error === null ? { kind: 'unknown' } : { kind: 'refusal', code: error };
}

function filled(value: unknown): string | undefined {
  const text = asText(value)?.trim();
  return text === '' ? undefined : text;
}
