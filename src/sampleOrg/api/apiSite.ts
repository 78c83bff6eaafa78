import findMyWay from 'find-my-way';

import type { Accounts } from '../accounts/accounts.ts';
import type { Environment } from '../accounts/caller.ts';
import type { HttpRequest, Reply } from '../http/exchange.ts';
import { headerText } from '../http/exchange.ts';
import type { Limits } from '../limits/limits.ts';
import type { OrgState } from '../orgState.ts';
import { formatInZone } from '../time/zones.ts';
import { ApiError } from './apiError.ts';
import type { ApiCall, ApiRoute } from './route.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** Versions of the API that answer, all of them as v8 does; v2 and older had other rules and are refused. */
const versions = new Set(['v3', 'v4', 'v5', 'v6', 'v7', 'v8']);

/** Sent with every answer of the API (zoho-api.md section 4; no ETag and no request id, as there). */
const standardHeaders = {
  'Cache-Control': 'no-store, no-cache, must-revalidate, private',
  Pragma: 'no-cache',
  Expires: 'Thu, 01 Jan 1970 00:00:00 GMT',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'SAMEORIGIN',
  'X-XSS-Protection': '1',
  'Content-Language': 'en-US',
} as const;

export interface ApiSiteParts {
  readonly accounts: Accounts;
  readonly routes: readonly ApiRoute[];
  readonly orgFor: (environment: Environment) => OrgState;
  readonly limitsFor: (environment: Environment) => Limits;
}

/**
 * The CRM API below `/crm/<version>` and `/crm/bulk/<version>`. Checks in the order path (404), token (401), scope (401),
 * method (400), limits (429), and then whatever the route itself refuses (zoho-api.md section 8).
 */
export class ApiSite {
  readonly #parts: ApiSiteParts;
  readonly #router = findMyWay({ caseSensitive: true, maxParamLength: 2000 });

  constructor(parts: ApiSiteParts) {
    this.#parts = parts;
    for (const route of parts.routes) {
      const prefix = route.base === 'bulk' ? '/crm/bulk/:version' : '/crm/:version';
      this.#router.on(route.method, prefix + route.path, () => undefined, route);
    }
  }

  /** Whether a path belongs to the API, and not to the web pages that also live below `/crm`. */
  owns(path: string): boolean {
    return /^\/crm\/(?:bulk\/)?v\d/.test(path);
  }

  async answer(request: HttpRequest, environment: Environment): Promise<Reply> {
    try {
      return await this.#answer(request, environment);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const reply = error.toReply();
      return { ...reply, headers: { ...standardHeaders, ...reply.headers } };
    }
  }

  async #answer(request: HttpRequest, environment: Environment): Promise<Reply> {
    const found = this.#find(request);
    const org = this.#parts.orgFor(environment);
    const caller = this.#parts.accounts.authenticate(headerText(request, 'authorization'), environment);
    if (found.kind === 'otherMethod') {
      throw new ApiError(400, 'INVALID_REQUEST_METHOD', 'The http request method type is not a valid one');
    }
    const { route, params } = found;
    requireScopes(route, { request, params, org }, caller.scopes);
    const call: ApiCall = { request, params, org, caller };
    const permit = this.#parts.limitsFor(environment).admit({
      credits: route.credits?.(call) ?? 1,
      heavy: route.heavy?.(call) ?? false,
      clientId: caller.clientId,
    });
    try {
      if (org.options.latencyMs > 0) await delay(org.options.latencyMs);
      const reply = await route.handle(call);
      const resetAt = formatInZone(caller.expiresAt, caller.user.timeZone);
      const clockHeaders = { Date: new Date(org.clock.now()).toUTCString(), 'X-Accesstoken-Reset': resetAt };
      return { ...reply, headers: { ...standardHeaders, ...clockHeaders, ...permit.headers, ...reply.headers } };
    } finally {
      permit.release();
    }
  }

  #find(
    request: HttpRequest,
  ): { kind: 'route'; route: ApiRoute; params: Record<string, string> } | { kind: 'otherMethod' } {
    const method = methods.find((each) => each === request.method);
    const found = method ? this.#router.find(method, request.path) : null;
    if (found) {
      const params: Record<string, string> = {};
      for (const [name, value] of Object.entries(found.params)) params[name] = value ?? '';
      checkVersion(params['version'] ?? '');
      return { kind: 'route', route: found.store as ApiRoute, params };
    }
    if (methods.some((each) => this.#router.find(each, request.path))) return { kind: 'otherMethod' };
    throw new ApiError(404, 'INVALID_URL_PATTERN', 'Please check if the URL trying to access is a correct one');
  }
}

function checkVersion(version: string): void {
  if (versions.has(version)) return;
  throw new ApiError(400, 'VERSION_NOT_SUPPORTED', 'The version of the API is not supported', {
    supported_version: 'v8',
  });
}

function requireScopes(route: ApiRoute, call: Omit<ApiCall, 'caller'>, held: ReadonlySet<string>): void {
  for (const alternatives of route.scopes(call)) {
    if (alternatives.some((scope) => held.has(scope.toLowerCase()))) continue;
    throw new ApiError(401, 'OAUTH_SCOPE_MISMATCH', 'invalid oauth scope to access this URL');
  }
}

function delay(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
