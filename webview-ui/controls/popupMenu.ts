import type { Button as ToolkitButton } from '@vscode/webview-ui-toolkit';

import { h } from './dom.ts';
import { icon } from './icon.ts';

export interface PopupItem {
  readonly label: string;
  /** For entries that are on or off. */
  readonly isChecked?: boolean;
  readonly onPress: () => void;
}

/** `separator` draws a line between groups. */
export type PopupEntry = PopupItem | 'separator';

/** Where a menu opens: below an element, or at a point of the window. */
export type PopupPlace = HTMLElement | { readonly x: number; readonly y: number };

/**
 * Opens a menu, in which arrow keys, Home, End, Escape and Tab work as in any menu. When it closes, the focus goes back to
 * where it was, before the entry that was chosen is carried out.
 */
export function openPopupMenu(label: string, entries: readonly PopupEntry[], place: PopupPlace): void {
  const before = document.activeElement;
  const menu = h('div', { class: 'zc-menu zc-popup', role: 'menu', 'aria-label': label });
  let isOpen = true;
  const remove = (): void => {
    // What has the focus loses it as it is removed, which brings us here again.
    if (!isOpen) return;
    isOpen = false;
    menu.remove();
  };
  const close = (): void => {
    remove();
    if (before instanceof HTMLElement) before.focus();
  };
  menu.append(...entries.map((entry) => rowOf(entry, close)));
  menu.addEventListener('keydown', (event) => {
    if (handleKey(event, menu, close)) event.preventDefault();
    event.stopPropagation();
  });
  menu.addEventListener('focusout', (event) => {
    if (!menu.contains(event.relatedTarget as Node | null)) remove();
  });
  menu.addEventListener('contextmenu', (event) => {
    event.preventDefault();
  });
  document.body.append(menu);
  put(menu, place);
  rowsOf(menu)[0]?.focus();
}

/** A button with words that opens a menu; what is in it is asked for each time. */
export class PopupButton {
  readonly element: ToolkitButton;

  constructor(label: string, entries: () => readonly PopupEntry[]) {
    this.element = document.createElement('zc-button');
    this.element.setAttribute('appearance', 'secondary');
    this.element.ariaHasPopup = 'menu';
    const arrow = icon('chevronDown');
    arrow.setAttribute('slot', 'end');
    this.element.append(label, arrow);
    this.element.addEventListener('click', () => {
      if (!this.element.disabled) openPopupMenu(label, entries(), this.element);
    });
  }

  set disabled(isDisabled: boolean) {
    if (this.element.disabled !== isDisabled) this.element.disabled = isDisabled;
  }
}

function rowOf(entry: PopupEntry, close: () => void): HTMLElement {
  if (entry === 'separator') return h('div', { role: 'separator', class: 'zc-menu-separator' });
  const { label, isChecked, onPress } = entry;
  const role = isChecked === undefined ? 'menuitem' : 'menuitemcheckbox';
  const row = h('button', {
    ...{ type: 'button', role, tabindex: '-1', class: 'zc-menu-item' },
    'aria-checked': isChecked === undefined ? undefined : String(isChecked),
  });
  row.textContent = label;
  row.addEventListener('click', () => {
    close();
    onPress();
  });
  return row;
}

function rowsOf(menu: HTMLElement): HTMLElement[] {
  return [...menu.querySelectorAll<HTMLElement>('.zc-menu-item')];
}

function handleKey({ key }: KeyboardEvent, menu: HTMLElement, close: () => void): boolean {
  const rows = rowsOf(menu);
  const at = rows.findIndex((each) => each === document.activeElement);
  if (key === 'ArrowDown') rows[(at + 1) % rows.length]?.focus();
  else if (key === 'ArrowUp') rows[(at - 1 + rows.length) % rows.length]?.focus();
  else if (key === 'Home') rows[0]?.focus();
  else if (key === 'End') rows.at(-1)?.focus();
  else if (key === 'Escape' || key === 'Tab') close();
  else return false;
  return true;
}

/** Within the window: above its place where there is no room below. */
function put(menu: HTMLElement, place: PopupPlace): void {
  const at = place instanceof HTMLElement ? place.getBoundingClientRect() : new DOMRect(place.x, place.y, 0, 0);
  const { width, height } = menu.getBoundingClientRect();
  const below = at.bottom + 2;
  const top = below + height <= innerHeight ? below : Math.max(2, at.top - height - 2);
  menu.style.left = `${Math.max(2, Math.min(at.left, innerWidth - width - 2))}px`;
  menu.style.top = `${Math.min(top, Math.max(2, innerHeight - height - 2))}px`;
}
