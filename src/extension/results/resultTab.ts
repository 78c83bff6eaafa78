import type { Failure, FailureAction, TabPhase, TabState } from '../../protocol/results.ts';
import type { ResultRows } from './resultRows.ts';

/** One tab of the results: rows that come from somewhere. */
export interface ResultTab {
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  readonly kind: TabState['kind'];
  /** For the tab's connection; undefined where there is none. */
  readonly connectionId: string | undefined;
  readonly rows: ResultRows;
  readonly phase: TabPhase;
  readonly status: string;
  readonly note: string;
  readonly failure: Failure | undefined;
  /** Asks for what an export job of the same rows needs, and writes its file; undefined where no job can say it. */
  readonly exportJob: (() => Promise<void>) | undefined;
  stop(): void;
  loadRest(): void;
  act(action: FailureAction): Promise<void>;
  /** Ends whatever fills it. */
  dispose(): void;
}

export function tabState(tab: ResultTab, isPinned: boolean): TabState {
  const { id, title, detail, kind, rows, phase, status, note, failure } = tab;
  const { columns, shownCount, revision, arrangement } = rows;
  return {
    id,
    title,
    detail,
    kind,
    isPinned,
    phase,
    columns,
    shownCount,
    revision,
    arrangement,
    status,
    note,
    failure,
    canBeJob: tab.exportJob !== undefined,
  };
}
