import { elementScroll, observeElementOffset, observeElementRect, Virtualizer } from '@tanstack/virtual-core';
import type { VirtualItem, VirtualizerOptions } from '@tanstack/virtual-core';

export const rowHeight = 24;
export const headingHeight = 40;

/** What of the grid is to be drawn, in pixels of its canvas. */
export interface Viewport {
  readonly rows: readonly VirtualItem[];
  readonly columns: readonly VirtualItem[];
  readonly width: number;
  readonly height: number;
}

export interface GridViewportParts {
  readonly scroller: HTMLElement;
  readonly onChange: () => void;
}

export interface GridContents {
  readonly rowCount: number;
  readonly columnWidths: readonly number[];
  readonly numberWidth: number;
  /** These are drawn wherever the grid is scrolled to, as they have the focus. */
  readonly focusRow: number;
  readonly focusColumn: number;
}

type Options = VirtualizerOptions<HTMLElement, HTMLElement>;

/** Which rows and columns are seen. Headings and row numbers stay in place, so that they take room of their own. */
export class GridViewport {
  readonly #parts: GridViewportParts;
  readonly #rows: Virtualizer<HTMLElement, HTMLElement>;
  readonly #columns: Virtualizer<HTMLElement, HTMLElement>;
  #contents: GridContents = { rowCount: 0, columnWidths: [], numberWidth: 0, focusRow: 0, focusColumn: 0 };
  readonly #unmount: readonly (() => void)[];

  constructor(parts: GridViewportParts) {
    this.#parts = parts;
    this.#rows = new Virtualizer(this.#rowOptions());
    this.#columns = new Virtualizer(this.#columnOptions());
    this.#unmount = [this.#rows._didMount(), this.#columns._didMount()];
  }

  /** To be called once the scroller is in the document, and whenever the contents change. */
  update(contents: GridContents): void {
    const hasNewWidths = contents.columnWidths.some((each, index) => each !== this.#contents.columnWidths[index]);
    this.#contents = contents;
    this.#rows.setOptions(this.#rowOptions());
    this.#columns.setOptions(this.#columnOptions());
    if (hasNewWidths) this.#columns.measure();
    this.#rows._willUpdate();
    this.#columns._willUpdate();
  }

  get current(): Viewport {
    return {
      rows: this.#rows.getVirtualItems(),
      columns: this.#columns.getVirtualItems(),
      width: this.#columns.getTotalSize(),
      height: this.#rows.getTotalSize(),
    };
  }

  /** Rows that are seen at once. */
  get pageRows(): number {
    return Math.max(1, Math.floor((this.#parts.scroller.clientHeight - headingHeight) / rowHeight) - 1);
  }

  reveal(row: number, column: number): void {
    if (row >= 0) this.#rows.scrollToIndex(row, { align: 'auto' });
    this.#columns.scrollToIndex(column, { align: 'auto' });
  }

  dispose(): void {
    for (const unmount of this.#unmount) unmount();
  }

  #rowOptions(): Options {
    const { rowCount, focusRow } = this.#contents;
    return {
      ...this.#common(focusRow),
      count: rowCount,
      estimateSize: () => rowHeight,
      paddingStart: headingHeight,
      scrollPaddingStart: headingHeight,
      overscan: 6,
    };
  }

  #columnOptions(): Options {
    const { columnWidths, numberWidth, focusColumn } = this.#contents;
    return {
      ...this.#common(focusColumn),
      horizontal: true,
      count: columnWidths.length,
      estimateSize: (index) => columnWidths[index] ?? 0,
      paddingStart: numberWidth,
      scrollPaddingStart: numberWidth,
      overscan: 2,
    };
  }

  #common(focused: number) {
    return {
      getScrollElement: () => this.#parts.scroller,
      scrollToFn: elementScroll,
      observeElementRect,
      observeElementOffset,
      onChange: () => {
        this.#parts.onChange();
      },
      rangeExtractor: (range: { startIndex: number; endIndex: number; overscan: number; count: number }) =>
        withFocused(range, focused),
    };
  }
}

function withFocused(
  { startIndex, endIndex, overscan, count }: { startIndex: number; endIndex: number; overscan: number; count: number },
  focused: number,
): number[] {
  const first = Math.max(0, startIndex - overscan);
  const last = Math.min(count - 1, endIndex + overscan);
  const indexes = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => first + index);
  if (focused < 0 || focused >= count || (focused >= first && focused <= last)) return indexes;
  return focused < first ? [focused, ...indexes] : [...indexes, focused];
}
