import type { ColumnState } from '../../src/protocol/results.ts';
import { cellElement } from './cellElement.ts';
import { placed, setAttribute } from './gridElements.ts';
import { GridRow } from './gridRow.ts';
import type { Viewport } from './gridViewport.ts';
import type { Cells } from './rowCache.ts';
import type { Selection } from './selection.ts';
import { blockOf, isInBlock } from './selection.ts';

export interface RowContents {
  /** Those of the rows, in the order of their cells. */
  readonly allColumns: readonly ColumnState[];
  readonly visibleColumns: readonly ColumnState[];
  /** Another one for other columns, places or widths. */
  readonly columnsKey: string;
  readonly numberWidth: number;
  readonly cellsOf: (row: number) => Cells | undefined;
}

/** The rows that are in the page, in their order: whoever listens to the page hears them in the order of the document. */
export class GridRows {
  readonly #canvas: HTMLElement;
  readonly #rows = new Map<number, GridRow>();

  constructor(canvas: HTMLElement) {
    this.#canvas = canvas;
  }

  render({ rows, columns }: Viewport, contents: RowContents): void {
    const seen = new Set(rows.map(({ index }) => index));
    for (const [index, row] of this.#rows) if (!seen.has(index)) this.#remove(index, row);
    for (const { index, start } of rows) {
      const row = this.#rows.get(index) ?? this.#add(index);
      row.element.style.transform = `translateY(${start}px)`;
      fill(row, contents.cellsOf(index), columns, contents);
    }
  }

  mark(selection: Selection): void {
    const block = blockOf(selection);
    const { focus } = selection;
    for (const [row, { element }] of this.#rows) {
      for (const cell of element.querySelectorAll<HTMLElement>('[role=gridcell]')) {
        const place = { row, column: Number(cell.dataset['column']) };
        setAttribute(cell, 'aria-selected', String(isInBlock(block, place)));
        setAttribute(cell, 'tabindex', place.row === focus.row && place.column === focus.column ? '0' : '-1');
      }
    }
  }

  /** Undefined where the row is not in the page. */
  elementOf(row: number): HTMLElement | undefined {
    return this.#rows.get(row)?.element;
  }

  #add(index: number): GridRow {
    const row = new GridRow(index);
    this.#rows.set(index, row);
    let next: number | undefined;
    for (const each of this.#rows.keys()) if (each > index && (next === undefined || each < next)) next = each;
    const before = next === undefined ? undefined : this.elementOf(next);
    this.#canvas.insertBefore(row.element, before ?? null);
    return row;
  }

  #remove(index: number, row: GridRow): void {
    row.element.remove();
    this.#rows.delete(index);
  }
}

function fill(row: GridRow, cells: Cells | undefined, places: Viewport['columns'], contents: RowContents): void {
  const { allColumns, visibleColumns, columnsKey, numberWidth } = contents;
  if (!row.needs(cells, columnsKey)) return;
  const elements = places.flatMap(({ index, start, size }) => {
    const column = visibleColumns[index];
    if (!column) return [];
    return [placed(cellElement(cells?.[allColumns.indexOf(column)], column, index), index, start, size)];
  });
  row.fill(numberWidth, elements);
}
