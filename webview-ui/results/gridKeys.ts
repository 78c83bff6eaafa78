import type { GridSize, Selection } from './selection.ts';
import { moved, selectionAt } from './selection.ts';

/** What a key means in the grid. */
export type GridDeed =
  | { readonly kind: 'select'; readonly selection: Selection }
  | { readonly kind: 'resize'; readonly byPixels: number }
  | { readonly kind: 'menu' | 'selectAll' | 'selectRow' | 'activate' };

export interface GridKey {
  readonly key: string;
  readonly altKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly shiftKey: boolean;
}

/** Undefined for keys that are none of the grid's. With Alt, in headings: the menu, and the column's width. */
export function gridDeed(pressed: GridKey, selection: Selection, size: GridSize): GridDeed | undefined {
  const { focus } = selection;
  const { key, altKey, shiftKey } = pressed;
  if (altKey) return focus.row === -1 ? altDeed(key) : undefined;
  const next = moved(selection, pressed, size);
  if (next) return { kind: 'select', selection: next };
  if (key === 'ContextMenu' || (key === 'F10' && shiftKey)) return { kind: 'menu' };
  if (key === 'a' && (pressed.ctrlKey || pressed.metaKey)) return { kind: 'selectAll' };
  if (key === ' ' && shiftKey) return { kind: 'selectRow' };
  if (key === 'Escape') return { kind: 'select', selection: selectionAt(focus) };
  return key === 'Enter' || key === ' ' ? { kind: 'activate' } : undefined;
}

function altDeed(key: string): GridDeed | undefined {
  if (key === 'ArrowDown') return { kind: 'menu' };
  if (key === 'ArrowLeft') return { kind: 'resize', byPixels: -resizeStep };
  return key === 'ArrowRight' ? { kind: 'resize', byPixels: resizeStep } : undefined;
}

/** How far a key press moves a column's edge. */
const resizeStep = 16;
