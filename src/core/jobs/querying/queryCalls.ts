import type { Statement } from '../../coql/strip.ts';
import type { CrmRecords, RecordPage } from '../../crm/crmRecords.ts';
import { FatalError, QueryRefusedError } from '../../errors.ts';
import type { RetryContext } from '../retryReads.ts';
import { retryReads } from '../retryReads.ts';
import type { QueryRequest } from './queryRequest.ts';
import { asWritten, countStatement } from './queryText.ts';

/** The calls of one query: each is tried again where that may help, and counted. */
export class QueryCalls {
  readonly #records: CrmRecords;
  readonly #request: QueryRequest;
  readonly #context: RetryContext;
  readonly #spentBefore: number;
  #made = 0;

  constructor(records: CrmRecords, request: QueryRequest, context: RetryContext) {
    this.#records = records;
    this.#request = request;
    this.#context = context;
    this.#spentBefore = records.spent();
  }

  /** Tries that failed included. */
  get made(): number {
    return this.#made;
  }

  get creditsSpent(): number {
    return this.#records.spent() - this.#spentBefore;
  }

  /** Refusals name their place in the query as it was written. */
  async ask(statement: Statement): Promise<RecordPage> {
    try {
      return await retryReads(() => {
        this.#made += 1;
        return this.#records.query(statement.text, this.#context.signal);
      }, this.#context);
    } catch (error) {
      if (!(error instanceof QueryRefusedError)) throw error;
      throw asWritten(error, statement, this.#request.document, this.#request.query);
    }
  }
}

/** One call; undefined where the query lacks what counting needs. Not for groups. */
export async function countRows(calls: QueryCalls, { document, query }: QueryRequest): Promise<number | undefined> {
  const statement = countStatement(document, query);
  if (!statement) return undefined;
  const { records } = await calls.ask(statement);
  const count = Number(records[0] ? Object.values(records[0])[0] : 0);
  if (Number.isSafeInteger(count)) return count;
  throw new FatalError('The CRM did not answer how many records there are.');
}
