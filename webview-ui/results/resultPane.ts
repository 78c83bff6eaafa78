import type {
  Arrangement,
  ColumnState,
  CopyFormat,
  Failure,
  FailureAction,
  ResultsHost,
  TabState,
} from '../../src/protocol/results.ts';
import type { Asynchronous } from '../../src/protocol/rpc.ts';
import { Button } from '../controls/button.ts';
import { h, setText } from '../controls/dom.ts';
import { Notice } from '../controls/notice.ts';
import type { PopupEntry, PopupPlace } from '../controls/popupMenu.ts';
import { openPopupMenu } from '../controls/popupMenu.ts';
import { l10n } from '../l10n.ts';
import { arrangementWith, isArranged, nextSort } from './arranging.ts';
import type { ColumnLayout } from './columnLayout.ts';
import { withHidden, withWidth } from './columnLayout.ts';
import { FilterBar } from './filterBar.ts';
import { Grid } from './grid.ts';
import type { KeptTab } from './keptResults.ts';
import { StatusLine } from './statusLine.ts';
import { copyEntries, Toolbar } from './toolbar.ts';

export interface ResultPaneParts {
  readonly tab: TabState;
  readonly host: Asynchronous<ResultsHost>;
  readonly kept: KeptTab;
  readonly keep: (kept: KeptTab) => void;
}

/** One result: what can be done with it, its filters, what went wrong, its rows, and how it stands. */
export class ResultPane {
  readonly element: HTMLElement;
  readonly tabId: string;
  readonly #parts: ResultPaneParts;
  readonly #toolbar: Toolbar;
  readonly #filters: FilterBar;
  readonly #notice = new Notice();
  readonly #grid: Grid;
  readonly #quiet = h('p', { class: 'quiet' });
  readonly #status = new StatusLine();
  #kept: KeptTab;
  #tab: TabState;
  #others: readonly TabState[] = [];
  /** What is asked for; the host's own follows. */
  #arrangement: Arrangement;
  #arranging: number | undefined;
  #keeping: number | undefined;

  constructor(parts: ResultPaneParts) {
    const { tab, kept, host } = parts;
    this.#parts = parts;
    this.tabId = tab.id;
    this.#tab = tab;
    this.#kept = kept;
    this.#arrangement = tab.arrangement;
    this.#toolbar = this.#makeToolbar();
    this.#filters = new FilterBar(
      (key, text) => {
        this.#arrangeSoon(arrangementWith(this.#arrangement, key, text));
      },
      () => {
        this.#grid.focus();
      },
    );
    this.#grid = this.#makeGrid(tab, host);
    this.#toolbar.setSearch(tab.arrangement.search);
    this.#filters.render(tab);
    const { element: toolbar } = this.#toolbar;
    const rows = h('div', { class: 'rows' }, this.#grid.element, this.#quiet);
    this.element = h('div', { class: 'pane' }, toolbar, this.#filters.element, this.#notice.element, rows);
    this.element.append(this.#status.element);
  }

  render(tab: TabState, tabs: readonly TabState[]): void {
    this.#tab = tab;
    this.#others = tabs.filter(({ id, kind }) => id !== tab.id && kind === 'query');
    this.#toolbar.render(tab, this.#others.length);
    this.#renderNotice(tab.failure);
    this.#grid.element.hidden = tab.columns.length === 0;
    if (tab.columns.length > 0) this.#grid.show(tab, this.#kept.layout);
    const quiet = quietWords(tab);
    this.#quiet.hidden = quiet === undefined;
    setText(this.#quiet, quiet ?? '');
    this.#status.render(tab);
  }

  dispose(): void {
    clearTimeout(this.#arranging);
    clearTimeout(this.#keeping);
    this.#grid.dispose();
  }

  #makeToolbar(): Toolbar {
    const { host } = this.#parts;
    const id = this.tabId;
    return new Toolbar({
      search: (search) => {
        this.#arrangeSoon({ ...this.#arrangement, search });
      },
      columnEntries: () => this.#columnEntries(),
      copy: (format, isWholeRows) => {
        void this.#copy(format, isWholeRows);
      },
      save: (format) => {
        void this.#try(host.save(id, this.#grid.visibleKeys, format));
      },
      compareEntries: () => this.#others.map((other) => this.#compareEntry(other)),
      pin: (isPinned) => {
        void host.pin(id, isPinned);
      },
      close: () => {
        void host.close(id);
      },
      stop: () => {
        void host.stop(id);
      },
      loadRest: () => {
        void host.loadRest(id);
      },
    });
  }

  #makeGrid(tab: TabState, host: Asynchronous<ResultsHost>): Grid {
    return new Grid({
      label: tab.title,
      kept: this.#kept,
      fetch: (from, count) => host.rows(tab.id, from, count),
      onScroll: (scrollTop, scrollLeft) => {
        this.#keepSoon({ ...this.#kept, scrollTop, scrollLeft });
      },
      onSort: (column) => {
        this.#arrange({ ...this.#arrangement, sort: nextSort(this.#arrangement, column) });
      },
      onResize: (column, width) => {
        this.#lay(withWidth(this.#kept.layout, column.key, width));
      },
      onOpenRecord: (record) => {
        void this.#try(host.openRecord(tab.id, record));
      },
      onCopy: () => {
        void this.#copy('text', false);
      },
      onHeadingMenu: (column, place) => {
        this.#openHeadingMenu(column, place);
      },
      onCellMenu: (place) => {
        const entries = copyEntries((format, isWholeRows) => {
          void this.#copy(format, isWholeRows);
        });
        openPopupMenu(l10n.t('Copy'), entries, place);
      },
    });
  }

  #openHeadingMenu(column: ColumnState, place: PopupPlace): void {
    const sorted = (label: string, sort: Arrangement['sort']): PopupEntry => ({
      label,
      isChecked: this.#arrangement.sort?.key === sort?.key && this.#arrangement.sort?.direction === sort?.direction,
      onPress: () => {
        this.#arrange({ ...this.#arrangement, sort });
      },
    });
    const entries: readonly PopupEntry[] = [
      sorted(l10n.t('Sort Ascending'), { key: column.key, direction: 'ascending' }),
      sorted(l10n.t('Sort Descending'), { key: column.key, direction: 'descending' }),
      sorted(l10n.t('As They Came'), undefined),
      'separator',
      {
        label: l10n.t('Filter…'),
        onPress: () => {
          this.#filters.open(column);
        },
      },
      {
        label: l10n.t('Hide'),
        onPress: () => {
          this.#lay(withHidden(this.#kept.layout, column.key, true, this.#tab.columns.length));
        },
      },
    ];
    openPopupMenu(column.label, entries, place);
  }

  #columnEntries(): readonly PopupEntry[] {
    const { columns } = this.#tab;
    const { layout } = this.#kept;
    const all: PopupEntry = {
      label: l10n.t('Show All Columns'),
      onPress: () => {
        this.#lay({ ...layout, hidden: [] });
      },
    };
    const each = columns.map(({ key, label }): PopupEntry => {
      const isShown = !layout.hidden.includes(key);
      return {
        label,
        isChecked: isShown,
        onPress: () => {
          this.#lay(withHidden(layout, key, isShown, columns.length));
        },
      };
    });
    return [all, 'separator', ...each];
  }

  #compareEntry(other: TabState): PopupEntry {
    return {
      label: l10n.t('Differences from {0} ({1})', other.title, other.status),
      onPress: () => {
        void this.#try(this.#parts.host.compare(other.id, this.tabId));
      },
    };
  }

