import type { Arrangement, ColumnState, RecordAddress, RowWindow, TabState } from '../../src/protocol/results.ts';
import { h } from '../controls/dom.ts';
import type { PopupPlace } from '../controls/popupMenu.ts';
import { l10n } from '../l10n.ts';
import { cellElement, recordOf } from './cellElement.ts';
import type { ColumnLayout } from './columnLayout.ts';
import { visibleColumns, widthOf } from './columnLayout.ts';
import { listenToPointer } from './gridPointer.ts';
import { GridRow } from './gridRow.ts';
import { GridViewport, headingHeight, rowHeight } from './gridViewport.ts';
import { headingElement } from './headingElement.ts';
import type { KeptTab } from './keptResults.ts';
import { RowCache } from './rowCache.ts';
import type { Block, CellPlace, Selection } from './selection.ts';
import { blockOf, isInBlock, moved, selectionAt } from './selection.ts';

export interface GridParts {
  readonly label: string;
  readonly kept: KeptTab;
  readonly fetch: (from: number, count: number) => Promise<RowWindow>;
  readonly onScroll: (top: number, left: number) => void;
  readonly onSort: (column: ColumnState) => void;
  readonly onResize: (column: ColumnState, width: number) => void;
  readonly onOpenRecord: (record: RecordAddress) => void;
  readonly onCopy: () => void;
  readonly onHeadingMenu: (column: ColumnState, place: PopupPlace) => void;
  readonly onCellMenu: (place: PopupPlace) => void;
}

/** How far a key press moves a column's edge. */
const resizeStep = 16;
/** Rows beyond those that are seen, which are fetched with them. */
const rowsAhead = 20;

/** Rows and columns without end: only what is seen is in the page. Keyboard and roles are those of the ARIA grid pattern. */
export class Grid {
  readonly element: HTMLElement;
  readonly #parts: GridParts;
  readonly #canvas = h('div', { class: 'grid-canvas', role: 'presentation' });
  readonly #head = h('div', { class: 'grid-head', role: 'row', 'aria-rowindex': '1' });
  readonly #viewport: GridViewport;
  readonly #cache: RowCache;
  readonly #rows = new Map<number, GridRow>();
  #tab: TabState | undefined;
  #columns: readonly ColumnState[] = [];
  #widths: readonly number[] = [];
  #selection: Selection = selectionAt({ row: 0, column: 0 });
  #headKey = '';
  #wasScrolled = false;

