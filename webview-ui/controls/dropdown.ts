import type { Dropdown as ToolkitDropdown, Option as ToolkitOption } from '@vscode/webview-ui-toolkit';

import type { Control, FieldOptions } from './field.ts';
import { Field } from './field.ts';

export interface DropdownOption<Value extends string> {
  readonly value: Value;
  readonly label: string;
  /** What it means; beside the label in the list. */
  readonly detail?: string;
}

export interface DropdownOptions<Value extends string> extends FieldOptions {
  readonly options: readonly DropdownOption<Value>[];
}

/** One of a few. */
export class Dropdown<Value extends string> implements Control {
  readonly element: HTMLElement;
  readonly #field: Field;
  readonly #control: ToolkitDropdown;
  readonly #options: readonly DropdownOption<Value>[];

  constructor(options: DropdownOptions<Value>) {
    this.#options = options.options;
    this.#control = document.createElement('zc-dropdown');
    this.#control.append(...options.options.map(optionElement));
    this.#field = new Field(this.#control, options);
    this.element = this.#field.element;
    this.#control.setAttribute('aria-labelledby', this.#field.label.id);
    this.#control.setAttribute('aria-describedby', `${this.#field.error.id} ${this.#field.help.id}`);
  }

  /** To be put where it is seen, if the field has it elsewhere. */
  get label(): HTMLElement {
    return this.#field.label;
  }

  get value(): Value {
    const found = this.#options.find((each) => each.value === this.#control.value) ?? this.#options[0];
    if (!found) throw new Error('A list without options has no value.');
    return found.value;
  }

  set value(value: Value) {
    if (this.#control.value !== value) this.#control.value = value;
  }

  setError(message: string | undefined): void {
    this.#field.setError(message);
    this.#control.setAttribute('aria-invalid', String(message !== undefined));
  }

  setHelp(text: string): void {
    this.#field.setHelp(text);
  }

  focus(): void {
    this.#control.focus();
  }

  onChange(listener: (value: Value) => void): void {
    this.#control.addEventListener('change', () => {
      listener(this.value);
    });
  }
}

/** The detail is drawn by style.css, so that it is not part of the text that the closed list shows. */
function optionElement({ value, label, detail }: DropdownOption<string>): ToolkitOption {
  const element = document.createElement('zc-option');
  element.setAttribute('value', value);
  element.textContent = label;
  if (detail === undefined) return element;
  element.dataset['detail'] = detail;
  // The toolkit names the option by its text as it enters the page; the detail is added after that.
  queueMicrotask(() => {
    element.setAttribute('aria-label', `${label}, ${detail}`);
  });
  return element;
}
