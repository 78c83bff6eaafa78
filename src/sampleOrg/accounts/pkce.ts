import { createHash } from 'node:crypto';

import { equalSecrets } from './tokenText.ts';

/** What the client promised to prove when it comes for the token (RFC 7636; zoho-api.md section 2.9). */
export interface PkceChallenge {
  readonly method: 'plain' | 'S256';
  readonly challenge: string;
}

/** Reads `code_challenge` and `code_challenge_method` (`plain` if absent). `invalid` when they break RFC 7636. */
export function parseChallenge(parameters: ReadonlyMap<string, string>): PkceChallenge | 'invalid' | undefined {
  const challenge = parameters.get('code_challenge');
  if (challenge === undefined) return undefined;
  const method = parameters.get('code_challenge_method') ?? 'plain';
  if (method === 'plain' && /^[\w.~-]{43,128}$/.test(challenge)) return { method, challenge };
  if (method === 'S256' && /^[\w-]{43}$/.test(challenge)) return { method, challenge };
  return 'invalid';
}

/** Whether a `code_verifier` keeps the promise; where nothing was promised it is not looked at. */
export function keepsPromise(challenge: PkceChallenge | undefined, verifier: string | undefined): boolean {
  if (!challenge) return true;
  if (verifier === undefined) return false;
  const proof = challenge.method === 'plain' ? verifier : createHash('sha256').update(verifier).digest('base64url');
  return equalSecrets(proof, challenge.challenge);
}
