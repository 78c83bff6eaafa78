import { FatalError, MissingScopeError, RefusedError } from '../../errors.ts';
import type { JsonObject } from '../../model/parse.ts';
import { asNumber, asObjects, asText } from '../../model/parse.ts';
import type { CrmRecord } from '../../model/record.ts';
import { SharedWork } from '../../util/sharedWork.ts';
import type {
  BulkReadRequest,
  BulkReadState,
  CrmRecords,
  Deletion,
  DeletionPage,
  ListPage,
  ListRequest,
  ReadLimits,
  RecordPage,
  RelatedListRequest,
  RowColumn,
  RowPage,
} from '../crmRecords.ts';
import type { ApiCall, ApiCallsParts } from './apiCalls.ts';
import { ApiCalls } from './apiCalls.ts';
import { readJobId, readState, resultCall, startCall, stateCall } from './bulkRead.ts';
import { parseExactJson } from './exactJson.ts';
import type { HttpAnswer } from './httpClient.ts';
import { readJsonRows } from './jsonRows.ts';
import { listCall, modulePath, readListPage, readPage, readRecords, recordPath, relatedCall } from './listCalls.ts';
import { queryCall, rowsAskedFor, toQueryError } from './queryCall.ts';
import { prices, readLimits } from './readLimits.ts';
import { codeOf, detailsOf } from './zohoErrors.ts';

/** The records of an organization, by Zoho CRM's REST API v8. */
export class ZohoRecords implements CrmRecords {
  readonly #calls: ApiCalls;
  readonly #limitsWork = new SharedWork<ReadLimits>();
  #limits: ReadLimits | undefined;
  #spent = 0;

  constructor(parts: ApiCallsParts) {
    this.#calls = new ApiCalls(parts);
  }

  async readLimits(signal: AbortSignal): Promise<ReadLimits> {
    this.#limits ??= await this.#limitsWork.run('limits', (each) => this.#askLimits(each), signal);
    return this.#limits;
  }