  constructor(parts: GridParts) {
    this.#parts = parts;
    this.#canvas.append(this.#head);
    const attributes = { role: 'grid', 'aria-multiselectable': 'true', 'aria-label': parts.label };
    this.element = h('div', { class: 'grid', ...attributes }, this.#canvas);
    const render = (): void => {
      this.#render();
    };
    this.#viewport = new GridViewport({ scroller: this.element, onChange: render });
    this.#cache = new RowCache({ fetch: parts.fetch, onRows: render });
    this.#listen();
  }

  /** The element is to be in the document by now. */
  show(tab: TabState, layout: ColumnLayout): void {
    const isArrangedAnew = this.#tab !== undefined && !isSame(this.#tab.arrangement, tab.arrangement);
    this.#tab = tab;
    this.#columns = visibleColumns(tab.columns, layout);
    this.#widths = this.#columns.map((column) => widthOf(column, layout));
    this.#cache.reset(tab.revision, tab.shownCount);
    this.#keepSelectionInside();
    this.element.setAttribute('aria-rowcount', String(tab.shownCount + 1));
    this.element.setAttribute('aria-colcount', String(this.#columns.length + 1));
    this.#update();
    if (isArrangedAnew) this.#goToTop();
    else this.#restoreScroll();
    this.#render();
  }

  get selectedBlock(): Block {
    return blockOf(this.#selection);
  }

  get visibleKeys(): readonly string[] {
    return this.#columns.map(({ key }) => key);
  }

  /** Puts the focus on the cell that has it in the grid. */
  focus(): void {
    this.#elementAt(this.#selection.focus)?.focus({ preventScroll: true });
  }

  dispose(): void {
    this.#viewport.dispose();
  }

  #update(): void {
    const { focus } = this.#selection;
    this.#viewport.update({
      rowCount: this.#tab?.shownCount ?? 0,
      columnWidths: this.#widths,
      numberWidth: this.#numberWidth,
      focusRow: focus.row,
      focusColumn: focus.column,
    });
  }

  get #numberWidth(): number {
    return 24 + String(this.#tab?.shownCount ?? 0).length * 8;
  }

  #render(): void {
    if (!this.#tab) return;
    const { rows, columns, width, height } = this.#viewport.current;
    this.#canvas.style.width = `${width}px`;
    this.#canvas.style.height = `${Math.max(height, headingHeight)}px`;
    const hadFocus = this.element.contains(document.activeElement);
    const places = columns.map(({ index, start, size }) => `${index}:${start}:${size}`);
    const columnsKey = [this.#numberWidth, ...places, ...this.visibleKeys].join();
    this.#renderHead(columnsKey);
    const seen = new Set(rows.map(({ index }) => index));
    for (const [index, row] of this.#rows) if (!seen.has(index)) this.#removeRow(index, row);
    for (const { index, start } of rows) this.#renderRow(index, start, columnsKey);
    this.#markSelection();
    this.#wantSeenRows();
    if (hadFocus && !this.element.contains(document.activeElement)) this.focus();
  }

  #wantSeenRows(): void {
    const { scrollTop, clientHeight } = this.element;
    const first = Math.max(0, Math.floor(scrollTop / rowHeight) - rowsAhead);
    const last = Math.ceil((scrollTop + clientHeight) / rowHeight) + rowsAhead;
    const { shownCount = 0 } = this.#tab ?? {};
    if (shownCount > 0) this.#cache.want(Math.min(first, shownCount - 1), Math.min(last, shownCount));
  }

  #renderHead(columnsKey: string): void {
    const { arrangement } = this.#tab ?? {};
    const key = `${columnsKey} ${JSON.stringify(arrangement)}`;
    if (key === this.#headKey) return;
    this.#headKey = key;
    const corner = h('div', { role: 'columnheader', class: 'heading heading-corner', 'aria-colindex': '1' }, '#');
    corner.setAttribute('aria-label', l10n.t('Row'));
    corner.style.width = `${this.#numberWidth}px`;
    const headings = this.#viewport.current.columns.flatMap(({ index, start, size }) => {
      const column = this.#columns[index];
      if (!column) return [];
      const isFiltered = (arrangement?.filters[column.key] ?? '') !== '';
      const element = headingElement(column, index, arrangement?.sort, isFiltered);
      element.dataset['column'] = String(index);
      return [placed(element, start, size)];
    });
    this.#head.replaceChildren(corner, ...headings);
  }

