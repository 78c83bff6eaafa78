import type { Reply } from '../http/exchange.ts';
import { json } from '../http/exchange.ts';

/** The object that Zoho puts both at the top of an answer and into each element of `data`. */
export interface ErrorBody {
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly message: string;
  readonly status: 'error';
}

/** Thrown by handlers; the server turns it into the bare envelope `{code, details, message, status}`. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  readonly code: string;
  readonly details: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    code: string,
    message: string,
    details: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
    this.headers = headers;
  }

  get body(): ErrorBody {
    return { code: this.code, details: this.details, message: this.message, status: 'error' };
  }

  toReply(): Reply {
    return json(this.status, this.body, this.headers);
  }
}

export function invalidModule(details: Readonly<Record<string, unknown>> = { resource_path_index: 0 }): ApiError {
  return new ApiError(400, 'INVALID_MODULE', 'the module name given seems to be invalid', details);
}

export function requiredParamMissing(name: string): ApiError {
  return new ApiError(400, 'REQUIRED_PARAM_MISSING', 'One of the expected parameter is missing', { param_name: name });
}

export function invalidParam(name: string, details: Readonly<Record<string, unknown>> = {}): ApiError {
  return new ApiError(400, 'INVALID_DATA', 'invalid data', { param_name: name, ...details });
}
