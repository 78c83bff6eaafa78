/** What earlier answers told about the sample organization, for the cases to ask for. */
export interface World {
  /** An id or text found while getting ready; throws when it was not found, with its name. */
  readonly known: (name: string) => string;
}

export interface HttpAnswer {
  readonly status: number;
  /** Undefined for zero bytes; text that is not JSON stays a text. */
  readonly body: unknown;
}

export interface ContractRequest {
  /** Below the API's origin, e.g. `/crm/v8/org`. */
  readonly path: string;
  readonly method?: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly body?: unknown;
  readonly form?: () => FormData;
}

/** One request and the operation of a description file that its answer must match. */
export interface ContractCase {
  readonly title: string;
  readonly file: string;
  readonly operation: `${'get' | 'post' | 'put' | 'delete'} /${string}`;
  readonly status: number;
  readonly request: (world: World) => ContractRequest;
}
