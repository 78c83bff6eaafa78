import type { GraphGroup } from '../../src/core/model/organizationGraph.ts';
import { Button } from '../controls/button.ts';
import { Checkbox } from '../controls/checkbox.ts';
import { h, setText } from '../controls/dom.ts';
import { l10n } from '../l10n.ts';
import { choosableGroups, groupLabel } from './groupWords.ts';

export interface ToolbarEvents {
  readonly onSearch: (text: string) => void;
  /** Enter: to the next match, or with Shift to the one before. */
  readonly onNextMatch: (step: 1 | -1) => void;
  readonly onGroup: (group: GraphGroup, isShown: boolean) => void;
  readonly onSystemLinks: (areShown: boolean) => void;
  readonly onView: (view: 'picture' | 'list') => void;
  readonly onZoom: (how: 'in' | 'out' | 'fit') => void;
  readonly onSave: () => void;
}

/** What is above the picture: search, filters, sizes, the list instead, and saving. */
export class Toolbar {
  readonly element: HTMLElement;
  readonly #matches = h('span', { class: 'matches', role: 'status' });
  readonly #search: HTMLInputElement;
  readonly #pictureTools: HTMLElement;
  readonly #viewButton: HTMLElement;
  readonly #events: ToolbarEvents;
  #view: 'picture' | 'list' = 'picture';

  constructor(shownGroups: ReadonlySet<GraphGroup>, events: ToolbarEvents) {
    this.#events = events;
    this.#search = this.#searchBox();
    this.#pictureTools = h('span', { class: 'tools' }, ...this.#zoomButtons());
    const view = new Button({
      label: l10n.t('List'),
      appearance: 'secondary',
      onPress: () => {
        this.#switchView();
      },
    });
    this.#viewButton = view.element;
    const save = new Button({ label: l10n.t('Save as SVG…'), appearance: 'secondary', onPress: events.onSave });
    this.element = h(
      'div',
      { class: 'toolbar' },
      h('span', { class: 'search' }, this.#search, this.#matches),
      this.#filters(shownGroups),
      h('span', { class: 'tools end' }, this.#pictureTools, view.element, save.element),
    );
  }

  /** `at` from 1; nothing is said while nothing is looked for. */
  showMatches(found: { readonly count: number; readonly at: number } | undefined): void {
    if (!found) setText(this.#matches, '');
    else if (found.count === 0) setText(this.#matches, l10n.t('nothing found'));
    else setText(this.#matches, l10n.t('{0} of {1}', found.at, found.count));
  }

  focusSearch(): void {
    this.#search.focus();
    this.#search.select();
  }

  clearSearch(): void {
    this.#search.value = '';
  }

  #searchBox(): HTMLInputElement {
    const label = l10n.t('Search modules');
    const input = h('input', { type: 'search', class: 'zc-input', 'aria-label': label, placeholder: label });
    input.addEventListener('input', () => {
      this.#events.onSearch(input.value);
    });
    input.addEventListener('keydown', (event) => {
      if (event.key !== 'Enter') return;
      event.preventDefault();
      this.#events.onNextMatch(event.shiftKey ? -1 : 1);
    });
    return input;
  }

  #filters(shown: ReadonlySet<GraphGroup>): HTMLElement {
    const groups = choosableGroups.map((group) => {
      const onChange = (isChecked: boolean): void => {
        this.#events.onGroup(group, isChecked);
      };
      const { element } = new Checkbox({ label: groupLabel(group), isChecked: shown.has(group), onChange });
      element.classList.add(`group-${group}`);
      return element;
    });
    const system = new Checkbox({
      label: l10n.t('System fields'),
      isChecked: false,
      hint: l10n.t('Links that every module has, such as owner, created by, and the notes of any record'),
      onChange: this.#events.onSystemLinks,
    });
    const label = l10n.t('What is shown');
    return h('span', { class: 'filters', role: 'group', 'aria-label': label }, ...groups, system.element);
  }

  #zoomButtons(): readonly HTMLElement[] {
    const ways = [
      { how: 'out', icon: 'remove', label: l10n.t('Smaller') },
      { how: 'in', icon: 'add', label: l10n.t('Larger') },
      { how: 'fit', icon: 'fit', label: l10n.t('Show everything') },
    ] as const;
    return ways.map(({ how, icon, label }) => {
      const onPress = (): void => {
        this.#events.onZoom(how);
      };
      return new Button({ label, icon, appearance: 'icon', onPress }).element;
    });
  }

  #switchView(): void {
    this.#view = this.#view === 'picture' ? 'list' : 'picture';
    this.#pictureTools.hidden = this.#view === 'list';
    setText(this.#viewButton, this.#view === 'picture' ? l10n.t('List') : l10n.t('Picture'));
    this.#events.onView(this.#view);
  }
}
