import { h } from '../controls/dom.ts';
import type { Cells } from './rowCache.ts';

/** A row that is in the page: its number and the cells that are seen of it. */
export class GridRow {
  readonly element: HTMLElement;
  readonly #index: number;
  #cells: Cells | undefined;
  #columnsKey: string | undefined;

  /** `index`: 0 for the first row. */
  constructor(index: number) {
    this.#index = index;
    // The heading is the grid's first row.
    this.element = h('div', { role: 'row', class: 'grid-row', 'aria-rowindex': String(index + 2) });
    this.element.dataset['row'] = String(index);
    this.element.classList.toggle('grid-row-odd', index % 2 === 1);
  }

  /** Whether it is to be filled again; remembers what with. */
  needs(cells: Cells | undefined, columnsKey: string): boolean {
    if (cells === this.#cells && columnsKey === this.#columnsKey) return false;
    this.#cells = cells;
    this.#columnsKey = columnsKey;
    return true;
  }

  fill(numberWidth: number, cells: readonly HTMLElement[]): void {
    const number = h('div', { role: 'rowheader', class: 'row-number', 'aria-colindex': '1' }, String(this.#index + 1));
    number.style.width = `${numberWidth}px`;
    this.element.replaceChildren(number, ...cells);
  }
}
