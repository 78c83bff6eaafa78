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
  readonly #empty: HTMLElement;
  #kept: KeptResults;
  #pane: ResultPane | undefined;

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
    this.element = h('main', { class: 'results' }, title, this.#tabBar.element, this.#place, this.#empty);
  }

  render(state: ResultsState): void {
    const tab = state.tabs.find(({ id }) => id === state.selectedId);
    this.#tabBar.render(state);
    this.#empty.hidden = tab !== undefined;
    this.#place.hidden = tab === undefined;
    if (this.#pane?.tabId !== tab?.id) this.#replacePane(tab);
    if (tab) this.#pane?.render(tab, state.tabs);
    this.#forget(state.tabs);
  }

  #replacePane(tab: TabState | undefined): void {
    this.#pane?.dispose();
    this.#pane = undefined;
    if (!tab) {
      this.#place.replaceChildren();
      return;
    }
    const { host } = this.#parts;
    const { id } = tab;
    this.#place.setAttribute('aria-labelledby', `tab-${id}`);
    this.#pane = new ResultPane({
      ...{ tab, host },
      kept: this.#kept[id] ?? nothingKept,
      keep: (kept) => {
        this.#kept = { ...this.#kept, [id]: kept };
        this.#parts.keep(this.#kept);
      },
    });
    this.#place.replaceChildren(this.#pane.element);
  }

  /** What was kept of tabs that are gone. */
  #forget(tabs: readonly TabState[]): void {
    const left = Object.entries(this.#kept).filter(([id]) => tabs.some((tab) => tab.id === id));
    if (left.length < Object.keys(this.#kept).length) this.#kept = Object.fromEntries(left);
  }
}
