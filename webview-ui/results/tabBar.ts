import type { ResultsState, TabState } from '../../src/protocol/results.ts';
import { h } from '../controls/dom.ts';
import { l10n } from '../l10n.ts';

export interface TabBarActions {
  readonly select: (id: string) => void;
  readonly close: (id: string) => void;
}

/** The results that there are. Arrow keys go from one to the next, Delete closes. */
export class TabBar {
  readonly element: HTMLElement;
  readonly #actions: TabBarActions;
  #shown = '';

  constructor(actions: TabBarActions) {
    this.#actions = actions;
    this.element = h('div', { class: 'tabs', role: 'tablist', 'aria-label': l10n.t('Results') });
    this.element.addEventListener('keydown', (event) => {
      if (this.#handleKey(event)) event.preventDefault();
    });
  }

  render({ tabs, selectedId }: ResultsState): void {
    const shown = JSON.stringify(tabs.map(({ id, title, isPinned }) => [id, title, isPinned, id === selectedId]));
    if (shown === this.#shown) return;
    this.#shown = shown;
    const hadFocus = this.element.contains(document.activeElement);
    this.element.replaceChildren(...tabs.map((tab) => this.#tab(tab, tab.id === selectedId)));
    this.element.hidden = tabs.length === 0;
    if (hadFocus) this.focus();
  }

  /** The tab that is selected. */
  focus(): void {
    this.element.querySelector<HTMLElement>('[aria-selected=true]')?.focus();
  }

  #tab({ id, title, detail, isPinned }: TabState, isSelected: boolean): HTMLElement {
    // For the mouse; by keyboard it is Delete, or Close in the toolbar.
    const cross = h('span', { class: 'tab-close', 'aria-hidden': 'true', title: l10n.t('Close') }, '×');
    const words = isPinned ? l10n.t('{0}, pinned', title) : title;
    const element = h(
      'button',
      {
        ...{ type: 'button', role: 'tab', id: `tab-${id}`, class: 'tab', title: `${title} · ${detail}` },
        ...{ 'aria-selected': String(isSelected), 'aria-controls': 'result', 'aria-label': words },
        ...{ tabindex: isSelected ? '0' : '-1', 'aria-keyshortcuts': 'Delete' },
      },
      h('span', { class: 'tab-title' }, title),
      isPinned ? h('span', { class: 'tab-pin', 'aria-hidden': 'true' }, '●') : undefined,
      cross,
    );
    element.dataset['id'] = id;
    element.addEventListener('click', (event) => {
      if (event.target === cross) this.#actions.close(id);
      else this.#actions.select(id);
    });
    element.addEventListener('auxclick', (event) => {
      if (event.button === 1) this.#actions.close(id);
    });
    return element;
  }

  #handleKey({ key }: KeyboardEvent): boolean {
    const tabs = [...this.element.querySelectorAll<HTMLElement>('[role=tab]')];
    const at = tabs.findIndex((each) => each === document.activeElement);
    const idAt = (index: number): string => tabs[(index + tabs.length) % tabs.length]?.dataset['id'] ?? '';
    if (key === 'ArrowRight') this.#actions.select(idAt(at + 1));
    else if (key === 'ArrowLeft') this.#actions.select(idAt(at - 1));
    else if (key === 'Delete') this.#actions.close(idAt(at));
    else return false;
    return true;
  }
}
