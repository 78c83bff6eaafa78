import type { Arrangement, ColumnState, CopyFormat, ResultsHost, TabState } from '../../src/protocol/results.ts';
import type { Asynchronous } from '../../src/protocol/rpc.ts';
import { Button } from '../controls/button.ts';
import { h, setText } from '../controls/dom.ts';
import type { PopupEntry, PopupPlace } from '../controls/popupMenu.ts';
import { openPopupMenu } from '../controls/popupMenu.ts';
import { l10n } from '../l10n.ts';
import { arrangementWith, nextSort } from './arranging.ts';
import type { ColumnLayout } from './columnLayout.ts';
import { withHidden, withWidth } from './columnLayout.ts';
import { FailureNotice } from './failureNotice.ts';
import { FilterBar } from './filterBar.ts';
import { Grid } from './grid.ts';
import type { KeptTab } from './keptResults.ts';
import { quietWords } from './quietWords.ts';
import { columnEntries, compareEntries, headingEntries } from './resultMenus.ts';
import { StatusLine } from './statusLine.ts';
import { copyEntries, Toolbar } from './toolbar.ts';

export interface ResultPaneParts {
  readonly tab: TabState;
  readonly host: Asynchronous<ResultsHost>;
  /** Takes away the second of two; the first, which has a toolbar instead, is without it. */
  readonly hide?: () => void;
  readonly kept: KeptTab;
  readonly keep: (kept: KeptTab) => void;
}

/** One result: what can be done with it, its filters, what went wrong, its rows, and how it stands. */
export class ResultPane {
  readonly element: HTMLElement;
  /** To be put above all that is shown; undefined for the second of two. */
  readonly toolbar: Toolbar | undefined;
  readonly tabId: string;
  readonly #parts: ResultPaneParts;
  readonly #head = h('div', { class: 'pane-head' });
  readonly #name = h('h2', { class: 'pane-name' });
  readonly #filters: FilterBar;
  readonly #failure: FailureNotice;
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
    this.toolbar = parts.hide ? undefined : this.#makeToolbar();
    this.#head.append(this.#name);
    if (parts.hide) {
      const button = new Button({ label: l10n.t('Hide'), appearance: 'secondary', onPress: parts.hide });
      this.#head.append(button.element);
    }
    this.#filters = new FilterBar(
      (key, text) => {
        this.#arrangeSoon(arrangementWith(this.#arrangement, key, text));
      },
      () => {
        this.#grid.focus();
      },
    );
    this.#failure = new FailureNotice((action) => {
      void host.act(tab.id, action);
    });
    this.#grid = this.#makeGrid(tab, host);
    this.toolbar?.setSearch(tab.arrangement.search);
    this.#filters.render(tab);
    const rows = h('div', { class: 'rows' }, this.#grid.element, this.#quiet);
    this.element = h('div', { class: 'pane' }, this.#head, this.#filters.element, this.#failure.element, rows);
    this.element.append(this.#status.element);
  }

  /** `isOneOfTwo`: then each says which it is. */
  render(tab: TabState, tabs: readonly TabState[], isOneOfTwo: boolean): void {
    this.#tab = tab;
    this.#others = tabs.filter(({ id, kind }) => id !== tab.id && kind === 'query');
    this.toolbar?.render(tab, this.#others.length);
    this.#head.hidden = !isOneOfTwo;
    setText(this.#name, tab.title);
    this.#failure.render(tab.failure);
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
      exportJob: () => {
        void this.#try(host.exportJob(id));
      },
      compareEntries: () => this.#compareEntries(),
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
    const entries = headingEntries(column, this.#arrangement.sort, {
      sort: (sort) => {
        this.#arrange({ ...this.#arrangement, sort });
      },
      filter: () => {
        this.#filters.open(column);
      },
      hide: () => {
        this.#lay(withHidden(this.#kept.layout, column.key, true, this.#tab.columns.length));
      },
    });
    openPopupMenu(column.label, entries, place);
  }

  #columnEntries(): readonly PopupEntry[] {
    return columnEntries(this.#tab.columns, this.#kept.layout, (layout) => {
      this.#lay(layout);
    });
  }

  #compareEntries(): readonly PopupEntry[] {
    const { host } = this.#parts;
    return compareEntries(this.#others, {
      showBeside: ({ id }) => {
        void host.showBeside(id);
      },
      findDifferences: ({ id }) => {
        void this.#try(host.compare(id, this.tabId));
      },
    });
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
}

const typingPauseMs = 180;
const restingPauseMs = 150;
