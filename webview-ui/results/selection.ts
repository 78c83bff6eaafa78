/** A cell by its row (−1: the heading) and its place among the visible columns. */
export interface CellPlace {
  readonly row: number;
  readonly column: number;
}

/** A block of cells between the one where it began and the one that has the focus. */
export interface Selection {
  readonly anchor: CellPlace;
  readonly focus: CellPlace;
}

/** As much of a selection as fewer rows and columns leave; the heading is always there. */
export function selectionWithin({ anchor, focus }: Selection, rowCount: number, columnCount: number): Selection {
  const within = ({ row, column }: CellPlace): CellPlace => ({
    row: Math.max(-1, Math.min(row, rowCount - 1)),
    column: Math.max(0, Math.min(column, columnCount - 1)),
  });
  return { anchor: within(anchor), focus: within(focus) };
}

/** Ends are exclusive. Nothing for the heading alone. */
export interface Block {
  readonly fromRow: number;
  readonly toRow: number;
  readonly fromColumn: number;
  readonly toColumn: number;
}

export function selectionAt(place: CellPlace): Selection {
  return { anchor: place, focus: place };
}

export function blockOf({ anchor, focus }: Selection): Block {
  return {
    fromRow: Math.max(0, Math.min(anchor.row, focus.row)),
    toRow: Math.max(anchor.row, focus.row) + 1,
    fromColumn: Math.min(anchor.column, focus.column),
    toColumn: Math.max(anchor.column, focus.column) + 1,
  };
}

export function isInBlock({ fromRow, toRow, fromColumn, toColumn }: Block, { row, column }: CellPlace): boolean {
  return row >= fromRow && row < toRow && column >= fromColumn && column < toColumn;
}

export interface GridSize {
  readonly rowCount: number;
  readonly columnCount: number;
  /** Rows that are seen at once. */
  readonly pageRows: number;
}

interface Key {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/** Where a key leads to; undefined for keys that do not move. With Shift, the block grows or shrinks. */
export function moved(selection: Selection, key: Key, size: GridSize): Selection | undefined {
  const target = targetOf(selection.focus, key, size);
  if (!target) return undefined;
  const focus = {
    row: Math.max(-1, Math.min(size.rowCount - 1, target.row)),
    column: Math.max(0, Math.min(size.columnCount - 1, target.column)),
  };
  // The heading is no part of a block.
  return key.shiftKey && selection.anchor.row >= 0 && focus.row >= 0
    ? { anchor: selection.anchor, focus }
    : selectionAt(focus);
}

function targetOf({ row, column }: CellPlace, key: Key, size: GridSize): CellPlace | undefined {
  const isFar = key.ctrlKey || key.metaKey;
  const [lastRow, lastColumn] = [size.rowCount - 1, size.columnCount - 1];
  switch (key.key) {
    case 'ArrowUp':
      // From the rows, the heading is one step beyond the first row.
      return { row: isFar ? Math.min(row, 0) : row - 1, column };
    case 'ArrowDown':
      return { row: isFar ? lastRow : row + 1, column };
    case 'ArrowLeft':
      return { row, column: isFar ? 0 : column - 1 };
    case 'ArrowRight':
      return { row, column: isFar ? lastColumn : column + 1 };
    case 'Home':
      return { row: isFar ? Math.min(0, lastRow) : row, column: 0 };
    case 'End':
      return { row: isFar ? lastRow : row, column: lastColumn };
    case 'PageUp':
      return { row: Math.max(Math.min(row, 0), row - size.pageRows), column };
    case 'PageDown':
      return { row: row + size.pageRows, column };
    default:
      return undefined;
  }
}
