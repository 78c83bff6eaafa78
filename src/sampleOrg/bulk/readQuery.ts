import type { Caller } from '../accounts/caller.ts';
import { ApiError } from '../api/apiError.ts';
import type { OrgState } from '../orgState.ts';
import type { RecordTest } from '../query/criterion.ts';
import { compileCriterion } from '../query/criterion.ts';
import { CriterionError } from '../query/criterionError.ts';
import type { Criterion, ModuleDefinition } from '../schema/module.ts';
import { bulkError } from './bulkErrors.ts';
import { isObject } from './jsonShape.ts';
import { criterionApiError, parseReadCriteria } from './readCriteria.ts';

export type FileType = 'csv' | 'ics';

/** What a bulk-read job shall export. */
export interface ReadQuery {
  readonly module: ModuleDefinition;
  readonly fileType: FileType;
  /** As asked for; empty = all columns. */
  readonly fields: readonly string[];
  readonly criterion: Criterion | undefined;
  /** The criteria as they were sent, to be shown with the job. */
  readonly criteria: unknown;
  readonly cvid: string | undefined;
  /** From 1. */
  readonly page: number;
}

const mostPages = 500;

/** Reads `query` and `file_type` of a body without page token. Throws ApiError (zoho-api.md section 4.15). */
export function parseReadQuery(
  org: OrgState,
  caller: Caller,
  query: Readonly<Record<string, unknown>>,
  fileTypeOfBody: unknown,
): ReadQuery {
  const module = parseModule(org, caller, query['module']);
  const fileType = parseFileType(fileTypeOfBody ?? query['file_type'], module);
  const fields = parseFields(query['fields']);
  if (fileType === 'ics' && fields.length > 0) throw bulkError('QUERY_NOT_SUPPORTED', { api_name: 'fields' });
  const page = parsePage(query['page']);
  const cvid = parseCustomView(module, query['cvid']);
  const criteria = query['criteria'] ?? undefined;
  const criterion = criteria === undefined ? undefined : parseReadCriteria(org, module, criteria);
  return { module, fileType, fields, page, cvid, criteria, criterion };
}

/** The condition of the criteria and of the custom view together. Throws ApiError. */
export function compileReadTest(org: OrgState, caller: Caller, query: ReadQuery): RecordTest {
  const view = query.module.customViews.find((each) => each.id === query.cvid);
  const of = [query.criterion, view?.criterion].filter((each) => each !== undefined);
  try {
    return compileCriterion(org, query.module, { kind: 'all', of }, caller);
  } catch (error) {
    throw error instanceof CriterionError ? criterionApiError(error, query.module) : error;
  }
}

function parseModule(org: OrgState, caller: Caller, value: unknown): ModuleDefinition {
  const apiName = isObject(value) ? value['api_name'] : undefined;
  if (typeof apiName !== 'string') throw bulkError('MODULE_NOT_AVAILABLE', { api_name: apiName ?? null });
  const module = org.schema.module(apiName);
  if (!module || module.recordsAnswer === 'invalidModule') {
    throw bulkError('MODULE_NOT_AVAILABLE', { api_name: apiName });
  }
  if (!module.bulkReadable || !module.apiSupported) throw bulkError('MODULE_NOT_SUPPORTED', { api_name: apiName });
  if (module.recordsAnswer === 'adminOnly' && caller.user.profile !== 'Administrator') {
    const permissions = [`Crm_Implied_View_${apiName}`];
    throw new ApiError(403, 'NO_PERMISSION', 'permission denied', { permissions });
  }
  return module;
}

function parseFileType(value: unknown, module: ModuleDefinition): FileType {
  if (value === undefined || value === null || value === 'csv') return 'csv';
  if (value !== 'ics') {
    throw bulkError('INVALID_DATA', { api_name: 'file_type', supported_values: ['ics', 'csv'] });
  }
  if (module.apiName !== 'Events') throw bulkError('MODULE_NOT_SUPPORTED', { api_name: module.apiName });
  return 'ics';
}

function parseFields(value: unknown): readonly string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value;
  throw bulkError('INVALID_DATA', { api_name: 'fields', expected_data_type: 'jsonarray' });
}

function parsePage(value: unknown): number {
  if (value === undefined || value === null) return 1;
  if (typeof value !== 'number' || !Number.isInteger(value) || value < 1) throw bulkError('PAGE_NOT_SUPPORTED');
  if (value > mostPages) throw bulkError('PAGE_RANGE_EXCEEDED', { max_limit: mostPages });
  return value;
}

/** Views of what others share, or own together with the user, cannot be exported. */
function parseCustomView(module: ModuleDefinition, value: unknown): string | undefined {
  if (value === undefined || value === null) return undefined;
  const view = module.customViews.find((each) => each.id === value);
  if (!view || /CO-?_?OWNER|SHARED_?(BY|TO)/i.test(view.systemName))
    throw bulkError('CVID_NOT_SUPPORTED', { cvid: value });
  return view.id;
}
