import { h, newId, setText } from './dom.ts';
import { icon } from './icon.ts';

export interface FieldOptions {
  readonly label: string;
  /** One or two sentences below the control. */
  readonly help?: string;
  /** The word for it in the user's language, such as "required"; undefined where the field may stay empty. */
  readonly required?: string | undefined;
  /** The label stands elsewhere: whoever makes the field puts {@link Field.label} there. */
  readonly isLabelElsewhere?: boolean;
}

/** What every control offers. */
export interface Control {
  readonly element: HTMLElement;
  /** Undefined where there is none. */
  setError(message: string | undefined): void;
  focus(): void;
}

/**
 * The frame around a control: visible label, help, and the error beside it. Screen readers hear help and error with the
 * control, and an error that appears later by itself.
 */
export class Field {
  readonly element: HTMLElement;
  readonly label: HTMLLabelElement;
  readonly help: HTMLElement;
  readonly error: HTMLElement;
  readonly #errorText = h('span');

  constructor(control: HTMLElement, options: FieldOptions) {
    control.id = newId('control');
    this.label = h('label', { for: control.id, id: newId('label'), class: 'zc-label' }, options.label);
    this.help = h('p', { id: newId('help'), class: 'zc-help' }, options.help ?? '');
    this.error = h(
      'p',
      { id: newId('error'), class: 'zc-error', 'aria-live': 'polite' },
      icon('error'),
      this.#errorText,
    );
    const required = options.required === undefined ? undefined : h('span', { class: 'zc-required' }, options.required);
    const row = h('div', { class: 'zc-label-row' }, this.label, required);
    this.element = h('div', { class: 'zc-field' });
    if (options.isLabelElsewhere !== true) this.element.append(row);
    this.element.append(control, this.error, this.help);
  }

  setHelp(text: string): void {
    setText(this.help, text);
  }

  setError(message: string | undefined): void {
    this.element.classList.toggle('zc-invalid', message !== undefined);
    setText(this.#errorText, message ?? '');
  }
}
