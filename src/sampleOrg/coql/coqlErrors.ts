import { ApiError } from '../api/apiError.ts';

type Details = Readonly<Record<string, unknown>>;

/** A clause that every query must have is not there (zoho-api.md section 4.11, also for all functions below). */
export function missingClause(clause: 'from' | 'where'): ApiError {
  return new ApiError(400, 'SYNTAX_ERROR', 'missing clause', { clause });
}

/** Something that cannot stand where it stands. Lines and columns count from 1. */
export function unexpectedText(query: string, position: number, near: string): ApiError {
  const before = query.slice(0, position).split('\n');
  const details = { line: before.length, column: (before.at(-1) ?? '').length + 1, near };
  return new ApiError(400, 'SYNTAX_ERROR', 'unexpected token', details);
}

/** The query ends too early; `near` is its last word. */
export function unexpectedEnd(near: string): ApiError {
  return new ApiError(400, 'SYNTAX_ERROR', 'error occured while parsing the query', { near });
}

export function operatorNotSupported(operator: string): ApiError {
  return new ApiError(400, 'SYNTAX_ERROR', 'operator not supported', { operator });
}

/** Statements that are no select, and sub-queries, whose grammar is not known. */
export function queryNotSupported(): ApiError {
  return new ApiError(400, 'SYNTAX_ERROR', 'given coql query not supported');
}

export function invalidQuery(message: string, details: Details): ApiError {
  return new ApiError(400, 'INVALID_QUERY', message, details);
}

export function invalidColumn(columnName: string, more: Details = {}): ApiError {
  return invalidQuery('column given seems to be invalid', { column_name: columnName, ...more });
}

export function unsupportedColumn(columnName: string, more: Details = {}): ApiError {
  return invalidQuery('unsupported column', { column_name: columnName, ...more });
}

export function limitExceeded(clause: string, limit: number, message: string): ApiError {
  return new ApiError(400, 'LIMIT_EXCEEDED', message, { clause, limit });
}

export function duplicateData(message: string, details: Details): ApiError {
  return new ApiError(400, 'DUPLICATE_DATA', message, details);
}
