import type { RunningSampleOrg } from '../../../src/sampleOrg/start.ts';

export type Body = Readonly<Record<string, unknown>>;

export interface ApiAnswer {
  readonly status: number;
  /** `{}` for an answer of zero bytes. */
  readonly body: Body;
  readonly text: string;
}

export interface ApiClient {
  get(path: string, headers?: Readonly<Record<string, string>>): Promise<ApiAnswer>;
  put(path: string, body: unknown): Promise<ApiAnswer>;
}

/** Calls `/crm/v8` below a running organization with the administrator's token. */
export function apiClient(sampleOrg: RunningSampleOrg): ApiClient {
  const send = async (method: string, path: string, more: RequestInit): Promise<ApiAnswer> => {
    const headers = new Headers(more.headers);
    headers.set('Authorization', `Zoho-oauthtoken ${sampleOrg.info.accessToken}`);
    const response = await fetch(`${sampleOrg.info.apiUrl}/crm/v8${path}`, { ...more, method, headers });
    const text = await response.text();
    return { status: response.status, text, body: text === '' ? {} : (JSON.parse(text) as Body) };
  };
  return {
    get: (path, headers = {}) => send('GET', path, { headers }),
    put: (path, body) => send('PUT', path, { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  };
}

/** The list that an answer holds under `key`; throws when there is none. */
export function listIn(answer: ApiAnswer, key: string): readonly Body[] {
  const list = answer.body[key];
  if (!Array.isArray(list)) throw new Error(`No ${key} in ${answer.status} ${answer.text}`);
  return list as Body[];
}

/** The element whose `property` is `value`; throws when there is none. */
export function elementWith(list: readonly Body[], property: string, value: unknown): Body {
  const element = list.find((each) => each[property] === value);
  if (!element) throw new Error(`Nothing has ${property} ${String(value)}`);
  return element;
}
