import type { SampleOrgOptions } from '../options.ts';
import { UsageError } from '../options.ts';
import { hashOf } from './tokenText.ts';

/** The one application that the organization knows, as Zoho's API console would have registered it. */
export interface OAuthClient {
  /** `1000.` + 30 upper-case letters and digits. */
  readonly id: string;
  /** 42 hex digits. The same in every data center. */
  readonly secret: string;
  /** Compared exactly, as Zoho does. */
  readonly redirectUris: readonly string[];
}

const usualRedirectUris = [
  'http://localhost:41173/callback',
  'http://127.0.0.1:41173/callback',
  ...['vscode', 'vscode-insiders', 'code-oss'].map(
    (scheme) => `${scheme}://connections-crm.zoho-crm-connections/callback`,
  ),
];

/** The client of a seed. Throws UsageError for a redirect address that no browser could be sent to. */
export function oauthClientOf(options: Pick<SampleOrgOptions, 'seed' | 'redirectUris'>): OAuthClient {
  for (const uri of options.redirectUris) {
    if (!URL.canParse(uri) || uri.includes('#')) {
      throw new UsageError(`--redirect-uri takes an absolute address without a fragment, not "${uri}".`);
    }
  }
  return {
    id: `1000.${upperAlphanumerics(hashOf(`${options.seed} client id`), 30)}`,
    secret: hashOf(`${options.seed} client secret`).slice(0, 42),
    redirectUris: [...new Set([...usualRedirectUris, ...options.redirectUris])],
  };
}

function upperAlphanumerics(hex64: string, length: number): string {
  return BigInt(`0x${hex64}`).toString(36).toUpperCase().padStart(length, '0').slice(-length);
}
