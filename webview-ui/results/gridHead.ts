import type { Arrangement, ColumnState } from '../../src/protocol/results.ts';
import { h } from '../controls/dom.ts';
import { l10n } from '../l10n.ts';
import { placed, setAttribute } from './gridElements.ts';
import type { Viewport } from './gridViewport.ts';
import { headingElement } from './headingElement.ts';
import type { CellPlace } from './selection.ts';

export interface HeadContents {
  readonly columns: readonly ColumnState[];
  /** Those that are seen. */
  readonly places: Viewport['columns'];
  /** Another one for other columns, places or widths. */
  readonly columnsKey: string;
  readonly numberWidth: number;
  readonly arrangement: Arrangement | undefined;
}

/** The row of headings, drawn anew only when something in it changes. */
export class GridHead {
  readonly element = h('div', { class: 'grid-head', role: 'row', 'aria-rowindex': '1' });
  #key = '';

  render(contents: HeadContents): void {
    const { columns, places, columnsKey, numberWidth, arrangement } = contents;
    const key = `${columnsKey} ${JSON.stringify(arrangement)}`;
    if (key === this.#key) return;
    this.#key = key;
    const corner = h('div', { role: 'columnheader', class: 'heading heading-corner', 'aria-colindex': '1' }, '#');
    corner.setAttribute('aria-label', l10n.t('Row'));
    corner.style.width = `${numberWidth}px`;
    const headings = places.flatMap(({ index, start, size }) => {
      const column = columns[index];
      if (!column) return [];
      const isFiltered = (arrangement?.filters[column.key] ?? '') !== '';
      return [placed(headingElement(column, index, arrangement?.sort, isFiltered), index, start, size)];
    });
    this.element.replaceChildren(corner, ...headings);
  }

  /** Tab leads to the heading that has the focus, if one has. */
  mark({ row, column }: CellPlace): void {
    for (const heading of this.element.querySelectorAll<HTMLElement>('[data-column]')) {
      const isFocused = row === -1 && Number(heading.dataset['column']) === column;
      setAttribute(heading, 'tabindex', isFocused ? '0' : '-1');
    }
  }
}
