import { h, newId } from './dom.ts';
import type { SearchableOption } from './optionSearch.ts';

/**
 * The list below a combobox: options under their headings, one of them active. It never takes the focus; the box names
 * the active option to screen readers.
 */
export class Listbox {
  readonly element: HTMLElement;
  #rows: readonly { readonly option: SearchableOption; readonly element: HTMLElement }[] = [];
  #activeIndex = -1;

  constructor(label: string, onChoose: (option: SearchableOption) => void) {
    this.element = h('div', { id: newId('listbox'), class: 'zc-listbox', role: 'listbox', 'aria-label': label });
    this.element.hidden = true;
    // The focus stays in the box, so that leaving it is not what a click in the list looks like.
    this.element.addEventListener('mousedown', (event) => {
      event.preventDefault();
    });
    this.element.addEventListener('click', (event) => {
      const row = this.#rows.find((each) => event.composedPath().includes(each.element));
      if (row) onChoose(row.option);
    });
  }

  /** Headings are shown only where there is more than one, and not for what a search found. */
  show(options: readonly SearchableOption[], selected: string, hasHeadings: boolean, nothingFound: string): void {
    const groups = hasHeadings ? Map.groupBy(options, (each) => each.group) : new Map([['', options]]);
    const rows: { option: SearchableOption; element: HTMLElement }[] = [];
    const content: HTMLElement[] = [];
    for (const [group, members] of groups) {
      const elements = members.map((option) => optionRow(option, option.value === selected));
      members.forEach((option, index) => {
        const element = elements[index];
        if (element) rows.push({ option, element });
      });
      content.push(...(group === '' ? elements : [optionGroup(group, elements)]));
    }
    if (rows.length === 0) content.push(h('p', { class: 'zc-listbox-empty', role: 'presentation' }, nothingFound));
    this.#rows = rows;
    this.element.replaceChildren(...content);
    this.#activeIndex = -1;
    this.element.hidden = false;
    this.element.scrollIntoView({ block: 'nearest' });
  }

  hide(): void {
    this.element.hidden = true;
    this.element.replaceChildren();
    this.#rows = [];
    this.#activeIndex = -1;
  }

  get active(): SearchableOption | undefined {
    return this.#rows[this.#activeIndex]?.option;
  }

  /** The id of the active option's element; empty where none is. */
  get activeId(): string {
    return this.#rows[this.#activeIndex]?.element.id ?? '';
  }

  activate(value: string): void {
    this.#activate(this.#rows.findIndex((each) => each.option.value === value));
  }

  activateFirst(): void {
    this.#activate(this.#rows.length > 0 ? 0 : -1);
  }

  /** By so many rows, but not past the ends. */
  move(by: number): void {
    this.#activate(Math.max(0, Math.min(this.#rows.length - 1, this.#activeIndex + by)));
  }

  #activate(index: number): void {
    this.#rows[this.#activeIndex]?.element.classList.remove('zc-active');
    this.#activeIndex = index;
    const element = this.#rows[index]?.element;
    element?.classList.add('zc-active');
    element?.scrollIntoView({ block: 'nearest' });
  }
}

function optionRow(option: SearchableOption, isSelected: boolean): HTMLElement {
  return h(
    'div',
    { id: newId('option'), class: 'zc-listbox-option', role: 'option', 'aria-selected': String(isSelected) },
    h('span', { class: 'zc-option-label' }, option.label),
    ' ',
    h('span', { class: 'zc-option-detail' }, option.detail),
  );
}

function optionGroup(label: string, options: readonly HTMLElement[]): HTMLElement {
  const heading = h('div', { id: newId('group'), class: 'zc-listbox-heading', role: 'presentation' }, label);
  return h('div', { role: 'group', 'aria-labelledby': heading.id }, heading, ...options);
}
