import type { ResultsHost, ResultsState, TabState } from '../../src/protocol/results.ts';
import type { Asynchronous } from '../../src/protocol/rpc.ts';
import { h } from '../controls/dom.ts';
import { l10n } from '../l10n.ts';
import type { KeptResults } from './keptResults.ts';
import { nothingKept } from './keptResults.ts';
import { ResultPane } from './resultPane.ts';
import { TabBar } from './tabBar.ts';

export interface ResultsViewParts {
  readonly host: Asynchronous<ResultsHost>;
  readonly kept: KeptResults;
  readonly keep: (kept: KeptResults) => void;
}

/** The page: tabs, and the result of the one that is selected. */
export class ResultsView {
  readonly element: HTMLElement;
  readonly #parts: ResultsViewParts;
  readonly #tabBar: TabBar;
  readonly #place = h('div', { id: 'result', class: 'result', role: 'tabpanel' });
  readonly #toolbarPlace = h('div');
  readonly #besidePlace = h('section', { class: 'result' });
  readonly #places = h('div', { class: 'places' }, this.#place, this.#besidePlace);
  readonly #empty: HTMLElement;
  #kept: KeptResults;
  #pane: ResultPane | undefined;
  #beside: ResultPane | undefined;

  constructor(parts: ResultsViewParts) {
    const { host } = parts;
    this.#parts = parts;
    this.#kept = parts.kept;
    this.#tabBar = new TabBar({
      select: (id) => {
        void host.select(id);
      },
      close: (id) => {
        void host.close(id);
      },
    });
    this.#empty = h(
      'div',
      { class: 'empty' },
      h('p', {}, l10n.t('No results yet.')),
      h('p', { class: 'zc-help' }, l10n.t('Run a query in a COQL file, or open the records of a module.')),
    );
    const title = h('h1', { class: 'zc-visually-hidden' }, l10n.t('Results'));
    this.element = h('main', { class: 'results' }, title, this.#tabBar.element, this.#toolbarPlace);
    this.element.append(this.#places, this.#empty);
  }

  render(state: ResultsState): void {
    const { tabs, selectedId, besideId } = state;
    const tab = tabs.find(({ id }) => id === selectedId);
    const beside = tabs.find(({ id }) => id === besideId);
    const hadFocus = document.hasFocus() && this.element.contains(document.activeElement);
    this.#tabBar.render(state);
    this.#empty.hidden = tab !== undefined;
    this.#places.hidden = tab === undefined;
    this.#besidePlace.hidden = beside === undefined;
    if (tab) this.#place.setAttribute('aria-labelledby', `tab-${tab.id}`);
    if (beside) this.#besidePlace.setAttribute('aria-label', beside.title);
    this.#pane = this.#paneOf(tab, this.#pane, this.#place);
    this.#beside = this.#paneOf(beside, this.#beside, this.#besidePlace, () => {
      void this.#parts.host.showBeside(undefined);
    });
    if (tab) this.#pane?.render(tab, tabs, beside !== undefined);
    if (beside) this.#beside?.render(beside, tabs, true);
    this.#forget(tabs);
    // What was closed by keys leaves the focus to the next result.
    if (hadFocus && !this.element.contains(document.activeElement)) this.#tabBar.focus();
  }

  /** The one that is there, if it is that tab's. */
  #paneOf(
    tab: TabState | undefined,
    before: ResultPane | undefined,
    place: HTMLElement,
    hide?: () => void,
  ): ResultPane | undefined {
    if (before?.tabId === tab?.id) return before;
    before?.dispose();
    const pane = tab && this.#makePane(tab, hide);
    if (!hide) this.#toolbarPlace.replaceChildren(...(pane?.toolbar ? [pane.toolbar.element] : []));
    place.replaceChildren(...(pane ? [pane.element] : []));
    return pane;
  }

  #makePane(tab: TabState, hide: (() => void) | undefined): ResultPane {
    const { id } = tab;
    return new ResultPane({
      ...{ tab, host: this.#parts.host, ...(hide ? { hide } : {}) },
      kept: this.#kept[id] ?? nothingKept,
      keep: (kept) => {
        this.#kept = { ...this.#kept, [id]: kept };
        this.#parts.keep(this.#kept);
      },
    });
  }

  /** What was kept of tabs that are gone. */
  #forget(tabs: readonly TabState[]): void {
    const left = Object.entries(this.#kept).filter(([id]) => tabs.some((tab) => tab.id === id));
    if (left.length < Object.keys(this.#kept).length) this.#kept = Object.fromEntries(left);
  }
}
