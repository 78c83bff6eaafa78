import type { ExportedCell, ExportedRows } from '../model/exportedRows.ts';
import type { CrmRecord, CrmValue } from '../model/record.ts';

/**
 * What we ask of a CRM about records. Each method that does not say otherwise makes one call, reads from the CRM
 * itself, and rejects with one of the errors of `errors.ts`; nothing is tried again in here, except once with a new
 * token for one that expired. What a call cost is told by `spent`.
 */
export interface CrmRecords {
  /** What the CRM allows and charges for reading, for this organization. One call at first use, then remembered. */
  readLimits(signal: AbortSignal): Promise<ReadLimits>;
  /**
   * One query in the CRM's own language (COQL), without comments. Rejects with QueryRefusedError where the CRM refuses
   * the text, with what it says about the place.
   */
  query(statement: string, signal: AbortSignal): Promise<RecordPage>;
  /** The same, with the records as rows where all of them are plain values of the columns, which are those of the query. */
  queryRows(statement: string, columns: readonly RowColumn[], signal: AbortSignal): Promise<RowPage>;
  /** One page of a module's records. */
  list(request: ListRequest, signal: AbortSignal): Promise<ListPage>;
  /** One record with everything, rows of subforms included. Undefined when there is none. */
  record(module: string, id: string, signal: AbortSignal): Promise<CrmRecord | undefined>;
  /** One page of a related list of a record. */
  relatedRecords(request: RelatedListRequest, signal: AbortSignal): Promise<ListPage>;
  /** How many records a module has, of those that the condition (in the CRM's search syntax) holds for. May lag by minutes. */
  count(module: string, criteria: string | undefined, signal: AbortSignal): Promise<number>;
  /** One page (from 1) of the records that were deleted since an instant, newest first. */
  deletions(module: string, sinceMs: number | undefined, page: number, signal: AbortSignal): Promise<DeletionPage>;
  /** Whole texts of rich-text fields, which lists and queries cut; at most `ReadLimits.fullTextIds` ids. */
  fullTexts(
    module: string,
    ids: readonly string[],
    fields: readonly string[],
    signal: AbortSignal,
  ): Promise<readonly CrmRecord[]>;
  /** Starts a bulk export and answers its id. Rejects with FieldRefusedError for a field that it does not export. */
  startBulkRead(request: BulkReadRequest, signal: AbortSignal): Promise<string>;
  bulkReadState(jobId: string, signal: AbortSignal): Promise<BulkReadState>;
  /** The bytes of the zip with one CSV file. Whoever asks consumes them or aborts. */
  bulkReadResult(jobId: string, signal: AbortSignal): Promise<AsyncIterable<Uint8Array>>;
  /** The CRM's clock in epoch milliseconds, to the second, rounded down. */
  serverTime(signal: AbortSignal): Promise<number>;
  /** Credits that this object's calls cost so far, by the CRM's price list. */
  spent(): number;
  /** API credits that the CRM said are left, in its last answer that told. Zoho tells only when half are used. */
  creditsLeft(): number | undefined;
}

export interface RecordPage {
  readonly records: readonly CrmRecord[];
  readonly hasMore: boolean;
}

/** A column of a query, and what its values are. */
export interface RowColumn {
  /** API name or path. */
  readonly path: string;
  readonly kind: ExportedCell['kind'];
  /** What becomes of values of the kind `other`. */
  readonly normal?: (value: CrmValue) => CrmValue;
}

/** Without records where there are rows. */
export interface RowPage extends RecordPage {
  readonly rows?: QueriedRows;
}

/** References have names where the page tells them. */
export type QueriedRows = Omit<Required<ExportedRows>, 'record' | 'free' | 'areLines'>;

export interface ListRequest {
  readonly module: string;
  /** API names, at most `ReadLimits.listFields`. */
  readonly fields: readonly string[];
  /** At most `ReadLimits.listRows`, which is the default. */
  readonly rows?: number;
  /** From the page before; all else must then be the same as for that page. */
  readonly pageToken?: string;
  readonly sortBy?: 'id' | 'Created_Time' | 'Modified_Time';
  readonly ascending?: boolean;
  readonly customViewId?: string;
  /** Only these, at most `ReadLimits.listIds`. */
  readonly ids?: readonly string[];
  /** Leads that were converted, which lists leave out otherwise. */
  readonly converted?: 'no' | 'yes' | 'both';
  /** Epoch milliseconds, to the second, inclusive. */
  readonly modifiedSinceMs?: number;
}

export interface ListPage extends RecordPage {
  readonly nextPageToken: string | undefined;
}

export interface RelatedListRequest {
  readonly module: string;
  readonly recordId: string;
  readonly relatedList: string;
  readonly fields: readonly string[];
  readonly rows?: number;
  readonly pageToken?: string;
}

/** `recycled` may come back; `permanent` never does. */
export interface Deletion {
  readonly id: string;
  readonly kind: 'recycled' | 'permanent';
  /** Epoch milliseconds. */
  readonly deletedAt: number;
}

export interface DeletionPage {
  readonly deletions: readonly Deletion[];
  readonly hasMore: boolean;
}

export interface BulkReadRequest {
  readonly module: string;
  /** API names and paths; empty for all that the CRM exports. */
  readonly fields: readonly string[];
  readonly criteria?: BulkCriteria;
  /** From the state of the job before; then nothing else counts. */
  readonly pageToken?: string;
}

/** A condition as a bulk export takes it. Groups are of one operator and nest once. */
export type BulkCriteria =
  | { readonly kind: 'group'; readonly operator: 'and' | 'or'; readonly members: readonly BulkCriteria[] }
  | {
      readonly kind: 'comparison';
      readonly field: string;
      readonly comparator: string;
      readonly value: string | number | boolean | readonly (string | number)[];
    };

export type BulkReadState =
  | { readonly kind: 'running' }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'done'; readonly rows: number; readonly nextPageToken: string | undefined };

/** Numbers of zoho-api.md section 7; the planner computes with them, so that it knows no CRM by name. */
export interface ReadLimits {
  /** Calls of this organization that may be in flight at once, and of those the heavy ones (queries, sorted lists). */
  readonly concurrentCalls: number;
  readonly concurrentHeavyCalls: number;
  readonly listRows: number;
  readonly listFields: number;
  /** Records that one walk by page tokens reaches. */
  readonly listReach: number;
  readonly listIds: number;
  readonly queryRows: number;
  readonly queryFields: number;
  /** Rows that LIMIT and OFFSET reach together. */
  readonly queryReach: number;
  readonly bulkRows: number;
  readonly bulkFields: number;
  readonly fullTextIds: number;
  readonly fullTextFields: number;
  readonly credits: {
    readonly list: number;
    readonly record: number;
    readonly deletions: number;
    readonly bulkRead: number;
    /** Of a query, by the rows that it asks for. */
    readonly query: (rows: number) => number;
    /** Of a whole day for this organization, where the CRM's price list tells. */
    readonly aDay: number | undefined;
  };
}
