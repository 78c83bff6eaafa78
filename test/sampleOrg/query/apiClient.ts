import type { RunningSampleOrg } from '../../../src/sampleOrg/start.ts';

export interface ApiAnswer {
  readonly status: number;
  /** Parsed; undefined where there is no body. */
  readonly body: Readonly<Record<string, unknown>> | undefined;
}

export interface ApiClient {
  get(path: string, query?: Readonly<Record<string, string>>): Promise<ApiAnswer>;
  post(path: string, body: unknown): Promise<ApiAnswer>;
}

/** Calls the v8 API of a running sample organization as its administrator. */
export function apiClient({ info }: RunningSampleOrg): ApiClient {
  const headers = { Authorization: `Zoho-oauthtoken ${info.accessToken}`, 'Content-Type': 'application/json' };
  const call = async (path: string, init: RequestInit): Promise<ApiAnswer> => {
    const response = await fetch(`${info.apiUrl}/crm/v8${path}`, { ...init, headers });
    const text = await response.text();
    return { status: response.status, body: text === '' ? undefined : (JSON.parse(text) as Record<string, unknown>) };
  };
  return {
    get: (path, query = {}) => call(`${path}?${new URLSearchParams(query).toString()}`, { method: 'GET' }),
    post: (path, body) => call(path, { method: 'POST', body: typeof body === 'string' ? body : JSON.stringify(body) }),
  };
}

/** The records in an answer. */
export function dataOf({ body }: ApiAnswer): readonly Readonly<Record<string, unknown>>[] {
  return (body?.['data'] ?? []) as readonly Readonly<Record<string, unknown>>[];
}
