import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** A fresh grant code or token: `1000.` + 32 hex digits + `.` + 32 hex digits (zoho-api.md section 2.5). */
export function newTokenText(prefix: '1000' | '1004' = '1000'): string {
  return tokenTextOf(prefix, randomBytes(32).toString('hex'));
}

/** The same token for the same seed and purpose, for tokens that people write into scripts. */
export function tokenTextFromSeed(seed: number, purpose: string): string {
  return tokenTextOf('1000', hashOf(`${seed} ${purpose}`));
}

/** SHA-256 in hex: what is kept and compared instead of a token or secret. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** Whether two secrets are the same, in a time that does not tell how far they agree. */
export function equalSecrets(one: string, other: string): boolean {
  return timingSafeEqual(Buffer.from(hashOf(one)), Buffer.from(hashOf(other)));
}

function tokenTextOf(prefix: string, hex64: string): string {
  return `${prefix}.${hex64.slice(0, 32)}.${hex64.slice(32)}`;
}
