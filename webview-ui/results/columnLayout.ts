import type { ColumnState } from '../../src/protocol/results.ts';

/** How the user left the columns of a tab. */
export interface ColumnLayout {
  /** Pixels, by key; where none is, the contents decide. */
  readonly widths: Readonly<Record<string, number>>;
  /** Keys of hidden columns. */
  readonly hidden: readonly string[];
}

export const untouchedLayout: ColumnLayout = { widths: {}, hidden: [] };

export const leastWidth = 48;
const mostWidth = 2000;
/** A wide column takes no more than this by itself. */
const mostOwnWidth = 320;
const pixelsPerCharacter = 8.5;
const paddingPixels = 22;

export function visibleColumns(columns: readonly ColumnState[], { hidden }: ColumnLayout): readonly ColumnState[] {
  return columns.filter(({ key }) => !hidden.includes(key));
}

export function widthOf({ key, widthInCharacters }: ColumnState, { widths }: ColumnLayout): number {
  const own = Math.round(widthInCharacters * pixelsPerCharacter) + paddingPixels;
  return widths[key] ?? Math.max(leastWidth, Math.min(mostOwnWidth, own));
}

export function withWidth(layout: ColumnLayout, key: string, width: number): ColumnLayout {
  const within = Math.round(Math.max(leastWidth, Math.min(mostWidth, width)));
  return { ...layout, widths: { ...layout.widths, [key]: within } };
}

/** The last column that is left stays. */
export function withHidden(layout: ColumnLayout, key: string, isHidden: boolean, columnCount: number): ColumnLayout {
  const others = layout.hidden.filter((each) => each !== key);
  if (!isHidden) return { ...layout, hidden: others };
  return others.length + 1 >= columnCount ? layout : { ...layout, hidden: [...others, key] };
}