  #renderRow(index: number, start: number, columnsKey: string): void {
    const row = this.#rows.get(index) ?? this.#addRow(index);
    row.element.style.transform = `translateY(${start}px)`;
    const cells = this.#cache.get(index);
    if (!row.needs(cells, columnsKey)) return;
    const all = this.#tab?.columns ?? [];
    row.fill(
      this.#numberWidth,
      this.#viewport.current.columns.flatMap(({ index: columnIndex, start: left, size }) => {
        const column = this.#columns[columnIndex];
        if (!column) return [];
        const element = cellElement(cells?.[all.indexOf(column)], column, columnIndex);
        element.dataset['column'] = String(columnIndex);
        return [placed(element, left, size)];
      }),
    );
  }

  #addRow(index: number): GridRow {
    const row = new GridRow(index);
    this.#rows.set(index, row);
    // In the order of the rows, as whoever listens to the page hears them in the order of the document.
    let next: number | undefined;
    for (const each of this.#rows.keys()) if (each > index && (next === undefined || each < next)) next = each;
    const before = next === undefined ? undefined : this.#rows.get(next)?.element;
    this.#canvas.insertBefore(row.element, before ?? null);
    return row;
  }

  #removeRow(index: number, row: GridRow): void {
    row.element.remove();
    this.#rows.delete(index);
  }

  #markSelection(): void {
    const block = blockOf(this.#selection);
    const { focus } = this.#selection;
    for (const [row, { element }] of this.#rows) {
      for (const cell of element.querySelectorAll<HTMLElement>('[role=gridcell]')) {
        const place = { row, column: Number(cell.dataset['column']) };
        set(cell, 'aria-selected', String(isInBlock(block, place)));
        set(cell, 'tabindex', place.row === focus.row && place.column === focus.column ? '0' : '-1');
      }
    }
    for (const heading of this.#head.querySelectorAll<HTMLElement>('[data-column]')) {
      const isFocused = focus.row === -1 && Number(heading.dataset['column']) === focus.column;
      set(heading, 'tabindex', isFocused ? '0' : '-1');
    }
  }

  #elementAt({ row, column }: CellPlace): HTMLElement | null | undefined {
    const parent = row === -1 ? this.#head : this.#rows.get(row)?.element;
    return parent?.querySelector<HTMLElement>(`[data-column="${column}"]`);
  }

  #placeOf(target: EventTarget | null): CellPlace | undefined {
    const cell = target instanceof Element ? target.closest<HTMLElement>('[data-column]') : undefined;
    const row = cell?.closest<HTMLElement>('[data-row]');
    if (!cell) return undefined;
    return { row: row ? Number(row.dataset['row']) : -1, column: Number(cell.dataset['column']) };
  }

  #select(selection: Selection, isRevealed = true): void {
    this.#selection = selection;
    const { focus } = selection;
    this.#update();
    if (isRevealed) this.#viewport.reveal(focus.row, focus.column);
    this.#render();
    this.focus();
  }

  #keepSelectionInside(): void {
    const rows = (this.#tab?.shownCount ?? 0) - 1;
    const columns = this.#columns.length - 1;
    const inside = ({ row, column }: CellPlace): CellPlace => ({
      row: Math.max(-1, Math.min(row, rows)),
      column: Math.max(0, Math.min(column, columns)),
    });
    const { anchor, focus } = this.#selection;
    this.#selection = { anchor: inside(anchor), focus: inside(focus) };
  }

  /** What is first in the new order is what one wants to see. */
  #goToTop(): void {
    const { row, column } = this.#selection.focus;
    this.#selection = selectionAt({ row: Math.min(row, 0), column });
    this.element.scrollTop = 0;
    this.#update();
  }

  /** Once, as soon as there is enough to scroll. */
  #restoreScroll(): void {
    if (this.#wasScrolled || (this.#tab?.shownCount ?? 0) === 0) return;
    this.#wasScrolled = true;
    this.#render();
    this.element.scrollTo(this.#parts.kept.scrollLeft, this.#parts.kept.scrollTop);
  }

  #listen(): void {
    this.element.addEventListener('scroll', () => {
      this.#parts.onScroll(this.element.scrollTop, this.element.scrollLeft);
    });
    this.element.addEventListener('keydown', (event) => {
      if (this.#handleKey(event)) event.preventDefault();
    });
    this.element.addEventListener('copy', (event) => {
      event.preventDefault();
      this.#parts.onCopy();
    });
    this.element.addEventListener('contextmenu', (event) => {
      event.preventDefault();
      const place = this.#placeOf(event.target);
      if (place && !isInBlock(blockOf(this.#selection), place)) this.#select(selectionAt(place));
      this.#openMenu({ x: event.clientX, y: event.clientY });
    });
    listenToPointer(this.element, {
      placeOf: (target) => this.#placeOf(target),
      select: (place, isExtending) => {
        this.#select(isExtending ? { anchor: this.#selection.anchor, focus: place } : selectionAt(place));
      },
      selectRow: (row, isExtending) => {
        this.#selectRow(row, isExtending);
      },
      sort: (column) => {
        this.#select(selectionAt({ row: -1, column }));
        this.#sort(column);
      },
      openRecord: (place) => this.#openRecord(place),
      widthOf: (column) => this.#widths[column] ?? 0,
      resize: (column, width) => {
        this.#resize(column, width);
      },
    });
  }

  #selectRow(row: number, isExtending: boolean): void {
    const anchorRow = isExtending ? Math.max(0, this.#selection.anchor.row) : row;
    this.#select({ anchor: { row: anchorRow, column: this.#columns.length - 1 }, focus: { row, column: 0 } });
  }

  #resize(columnIndex: number, width: number): void {
    const column = this.#columns[columnIndex];
    if (column) this.#parts.onResize(column, width);
  }

  #handleKey(event: KeyboardEvent): boolean {
    const { focus } = this.#selection;
    if (event.altKey) return this.#handleAltKey(event, focus);
    const size = {
      rowCount: this.#tab?.shownCount ?? 0,
      columnCount: this.#columns.length,
      pageRows: this.#viewport.pageRows,
    };
    const next = moved(this.#selection, event, size);
    if (next) this.#select(next);
    else if (event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)) this.#openMenuAtFocus();
    else if (event.key === 'a' && (event.ctrlKey || event.metaKey)) this.#selectAll(size.rowCount);
    else if (event.key === ' ' && event.shiftKey) this.#selectRow(Math.max(0, focus.row), false);
    else if (event.key === 'Escape') this.#select(selectionAt(focus));
    else if (event.key === 'Enter' || event.key === ' ') return this.#activate(focus);
    else return false;
    return true;
  }

  #handleAltKey({ key }: KeyboardEvent, { row, column: columnIndex }: CellPlace): boolean {
    if (row !== -1) return false;
    const width = this.#widths[columnIndex] ?? 0;
    if (key === 'ArrowDown') this.#openMenuAtFocus();
    else if (key === 'ArrowLeft') this.#resize(columnIndex, width - resizeStep);
    else if (key === 'ArrowRight') this.#resize(columnIndex, width + resizeStep);
    else return false;
    return true;
  }

  #activate(focus: CellPlace): boolean {
    if (focus.row === -1) this.#sort(focus.column);
    else return this.#openRecord(focus);
    return true;
  }

  #sort(columnIndex: number): void {
    const column = this.#columns[columnIndex];
    if (column) this.#parts.onSort(column);
  }

  #openRecord(place: CellPlace): boolean {
    const element = this.#elementAt(place);
    const record = element ? recordOf(element) : undefined;
    if (record) this.#parts.onOpenRecord(record);
    return record !== undefined;
  }

  /** Without a jump to the end. */
  #selectAll(rowCount: number): void {
    if (rowCount === 0) return;
    const last = { row: rowCount - 1, column: this.#columns.length - 1 };
    this.#select({ anchor: { row: 0, column: 0 }, focus: last }, false);
  }

  #openMenuAtFocus(): void {
    const element = this.#elementAt(this.#selection.focus);
    if (element) this.#openMenu(element);
  }

  #openMenu(place: PopupPlace): void {
    const { row, column: columnIndex } = this.#selection.focus;
    const column = this.#columns[columnIndex];
    if (row === -1 && column) this.#parts.onHeadingMenu(column, place);
    else this.#parts.onCellMenu(place);
  }
}

/** Leaves alone what is so already: most cells are, whenever something moves. */
function set(element: HTMLElement, name: string, value: string): void {
  if (element.getAttribute(name) !== value) element.setAttribute(name, value);
}

function isSame(a: Arrangement, b: Arrangement): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function placed(element: HTMLElement, left: number, width: number): HTMLElement {
  element.style.left = `${left}px`;
  element.style.width = `${width}px`;
  return element;
}
