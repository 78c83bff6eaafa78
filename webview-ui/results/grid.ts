import type { Arrangement, ColumnState, RecordAddress, RowWindow, TabState } from '../../src/protocol/results.ts';
import { h } from '../controls/dom.ts';
import type { PopupPlace } from '../controls/popupMenu.ts';
import { recordOf } from './cellElement.ts';
import type { ColumnLayout } from './columnLayout.ts';
import { visibleColumns, widthOf } from './columnLayout.ts';
import { GridHead } from './gridHead.ts';
import { gridDeed } from './gridKeys.ts';
import { listenToPointer } from './gridPointer.ts';
import { GridRows } from './gridRows.ts';
import { GridViewport, headingHeight, rowHeight } from './gridViewport.ts';
import type { KeptTab } from './keptResults.ts';
import { RowCache } from './rowCache.ts';
import type { Block, CellPlace, Selection } from './selection.ts';
import { blockOf, isInBlock, selectionAt, selectionWithin } from './selection.ts';

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

/** Rows beyond those that are seen, which are fetched with them. */
const rowsAhead = 20;

/** Rows and columns without end: only what is seen is in the page. Keyboard and roles are those of the ARIA grid pattern. */
export class Grid {
  readonly element: HTMLElement;
  readonly #parts: GridParts;
  readonly #canvas = h('div', { class: 'grid-canvas', role: 'presentation' });
  readonly #head = new GridHead();
  readonly #rows = new GridRows(this.#canvas);
  readonly #viewport: GridViewport;
  readonly #cache: RowCache;
  #tab: TabState | undefined;
  #columns: readonly ColumnState[] = [];
  #widths: readonly number[] = [];
  #selection: Selection = selectionAt({ row: 0, column: 0 });
  #wasScrolled = false;

  constructor(parts: GridParts) {
    this.#parts = parts;
    this.#canvas.append(this.#head.element);
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
    this.#selection = selectionWithin(this.#selection, tab.shownCount, this.#columns.length);
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
    const viewport = this.#viewport.current;
    const { columns, width, height } = viewport;
    this.#canvas.style.width = `${width}px`;
    this.#canvas.style.height = `${Math.max(height, headingHeight)}px`;
    const hadFocus = this.element.contains(document.activeElement);
    const places = columns.map(({ index, start, size }) => `${index}:${start}:${size}`);
    const columnsKey = [this.#numberWidth, ...places, ...this.visibleKeys].join();
    const shared = { columnsKey, numberWidth: this.#numberWidth };
    const { arrangement, columns: allColumns } = this.#tab;
    this.#head.render({ ...shared, columns: this.#columns, places: columns, arrangement });
    this.#rows.render(viewport, {
      ...{ ...shared, allColumns, visibleColumns: this.#columns },
      cellsOf: (row) => this.#cache.get(row),
    });
    this.#head.mark(this.#selection.focus);
    this.#rows.mark(this.#selection);
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

  #elementAt({ row, column }: CellPlace): HTMLElement | null | undefined {
    const parent = row === -1 ? this.#head.element : this.#rows.elementOf(row);
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
        // A cell that is pressed stays under the pointer, so that the click finds its link.
        this.#select(isExtending ? { anchor: this.#selection.anchor, focus: place } : selectionAt(place), isExtending);
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
    const size = {
      rowCount: this.#tab?.shownCount ?? 0,
      columnCount: this.#columns.length,
      pageRows: this.#viewport.pageRows,
    };
    const { focus } = this.#selection;
    const deed = gridDeed(event, this.#selection, size);
    switch (deed?.kind) {
      case undefined:
        return false;
      case 'activate':
        return this.#activate(focus);
      case 'select':
        this.#select(deed.selection);
        return true;
      case 'resize':
        this.#resize(focus.column, (this.#widths[focus.column] ?? 0) + deed.byPixels);
        return true;
      case 'selectAll':
        this.#selectAll(size.rowCount);
        return true;
      case 'selectRow':
        this.#selectRow(Math.max(0, focus.row), false);
        return true;
      case 'menu':
        this.#openMenuAtFocus();
        return true;
    }
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

function isSame(a: Arrangement, b: Arrangement): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
