import { ApiError } from '../api/apiError.ts';

const messages = {
  REQUEST_BODY_IS_EMPTY: 'The request body is empty.',
  REQUEST_BODY_NOT_READABLE: 'The request body cannot be read as JSON.',
  REQUEST_BODY_NOT_SUPPORTED: 'The request body is not of the expected form.',
  QUERY_NOT_SUPPORTED: 'The query is not of the expected form.',
  INVALID_DATA: 'invalid data',
  MODULE_NOT_AVAILABLE: 'The module is not available.',
  MODULE_NOT_SUPPORTED: 'The module is not supported in bulk read.',
  FIELD_NOT_AVAILABLE: 'The field is not available in the module.',
  FIELD_NOT_SUPPORTED: 'The field is not supported in bulk read.',
  JOIN_LIMIT_EXCEEDED: 'The query leads through too many lookups.',
  CVID_NOT_SUPPORTED: 'The custom view is not supported in bulk read.',
  PAGE_NOT_SUPPORTED: 'The page is not a positive whole number.',
  PAGE_RANGE_EXCEEDED: 'The page is beyond the range.',
  CRITERIA_NOT_SUPPORTED: 'Criteria are not supported here.',
  CRITERIA_LIMIT_EXCEEDED: 'There are too many criteria.',
  INVALID_CRITERIA: 'The criteria are not of the expected form.',
  AMBIGUOUS_CRITERIA: 'A criterion is either a test of a field or a group.',
  AMBIGUOUS_GROUP_IN_CRITERIA: 'An element of a group is either a test of a field or a group.',
  GROUP_OPERATOR_NOT_SUPPORTED: 'The group operator is not supported.',
  FIELD_IN_CRITERIA_NOT_AVAILABLE: 'The field in the criteria is not available in the module.',
  FIELD_IN_CRITERIA_NOT_SUPPORTED: 'The field is not supported in criteria.',
  FIELD_COMPARATOR_IN_CRITERIA_NOT_SUPPORTED: 'The comparator is not supported.',
  FIELD_AND_COMPARATOR_IN_CRITERIA_NOT_COMPATIBLE: 'The comparator does not go with the type of the field.',
  FIELD_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE: 'The value does not go with the type of the field.',
  COMPARATOR_AND_VALUE_IN_CRITERIA_NOT_COMPATIBLE: 'The value does not go with the comparator.',
  VALUE_TYPE_NOT_SUPPORTED: 'The type of the value is not supported.',
  VALUE_LIMIT_EXCEEDED_IN_CRITERIA: 'There are too many values in the criteria.',
  INVALID_CALLBACK_URL: 'The callback URL is not one that this server calls.',
  INVALID_CALLBACK_METHOD: 'The callback method is not supported.',
  EXPIRED_VALUE: 'The page token has expired.',
  TOKEN_BOUND_DATA_MISMATCH: 'The page token belongs to another user.',
  CANNOT_PROCESS: 'The job could not be carried out.',
} as const;

/** Codes of bulk read (zoho-api.md section 4.15). */
export type BulkErrorCode = keyof typeof messages;

/** 400 with one of bulk read's codes; its `body` is also what a job that fails later shows. */
export function bulkError(code: BulkErrorCode, details: Readonly<Record<string, unknown>> = {}): ApiError {
  return new ApiError(400, code, messages[code], details);
}

/** 404: no such job, or its file is not there yet or no longer. */
export function resourceNotFound(resource: string): ApiError {
  return new ApiError(404, 'RESOURCE_NOT_FOUND', 'The requested resource does not exist.', { resource });
}
