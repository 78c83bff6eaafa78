import type { TextField } from '@vscode/webview-ui-toolkit';

import type { Control, FieldOptions } from './field.ts';
import { Field } from './field.ts';

export interface TextInputOptions extends FieldOptions {
  readonly isPassword?: boolean;
  readonly maxLength?: number;
  readonly placeholder?: string;
}

/** One line of text. `onInput` is told of every keystroke, `onLeave` when the field is left. */
export class TextInput implements Control {
  readonly element: HTMLElement;
  readonly #field: Field;
  readonly #control: TextField;
  /** What was pasted as it was: the box itself drops line breaks. Undefined as soon as something else is in it. */
  #pasted: string | undefined;

  constructor(options: TextInputOptions) {
    this.#control = document.createElement('zc-text-field');
    // The toolkit names the box by the text within; the visible label is the field's (style.css hides this one).
    this.#control.textContent = options.label;
    if (options.isPassword === true) this.#control.setAttribute('type', 'password');
    if (options.maxLength !== undefined) this.#control.setAttribute('maxlength', String(options.maxLength));
    if (options.placeholder !== undefined) this.#control.setAttribute('placeholder', options.placeholder);
    if (options.required !== undefined) this.#control.setAttribute('required', '');
    this.#control.setAttribute('spellcheck', 'false');
    this.#field = new Field(this.#control, options);
    this.element = this.#field.element;
    this.#control.addEventListener('paste', (event) => {
      this.#paste(event);
    });
    // The box lives in a shadow tree that is made when it enters the page.
    this.#control.addEventListener('focusin', () => {
      this.#describe();
    });
    queueMicrotask(() => {
      this.#describe();
    });
  }

  /** With the line breaks of what was pasted. */
  get value(): string {
    return this.#pasted ?? this.#control.value;
  }

  set value(text: string) {
    if (text === this.value) return;
    this.#pasted = undefined;
    this.#control.value = text;
  }

  setError(message: string | undefined): void {
    this.#field.setError(message);
    this.#inner?.setAttribute('aria-invalid', String(message !== undefined));
  }

  setHelp(text: string): void {
    this.#field.setHelp(text);
  }

  set placeholder(text: string) {
    this.#control.placeholder = text;
  }

  focus(): void {
    this.#control.focus();
  }

  onInput(listener: (value: string) => void): void {
    this.#control.addEventListener('input', () => {
      if (this.#pasted !== undefined && asOneLine(this.#pasted) !== this.#control.value) this.#pasted = undefined;
      listener(this.value);
    });
  }

  onLeave(listener: () => void): void {
    this.#control.addEventListener('focusout', listener);
  }

  get #inner(): HTMLInputElement | null | undefined {
    return this.#control.shadowRoot?.querySelector('input');
  }

  #describe(): void {
    const inner = this.#inner;
    if (inner) inner.ariaDescribedByElements = [this.#field.error, this.#field.help];
  }

  #paste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text/plain') ?? '';
    if (!text.trim().includes('\n')) return;
    event.preventDefault();
    this.#pasted = text;
    this.#control.value = asOneLine(text);
    this.#control.dispatchEvent(new Event('input'));
  }
}

function asOneLine(text: string): string {
  return text.trim().replace(/\s*\n\s*/g, ' ');
}
