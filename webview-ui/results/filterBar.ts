import type { ColumnState, TabState } from '../../src/protocol/results.ts';
import { Button } from '../controls/button.ts';
import { h } from '../controls/dom.ts';
import { TextInput } from '../controls/textInput.ts';
import { l10n } from '../l10n.ts';

export type FilterChange = (key: string, text: string) => void;

/** A box for each column that is filtered, or about to be. */
export class FilterBar {
  readonly element: HTMLElement;
  readonly #onChange: FilterChange;
  readonly #onGone: () => void;
  readonly #help: HTMLElement;
  readonly #boxes = new Map<string, { readonly element: HTMLElement; readonly input: TextInput }>();

  /** `onGone`: the box that had the focus is gone. */
  constructor(onChange: FilterChange, onGone: () => void) {
    this.#onChange = onChange;
    this.#onGone = onGone;
    const help = l10n.t('Part of a text, or =, !=, <, <=, >, >= and a value. “=” alone finds empty fields.');
    this.#help = h('p', { class: 'zc-help filter-help' }, help);
    this.element = h('div', { class: 'filters', role: 'group', 'aria-label': l10n.t('Filters') }, this.#help);
    this.element.hidden = true;
  }

  /** Boxes as another tab wants them. */
  render({ columns, arrangement }: TabState): void {
    for (const key of this.#boxes.keys()) if (!columns.some((each) => each.key === key)) this.#drop(key);
    for (const column of columns) {
      const text = arrangement.filters[column.key] ?? '';
      if (text !== '' && !this.#boxes.has(column.key)) this.#add(column, text);
    }
  }

  clear(): void {
    for (const key of this.#boxes.keys()) this.#drop(key);
  }

  /** Opens the box of a column and puts the focus into it. */
  open(column: ColumnState): void {
    const box = this.#boxes.get(column.key) ?? this.#add(column, '');
    // The box's inner input is there a moment after it entered the page.
    requestAnimationFrame(() => {
      box.input.focus();
    });
  }

  #add(column: ColumnState, text: string) {
    const input = new TextInput({ label: column.label });
    input.value = text;
    input.onInput((value) => {
      this.#onChange(column.key, value);
    });
    const remove = new Button({
      label: l10n.t('Remove'),
      appearance: 'secondary',
      onPress: () => {
        this.#drop(column.key);
        this.#onChange(column.key, '');
        this.#onGone();
      },
    });
    remove.element.setAttribute('aria-label', l10n.t('Remove the filter of {0}', column.label));
    const element = h('div', { class: 'filter' }, input.element, remove.element);
    element.addEventListener('keydown', ({ key }) => {
      if (key === 'Escape') this.#onGone();
    });
    const box = { element, input };
    this.#boxes.set(column.key, box);
    this.element.insertBefore(element, this.#help);
    this.element.hidden = false;
    return box;
  }

  #drop(key: string): void {
    this.#boxes.get(key)?.element.remove();
    this.#boxes.delete(key);
    this.element.hidden = this.#boxes.size === 0;
  }
}
