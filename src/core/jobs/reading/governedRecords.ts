import type {
  BulkReadRequest,
  BulkReadState,
  CrmRecords,
  DeletionPage,
  ListPage,
  ListRequest,
  ReadLimits,
  RecordPage,
  RelatedListRequest,
  RowColumn,
  RowPage,
} from '../../crm/crmRecords.ts';
import type { CrmRecord } from '../../model/record.ts';
import type { CallGovernor, CallWeight } from './callGovernor.ts';
import type { CreditBudget } from './creditBudget.ts';

/** The same records; each call waits for its turn, is tried again when the CRM says "not now", and is in the budget. */
export class GovernedRecords implements CrmRecords {
  readonly #records: CrmRecords;
  readonly #limits: ReadLimits;
  readonly #governor: CallGovernor;
  readonly #budget: CreditBudget | undefined;

  constructor(records: CrmRecords, limits: ReadLimits, governor: CallGovernor, budget: CreditBudget | undefined) {
    this.#records = records;
    this.#limits = limits;
    this.#governor = governor;
    this.#budget = budget;
  }

  readLimits(signal: AbortSignal): Promise<ReadLimits> {
    return this.#run('light', 1, () => this.#records.readLimits(signal), signal);
  }

  query(statement: string, signal: AbortSignal): Promise<RecordPage> {
    return this.#run('heavy', this.#priceOf(statement), () => this.#records.query(statement, signal), signal);
  }

  queryRows(statement: string, columns: readonly RowColumn[], signal: AbortSignal): Promise<RowPage> {
    const call = () => this.#records.queryRows(statement, columns, signal);
    return this.#run('heavy', this.#priceOf(statement), call, signal);
  }

  list(request: ListRequest, signal: AbortSignal): Promise<ListPage> {
    const isSorted = (request.sortBy ?? 'id') !== 'id' || request.customViewId !== undefined;
    const weight = isSorted ? 'heavy' : 'light';
    return this.#run(weight, this.#limits.credits.list, () => this.#records.list(request, signal), signal);
  }

  record(module: string, id: string, signal: AbortSignal): Promise<CrmRecord | undefined> {
    return this.#run('light', this.#limits.credits.record, () => this.#records.record(module, id, signal), signal);
  }

  relatedRecords(request: RelatedListRequest, signal: AbortSignal): Promise<ListPage> {
    return this.#run('light', this.#limits.credits.list, () => this.#records.relatedRecords(request, signal), signal);
  }

  count(module: string, criteria: string | undefined, signal: AbortSignal): Promise<number> {
    return this.#run('light', 1, () => this.#records.count(module, criteria, signal), signal);
  }

  deletions(module: string, sinceMs: number | undefined, page: number, signal: AbortSignal): Promise<DeletionPage> {
    const call = () => this.#records.deletions(module, sinceMs, page, signal);
    return this.#run('light', this.#limits.credits.deletions, call, signal);
  }

  fullTexts(
    module: string,
    ids: readonly string[],
    fields: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly CrmRecord[]> {
    const call = () => this.#records.fullTexts(module, ids, fields, signal);
    return this.#run('light', this.#limits.credits.list, call, signal);
  }

  startBulkRead(request: BulkReadRequest, signal: AbortSignal): Promise<string> {
    const call = () => this.#records.startBulkRead(request, signal);
    return this.#run('light', this.#limits.credits.bulkRead, call, signal);
  }

  bulkReadState(jobId: string, signal: AbortSignal): Promise<BulkReadState> {
    return this.#run('light', 1, () => this.#records.bulkReadState(jobId, signal), signal);
  }

  bulkReadResult(jobId: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>> {
    return this.#run('light', 1, () => this.#records.bulkReadResult(jobId, signal), signal);
  }

  serverTime(signal: AbortSignal): Promise<number> {
    return this.#run('light', 1, () => this.#records.serverTime(signal), signal);
  }

  spent(): number {
    return this.#records.spent();
  }

  creditsLeft(): number | undefined {
    return this.#records.creditsLeft();
  }

  #priceOf(query: string): number {
    const rows = Number(/ limit (\d+)(?: offset \d+)?$/.exec(query)?.[1] ?? this.#limits.queryRows);
    return this.#limits.credits.query(rows);
  }

  #run<T>(weight: CallWeight, credits: number, call: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const admitted = async (): Promise<T> => {
      const release = this.#budget?.admit(credits);
      try {
        return await call();
      } finally {
        release?.();
      }
    };
    return this.#governor.run(weight, admitted, signal);
  }
}
