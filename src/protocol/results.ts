/**
 * What the page of the results may ask of the editor. The rows stay with the host: the page asks for the few that it
 * draws, and hears of what changed. Plain data both ways; texts that come from the host are translated.
 */
export interface ResultsHost {
  /** Asked for when the page's script runs; a page that was hidden and comes back asks again. */
  load(): Promise<LoadedResults>;
  /** Rows as they are arranged now, from a place (0 is the first). Fewer at the end; none of a tab that is gone. */
  rows(tabId: string, from: number, count: number): Promise<RowWindow>;
  /** Sorts and filters over all rows, also those that are still to come. */
  arrange(tabId: string, arrangement: Arrangement): Promise<void>;
  select(tabId: string): Promise<void>;
  /** Pinned: the next query opens a tab beside it instead of taking its place. */
  pin(tabId: string, isPinned: boolean): Promise<void>;
  /** Ends the query that fills it, too. */
  close(tabId: string): Promise<void>;
  /** Keeps what came. */
  stop(tabId: string): Promise<void>;
  /** Goes on past the safety limit. */
  loadRest(tabId: string): Promise<void>;
  act(tabId: string, action: FailureAction): Promise<void>;
  /** Puts cells on the clipboard; answers what is to be said about it. */
  copy(tabId: string, cells: CellRange, format: CopyFormat): Promise<string>;
  /** Makes a job file that exports what the query asks for: see `canBeJob`. */
  exportJob(tabId: string): Promise<void>;
  /** Asks where to, and writes the rows as they are arranged, with the columns that are named. */
  save(tabId: string, columns: readonly string[], format: SaveFormat): Promise<void>;
  /** Opens a tab with what differs between two results, by record id. */
  compare(tabId: string, otherTabId: string): Promise<void>;
  /** Shows another result at the right of the one that is selected; `undefined`: none any more. */
  showBeside(tabId: string | undefined): Promise<void>;
  openRecord(tabId: string, record: RecordAddress): Promise<void>;
}

/** What the host may tell the page unasked. */
export interface ResultsPage {
  /** At most a few times a second. */
  changed(state: ResultsState): void;
}

export interface LoadedResults {
  /** The texts of the user's language, by the English ones. */
  readonly translations: Readonly<Record<string, string>>;
  /** BCP 47. */
  readonly language: string;
  readonly state: ResultsState;
}

export interface ResultsState {
  readonly tabs: readonly TabState[];
  /** Undefined where there is no tab. */
  readonly selectedId: string | undefined;
  /** Another tab, whose rows are seen beside those of the selected one. */
  readonly besideId: string | undefined;
}

/**
 * `starting`: no row yet. `limit`: more rows wait behind the safety limit. `stopped`: by the user, with what had come.
 * `failed`: what had come is still there.
 */
export type TabPhase = 'starting' | 'running' | 'limit' | 'stopped' | 'done' | 'failed';

export interface TabState {
  /** Unique as long as the editor's window is open, and never used again. */
  readonly id: string;
  readonly title: string;
  /** The connection, with a mark for production. */
  readonly detail: string;
  readonly kind: 'query' | 'comparison';
  readonly isPinned: boolean;
  readonly phase: TabPhase;
  readonly columns: readonly ColumnState[];
  /** Rows that pass the filters. */
  readonly shownCount: number;
  /** Changes whenever rows that were handed out have another place or content. */
  readonly revision: number;
  readonly arrangement: Arrangement;
  /** How it stands, in words: "2,000 of 14,210 rows". */
  readonly status: string;
  /** What is to be known besides, such as what the safety limit means; empty for nothing. */
  readonly note: string;
  readonly failure: Failure | undefined;
  /** Whether an export job can ask for the same rows. */
  readonly canBeJob: boolean;
}

export interface ColumnState {
  /** Unique in the tab. */
  readonly key: string;
  readonly label: string;
  /** A second line: the API name, or the time zone of datetimes. */
  readonly detail: string;
  /** Where texts stand: `end` for numbers. */
  readonly align: 'start' | 'end';
  /** Characters that most of its texts have. */
  readonly widthInCharacters: number;
}

/** Nothing in it: as the rows came. */
export interface Arrangement {
  readonly sort?: Sort | undefined;
  /** Rows with this text in any column; empty for all. */
  readonly search: string;
  /** By column key: a text that is contained, or one after `=`, `!=`, `<`, `<=`, `>`, `>=`. */
  readonly filters: Readonly<Record<string, string>>;
}

export interface Sort {
  readonly key: string;
  readonly direction: 'ascending' | 'descending';
}

export interface RowWindow {
  /** To be dropped where it is not the tab's own any more. */
  readonly revision: number;
  /** Cells in the order of the tab's columns. */
  readonly rows: readonly (readonly ResultCell[])[];
}

/** A text, `null` for an empty field, or more about it. */
export type ResultCell = string | null | RichCell;

export interface RichCell {
  /** Absent where the CRM sent nothing for this field, which is not the same as an empty one. */
  readonly text?: string;
  /** What else is to be known of it, such as the instant in UTC. */
  readonly hint?: string;
  /** Several values, each a text of its own. */
  readonly list?: readonly string[];
  /** The record that it names. */
  readonly record?: RecordAddress;
  /** In comparisons: how the cell or row differs. */
  readonly difference?: 'added' | 'removed' | 'changed';
}

export interface RecordAddress {
  /** API name. */
  readonly module: string;
  readonly id: string;
}

/** `to` is exclusive. Columns by key, in the order in which they are to be written. */
export interface CellRange {
  readonly from: number;
  readonly to: number;
  readonly columns: readonly string[];
}

/** `text`: tabs and line breaks, as spreadsheets take it. */
export const copyFormats = ['text', 'csv', 'markdown', 'json'] as const;
export type CopyFormat = (typeof copyFormats)[number];

/** `csvApiNames`: CSV as programs read it, with API names for headings and ids for lookups, instead of labels and names. */
export const saveFormats = ['csv', 'csvApiNames', 'json', 'jsonl'] as const;
export type SaveFormat = (typeof saveFormats)[number];

export interface Failure {
  readonly message: string;
  /** Best first. */
  readonly actions: readonly FailureAction[];
}

export const failureActions = ['signIn', 'tryAgain', 'showLog'] as const;
export type FailureAction = (typeof failureActions)[number];
