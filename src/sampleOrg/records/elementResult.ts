import type { ErrorBody } from '../api/apiError.ts';
import { ApiError } from '../api/apiError.ts';
import type { Reply } from '../http/exchange.ts';
import { json } from '../http/exchange.ts';

/** What became of one element of a write. */
export interface ElementSuccess {
  readonly code: 'SUCCESS';
  readonly details: Readonly<Record<string, unknown>>;
  readonly message: string;
  readonly status: 'success';
  readonly action?: 'insert' | 'update';
  readonly duplicate_field?: string | null;
}

export type ElementResult = ElementSuccess | ErrorBody;

export function success(message: string, details: Readonly<Record<string, unknown>>): ElementSuccess {
  return { code: 'SUCCESS', details, message, status: 'success' };
}

/** Runs the write of each element, so that one that throws ApiError fails alone. Results are in the order of the input. */
export function eachElement<T>(
  elements: readonly T[],
  write: (element: T, index: number) => ElementResult,
): readonly ElementResult[] {
  return elements.map((element, index) => {
    try {
      return write(element, index);
    } catch (error) {
      if (error instanceof ApiError) return error.body;
      throw error;
    }
  });
}

/** The answer to a write: `allDone` when all went well, 207 when some did, 400 when none (zoho-api.md section 4.12). */
export function replyToWrite(results: readonly ElementResult[], allDone: 200 | 201, key = 'data'): Reply {
  return json(statusOf(results, allDone), { [key]: results });
}

function statusOf(results: readonly ElementResult[], allDone: 200 | 201): number {
  const failures = results.filter((result) => result.status === 'error');
  if (failures.length === 0) return allDone;
  if (failures.length < results.length) return 207;
  return failures.every((failure) => failure.code === 'ALREADY_MODIFIED') ? 412 : 400;
}
