import { invalidParam } from '../api/apiError.ts';
import { ApiError } from '../api/apiError.ts';
import type { ApiCall } from '../api/route.ts';
import { wordParam } from '../records/params.ts';
import type { FieldDefinition, FieldType, ModuleDefinition } from '../schema/module.ts';
import type { RecordTest } from './criterion.ts';
import { compileSearchCriteria } from './searchCriteria.ts';
import { fieldTypeUnavailable, searchNotSupported } from './searchErrors.ts';
import { valueKindOf } from './valueKind.ts';

/** In the order of precedence where several are sent (zoho-api.md section 4.9). */
export const searchParams = ['criteria', 'email', 'phone', 'word'] as const;
export type SearchParam = (typeof searchParams)[number];

/** The search parameter that counts; undefined without any. */
export function searchParamOf(query: URLSearchParams): SearchParam | undefined {
  return searchParams.find((name) => (query.get(name) ?? '') !== '');
}

/** The records that a search parameter looks for. Throws ApiError INVALID_QUERY, INVALID_DATA, NOT_SUPPORTED and others. */
export function compileSearch(call: ApiCall, module: ModuleDefinition, param: SearchParam): RecordTest {
  const { org, caller, request } = call;
  requireSearchable(module);
  const text = request.query.get(param) ?? '';
  switch (param) {
    case 'criteria':
      return compileSearchCriteria(org, module, text, caller);
    case 'email':
      return equalsInAny(fieldsOfType(module, 'email'), (value) => value.toLowerCase(), text);
    case 'phone':
      return equalsInAny(fieldsOfType(module, 'phone'), digitsOf, text);
    case 'word':
      return containsWords(call, module, text);
  }
}

/** Records that `converted` and `approved` leave. Nothing in this organization waits for approval. */
export function compileVisibility({ request }: ApiCall, module: ModuleDefinition): RecordTest {
  const approved = wordParam(request.query, 'approved', ['true', 'false', 'both'], 'true');
  const converted = wordParam(request.query, 'converted', ['false', 'true', 'both'], 'false');
  if (approved === 'false') return () => false;
  if (module.apiName !== 'Leads' || converted === 'both') return () => true;
  return (record) => (record.values['Converted__s'] === true) === (converted === 'true');
}

/** Rows of subforms and histories of fields are not in the index. */
function requireSearchable({ apiName, generatedType }: ModuleDefinition): void {
  if (generatedType === 'subform' || generatedType === 'field_tracker') throw searchNotSupported(apiName);
}

function fieldsOfType(module: ModuleDefinition, type: FieldType): readonly FieldDefinition[] {
  const fields = module.fields.filter((field) => field.type === type && field.searchable);
  if (fields.length === 0) throw fieldTypeUnavailable();
  return fields;
}

function equalsInAny(fields: readonly FieldDefinition[], fold: (value: string) => string, text: string): RecordTest {
  const wanted = fold(text);
  return (record) =>
    fields.some(({ apiName }) => {
      const value = record.values[apiName];
      return typeof value === 'string' && fold(value) === wanted;
    });
}

/** How a number is written does not matter: `(555) 010-4477` is `5550104477`. */
function digitsOf(phone: string): string {
  return phone.replaceAll(/\D/g, '');
}

/** Every word of the search begins some word of the record's texts. */
function containsWords({ org }: ApiCall, module: ModuleDefinition, text: string): RecordTest {
  const wanted = wordsOf(text);
  if (text.trim().length < 2) {
    throw new ApiError(400, 'INVALID_DATA', 'provide atleast 2 letters for search', { param_name: 'word' });
  }
  if (wanted.length === 0) throw invalidParam('word');
  const names = module.fields
    .filter((field) => field.searchable && valueKindOf(org, field) === 'text')
    .map((field) => field.apiName);
  return (record) => {
    const present = names.flatMap((name) => wordsOf(record.values[name]));
    return wanted.every((word) => present.some((each) => each.startsWith(word)));
  };
}

function wordsOf(value: unknown): readonly string[] {
  return typeof value === 'string' ? (value.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []) : [];
}
