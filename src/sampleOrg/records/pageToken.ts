import { createHash } from 'node:crypto';

import { ApiError, invalidParam } from '../api/apiError.ts';
import type { ApiCall } from '../api/route.ts';
import type { StoredValue } from './store.ts';

/** A place between two records of a sorted list: just after the record with this id and this value of the sort field. */
export interface Position {
  readonly id: string;
  readonly value: StoredValue;
}

/** What a page token says: where to go on, and how many records were read before. Without a position: from the start. */
export interface PageToken {
  readonly after: Position | null;
  readonly served: number;
}

/** Page tokens live for 24 hours by the organization's clock (zoho-api.md section 4.7). */
export const tokenLifetimeMs = 24 * 3_600_000;

/** A whole traversal reaches so many records. */
export const traversalLimit = 100_000;

interface SealedToken {
  readonly user: string;
  /** Digest of all other parameters, the path included. */
  readonly bound: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
  readonly after: Position | null;
  readonly served: number;
}

/** Nothing is kept on the server: the token is its content, with a checksum against accidents. */
export function sealPageToken(call: ApiCall, token: PageToken, expiresAt: number): string {
  const sealed: SealedToken = { user: call.caller.user.id, bound: boundParameters(call), expiresAt, ...token };
  const content = JSON.stringify(sealed);
  return Buffer.from(checksum(content) + content).toString('base64url');
}

/**
 * The `page_token` of a call, if it has one. Throws INVALID_DATA (not a token, or another user's), EXPIRED_VALUE,
 * TOKEN_BOUND_DATA_MISMATCH (another parameter changed) and PAGINATION_LIMIT_EXCEEDED (100,000 records were read).
 */
export function openPageToken(call: ApiCall): PageToken | undefined {
  const text = call.request.query.get('page_token');
  if (text === null) return undefined;
  const token = parseToken(text);
  if (token?.user !== call.caller.user.id) throw invalidParam('page_token');
  if (call.org.clock.now() >= token.expiresAt) {
    throw tokenError('EXPIRED_VALUE', 'the page token has expired');
  }
  if (token.bound !== boundParameters(call)) {
    throw tokenError('TOKEN_BOUND_DATA_MISMATCH', 'the parameters differ from those that the page token was made for');
  }
  if (token.served >= traversalLimit) {
    throw tokenError('PAGINATION_LIMIT_EXCEEDED', `only ${traversalLimit} records can be read with page tokens`);
  }
  return { after: token.after, served: token.served };
}

function parseToken(text: string): SealedToken | undefined {
  const decoded = Buffer.from(text, 'base64url').toString();
  const content = decoded.slice(16);
  if (decoded.slice(0, 16) !== checksum(content)) return undefined;
  return JSON.parse(content) as SealedToken;
}

function boundParameters(call: ApiCall): string {
  const { path, query } = call.request;
  const others = [...query].filter(([name]) => name !== 'page_token' && name !== 'page');
  others.sort(([a], [b]) => (a < b ? -1 : 1));
  return checksum(JSON.stringify([call.org.environment, path, others]));
}

function checksum(text: string): string {
  return createHash('sha256').update(`page token ${text}`).digest('hex').slice(0, 16);
}

function tokenError(code: string, message: string): ApiError {
  return new ApiError(400, code, message, { param_name: 'page_token' });
}
