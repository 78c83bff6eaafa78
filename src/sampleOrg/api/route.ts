import type { HttpRequest, Reply } from '../http/exchange.ts';
import type { Caller } from '../accounts/caller.ts';
import type { OrgState } from '../orgState.ts';

/** Everything that a handler of an API route may look at. */
export interface ApiCall {
  readonly request: HttpRequest;
  /** Values of the `:names` in the route's path, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly caller: Caller;
  readonly org: OrgState;
}

/**
 * One path and method of the CRM API. The server checks token, scope and limits before it calls `handle`,
 * and turns a thrown `ApiError` into Zoho's envelope.
 */
export interface ApiRoute {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** In find-my-way's syntax, below `/crm/:version`, e.g. `/settings/fields/:id`; bulk routes below `/crm/bulk/:version`. */
  readonly path: string;
  readonly base?: 'crm' | 'bulk';
  /**
   * What the token must hold: every element, and of each element one of the alternatives.
   * Source: zoho-api.md section 3.
   */
  readonly scopes: (call: Omit<ApiCall, 'caller'>) => readonly (readonly string[])[];
  /** API credits that the call costs (section 7.1). Default 1. */
  readonly credits?: (call: ApiCall) => number;
  /** Whether the call counts against the sub-limit of ten heavy calls in flight (section 7.1). Default no. */
  readonly heavy?: (call: ApiCall) => boolean;
  readonly handle: (call: ApiCall) => Reply | Promise<Reply>;
}
