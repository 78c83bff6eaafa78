import type { Button as ToolkitButton } from '@vscode/webview-ui-toolkit';

import { h } from './dom.ts';
import { icon } from './icon.ts';

export interface MenuItem {
  readonly label: string;
  readonly onPress: () => void;
}

/** A narrow button that opens a menu: the other half of a split button. Arrow keys, Escape and Tab work as in any menu. */
export class MenuButton {
  readonly element: HTMLElement;
  readonly #button: ToolkitButton;
  readonly #menu: HTMLElement;

  constructor(label: string, items: readonly MenuItem[]) {
    this.#button = document.createElement('zc-button');
    this.#button.setAttribute('appearance', 'primary');
    this.#button.setAttribute('aria-label', label);
    this.#button.title = label;
    this.#button.ariaHasPopup = 'menu';
    this.#button.append(icon('chevronDown'));
    this.#menu = h(
      'div',
      { class: 'zc-menu', role: 'menu', 'aria-label': label },
      ...items.map((item) => this.#row(item)),
    );
    this.element = h('div', { class: 'zc-menu-button' }, this.#button, this.#menu);
    this.#setOpen(false);
    this.#button.addEventListener('click', () => {
      if (this.#menu.hidden) this.#open();
      else this.#setOpen(false);
    });
    this.element.addEventListener('keydown', (event) => {
      if (this.#handleKey(event)) event.preventDefault();
    });
    this.element.addEventListener('focusout', (event) => {
      if (!this.element.contains(event.relatedTarget as Node | null)) this.#setOpen(false);
    });
  }

  set disabled(isDisabled: boolean) {
    if (this.#button.disabled !== isDisabled) this.#button.disabled = isDisabled;
  }

  #row(item: MenuItem): HTMLElement {
    const row = h('button', { type: 'button', role: 'menuitem', tabindex: '-1', class: 'zc-menu-item' }, item.label);
    row.addEventListener('click', () => {
      this.#close();
      item.onPress();
    });
    return row;
  }

  get #rows(): HTMLElement[] {
    return [...this.#menu.querySelectorAll<HTMLElement>('[role=menuitem]')];
  }

  #handleKey(event: KeyboardEvent): boolean {
    const { key } = event;
    if (this.#menu.hidden) {
      if (key !== 'ArrowDown' && key !== 'ArrowUp') return false;
      this.#open();
      return true;
    }
    const rows = this.#rows;
    const at = rows.findIndex((each) => each === document.activeElement);
    if (key === 'ArrowDown') rows[(at + 1) % rows.length]?.focus();
    else if (key === 'ArrowUp') rows[(at - 1 + rows.length) % rows.length]?.focus();
    else if (key === 'Home') rows[0]?.focus();
    else if (key === 'End') rows.at(-1)?.focus();
    else if (key === 'Escape') this.#close();
    else return false;
    return true;
  }

  #open(): void {
    this.#setOpen(true);
    this.#menu.scrollIntoView({ block: 'nearest' });
    this.#rows[0]?.focus();
  }

  #close(): void {
    this.#setOpen(false);
    this.#button.focus();
  }

  #setOpen(isOpen: boolean): void {
    this.#menu.hidden = !isOpen;
    this.#button.ariaExpanded = String(isOpen);
  }
}