  #arrange(arrangement: Arrangement): void {
    clearTimeout(this.#arranging);
    this.#arrangement = arrangement;
    void this.#parts.host.arrange(this.tabId, arrangement);
  }

  /** While somebody types. */
  #arrangeSoon(arrangement: Arrangement): void {
    clearTimeout(this.#arranging);
    this.#arrangement = arrangement;
    this.#arranging = setTimeout(() => {
      this.#arrange(arrangement);
    }, typingPauseMs);
  }

  #lay(layout: ColumnLayout): void {
    this.#keep({ ...this.#kept, layout });
    this.#grid.show(this.#tab, layout);
  }

  /** The editor is told where the grid is when it comes to rest, not with each frame. */
  #keepSoon(kept: KeptTab): void {
    this.#kept = kept;
    clearTimeout(this.#keeping);
    this.#keeping = setTimeout(() => {
      this.#keep(this.#kept);
    }, restingPauseMs);
  }

  #keep(kept: KeptTab): void {
    this.#kept = kept;
    this.#parts.keep(kept);
  }

  async #copy(format: CopyFormat, isWholeRows: boolean): Promise<void> {
    const { fromRow, toRow, fromColumn, toColumn } = this.#grid.selectedBlock;
    const keys = this.#grid.visibleKeys;
    const columns = isWholeRows ? keys : keys.slice(fromColumn, toColumn);
    const said = await this.#try(this.#parts.host.copy(this.tabId, { from: fromRow, to: toRow, columns }, format));
    if (said !== undefined) this.#status.say(said);
  }

  /** What the host cannot do, it says. */
  async #try<T>(work: Promise<T>): Promise<T | undefined> {
    try {
      return await work;
    } catch (error) {
      this.#status.say(error instanceof Error ? error.message : String(error));
      return undefined;
    }
  }

  #renderNotice(failure: Failure | undefined): void {
    if (!failure) {
      this.#notice.hide();
      return;
    }
    const labels: Readonly<Record<FailureAction, string>> = {
      signIn: l10n.t('Sign In'),
      tryAgain: l10n.t('Try Again'),
      showLog: l10n.t('Show Log'),
    };
    const buttons = failure.actions.map((action, index) => {
      const appearance = index === 0 ? 'primary' : 'secondary';
      const onPress = (): void => {
        void this.#parts.host.act(this.tabId, action);
      };
      return new Button({ label: labels[action], appearance, onPress }).element;
    });
    const key = JSON.stringify(failure);
    this.#notice.show('error', key, h('p', {}, failure.message), h('div', { class: 'button-row' }, ...buttons));
  }
}

/** What stands where there are no rows; undefined where there are, or where a failure says enough. */
function quietWords({ phase, shownCount, columns, failure, arrangement, kind }: TabState): string | undefined {
  if (failure && shownCount === 0) return undefined;
  if (shownCount > 0) return undefined;
  if (phase === 'starting') return l10n.t('Waiting for the first rows …');
  if (isArranged(arrangement)) return l10n.t('No row passes the filters.');
  if (kind === 'comparison') return l10n.t('No differences: both results have the same records with the same values.');
  return columns.length === 0 || phase === 'done' ? l10n.t('The query found no records.') : l10n.t('No rows.');
}

const typingPauseMs = 180;
const restingPauseMs = 150;
