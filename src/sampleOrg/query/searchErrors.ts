import { ApiError } from '../api/apiError.ts';

type Details = Readonly<Record<string, unknown>>;

/** What `criteria` or another search parameter cannot mean (zoho-api.md section 4.9, as all below). */
export function invalidSearch(reason: string, details: Details): ApiError {
  return new ApiError(400, 'INVALID_QUERY', 'invalid query formed', { reason, ...details });
}

export function searchNotSupported(module: string): ApiError {
  return new ApiError(400, 'NOT_SUPPORTED', 'module not supported for search', { module });
}

/** The module has no field of the kind that `email` or `phone` looks into. */
export function fieldTypeUnavailable(): ApiError {
  return new ApiError(400, 'FIELD_TYPE_UNAVAILABLE', 'this data type is not found in this module');
}

export function criteriaLimitExceeded(limit: number): ApiError {
  return new ApiError(400, 'CRITERIA_LIMIT_EXCEEDED', `no of criterium that can be given exceed the limit ${limit}`);
}

export function searchParamMissing(names: readonly string[]): ApiError {
  return new ApiError(400, 'EXPECTED_PARAM_MISSING', 'one of the expected parameter is missing', {
    param_names: names,
  });
}
