import { Button } from './button.ts';
import { h, setText } from './dom.ts';

/** Something that takes a while, with a way to stop it. */
export class Progress {
  readonly element: HTMLElement;
  readonly #message = h('p', { class: 'zc-progress-message', role: 'status' });
  /** Beside the message and never read aloud: it changes every second. */
  readonly #rest = h('p', { class: 'zc-progress-rest' });
  readonly #text: HTMLElement;
  readonly #cancel: Button;

  constructor(cancelLabel: string, onCancel: () => void) {
    this.#cancel = new Button({ label: cancelLabel, appearance: 'secondary', onPress: onCancel });
    const ring = document.createElement('zc-progress-ring');
    ring.setAttribute('aria-hidden', 'true');
    const text = h('div', { class: 'zc-progress-text' }, this.#message, this.#rest);
    this.#text = text;
    this.element = h('div', { class: 'zc-progress' }, ring, text, this.#cancel.element);
    this.element.hidden = true;
  }

  show(message: string, rest: string): void {
    setText(this.#message, message);
    setText(this.#rest, rest);
    this.element.hidden = false;
  }

  /** What else can be done meanwhile. */
  add(...content: readonly Node[]): void {
    this.#text.append(...content);
  }

  hide(): void {
    this.element.hidden = true;
  }

  get hasFocus(): boolean {
    return this.element.contains(document.activeElement);
  }

  focusCancel(): void {
    this.#cancel.focus();
  }
}