  async query(statement: string, signal: AbortSignal): Promise<RecordPage> {
    const call = queryCall(statement);
    const answer = await this.#sendQuery(call, statement, signal);
    return readPage(this.#calls.bodyOf(answer, call), 'the query');
  }

  async queryRows(statement: string, columns: readonly RowColumn[], signal: AbortSignal): Promise<RowPage> {
    const call = { ...queryCall(statement), wantsBody: true };
    const answer = await this.#sendQuery(call, statement, signal);
    const page = answer.body && readJsonRows(answer.body, columns, rowsAskedFor(statement));
    if (page) return { records: [], ...page };
    const parsed = answer.body ? { ...answer, json: parseExactJson(answer.body.toString()) } : answer;
    return readPage(this.#calls.bodyOf(parsed, call), 'the query');
  }

  async list(request: ListRequest, signal: AbortSignal): Promise<ListPage> {
    const call = listCall(request);
    const price = request.customViewId === undefined ? prices.list : prices.listOfCustomView;
    return readListPage(await this.#ask(call, price, signal), call.path);
  }

  async record(module: string, id: string, signal: AbortSignal): Promise<CrmRecord | undefined> {
    const call = { path: recordPath(module, id) };
    const answer = await this.#send(call, prices.record, signal);
    if (isNoRecord(answer, id)) return undefined;
    const body = this.#calls.bodyOf(answer, call);
    return body && readRecords(body, call.path)[0];
  }

  async relatedRecords(request: RelatedListRequest, signal: AbortSignal): Promise<ListPage> {
    const call = relatedCall(request);
    return readListPage(await this.#ask(call, prices.list, signal), call.path);
  }

  async count(module: string, criteria: string | undefined, signal: AbortSignal): Promise<number> {
    const query = criteria === undefined ? undefined : { criteria };
    const call = { path: `${modulePath(module)}/actions/count`, query };
    const body = await this.#ask(call, 1, signal);
    if (!body) return 0;
    const count = Number(asText(body['count']) ?? asNumber(body['count']));
    if (Number.isSafeInteger(count)) return count;
    throw new FatalError(`Zoho answered ${call.path} without "count".`);
  }

  async deletions(
    module: string,
    sinceMs: number | undefined,
    page: number,
    signal: AbortSignal,
  ): Promise<DeletionPage> {
    const query = { type: 'all', page: String(page), per_page: '200' };
    const call = { path: `${modulePath(module)}/deleted`, query, modifiedSinceMs: sinceMs };
    const { records, hasMore } = readPage(await this.#ask(call, prices.deletions, signal), call.path);
    return { deletions: records.map(readDeletion), hasMore };
  }

  async fullTexts(
    module: string,
    ids: readonly string[],
    fields: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly CrmRecord[]> {
    const query = { ids: ids.join(','), fields: fields.join(',') };
    const call = { path: `${modulePath(module)}/actions/fetch_full_data`, query };
    return readPage(await this.#ask(call, 1, signal), call.path).records;
  }

  async startBulkRead(request: BulkReadRequest, signal: AbortSignal): Promise<string> {
    return readJobId(await this.#ask(startCall(request), prices.bulkRead, signal));
  }

  async bulkReadState(jobId: string, signal: AbortSignal): Promise<BulkReadState> {
    return readState(await this.#ask(stateCall(jobId), 1, signal));
  }

  async bulkReadResult(jobId: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    const call = resultCall(jobId);
    const answer = await this.#send(call, 1, signal);
    if (answer.bytes) return answer.bytes;
    throw this.#calls.errorOf(answer, call);
  }

  async serverTime(signal: AbortSignal): Promise<number> {
    const call = { path: '/org' };
    const answer = await this.#send(call, 1, signal);
    this.#calls.bodyOf(answer, call);
    if (answer.sentAt !== undefined) return answer.sentAt;
    throw new FatalError('Zoho answered without its date. Is there something on the way that removes it?');
  }

  spent(): number {
    return this.#spent;
  }

  creditsLeft(): number | undefined {
    return this.#calls.creditsLeft();
  }

  /** Who may not read the organization's license gets the limits of the smallest edition, which always hold. */
  async #askLimits(signal: AbortSignal): Promise<ReadLimits> {
    try {
      const body = await this.#ask({ path: '/org' }, 1, signal);
      return readLimits(asObjects(body?.['org'])[0]);
    } catch (error) {
      if (error instanceof MissingScopeError || error instanceof RefusedError) return readLimits(undefined);
      throw error;
    }
  }

  async #ask(call: ApiCall, credits: number, signal: AbortSignal): Promise<JsonObject | undefined> {
    return this.#calls.bodyOf(await this.#send(call, credits, signal), call);
  }

  async #sendQuery(call: ApiCall, statement: string, signal: AbortSignal): Promise<HttpAnswer> {
    const answer = await this.#send(call, prices.query(rowsAskedFor(statement)), signal);
    const refusal = toQueryError(answer);
    if (refusal) throw refusal;
    return answer;
  }

  async #send(call: ApiCall, credits: number, signal: AbortSignal): Promise<HttpAnswer> {
    const answer = await this.#calls.ask(call, signal);
    if (isCharged(answer)) this.#spent += credits;
    return answer;
  }
}

/**
 * The documented answer is 204; some organizations were seen to say it by 404, and the id of another organization's
 * record is called invalid (zoho-api.md section 4.8).
 */
function isNoRecord(answer: HttpAnswer, id: string): boolean {
  if (answer.status === 404) return codeOf(answer) !== 'INVALID_URL_PATTERN';
  const isIdRefused = codeOf(answer) === 'INVALID_DATA' && detailsOf(answer)['resource_path_index'] === 1;
  return answer.status === 400 && isIdRefused && /^\d+$/.test(id);
}

/** What is turned away at the door costs nothing. */
function isCharged({ status }: HttpAnswer): boolean {
  return status !== 401 && status !== 429 && status < 500;
}

function readDeletion({ id, type, deleted_time: deletedTime }: CrmRecord): Deletion {
  const deletedAt = Date.parse(asText(deletedTime) ?? '');
  if (Number.isNaN(deletedAt)) throw new FatalError(`Zoho did not say when the record ${id} was deleted.`);
  return { id, kind: type === 'permanent' ? 'permanent' : 'recycled', deletedAt };
}
