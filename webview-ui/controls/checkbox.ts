import { h } from './dom.ts';

export interface CheckboxOptions {
  readonly label: string;
  readonly isChecked: boolean;
  /** What it does, for whoever rests on it. */
  readonly hint?: string;
  readonly onChange: (isChecked: boolean) => void;
}

/** The browser's own checkbox in the colors of the editor: it needs no toolkit to be named and reached by keyboard. */
export class Checkbox {
  readonly element: HTMLElement;
  readonly #input: HTMLInputElement;

  constructor({ label, isChecked, hint, onChange }: CheckboxOptions) {
    this.#input = h('input', { type: 'checkbox', class: 'zc-checkbox' });
    this.#input.checked = isChecked;
    this.#input.addEventListener('change', () => {
      onChange(this.#input.checked);
    });
    this.element = h('label', { class: 'zc-checkbox-label', title: hint }, this.#input, label);
  }
}
