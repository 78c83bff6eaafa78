import type { Content } from './dom.ts';
import { append, h, setText } from './dom.ts';
import { icon } from './icon.ts';

/** Something secondary, a click away: a line that unfolds. */
export class Disclosure {
  readonly element: HTMLDetailsElement;
  readonly #note = h('span', { class: 'zc-disclosure-note' });

  constructor(title: string, ...content: readonly Content[]) {
    const summary = h('summary', { class: 'zc-disclosure-summary' }, icon('chevronDown'), title, ' ', this.#note);
    this.element = h('details', { class: 'zc-disclosure' }, summary);
    append(this.element, [h('div', { class: 'zc-disclosure-body' }, ...content)]);
  }

  /** What is inside, in a few words, for those who do not look. */
  setNote(text: string): void {
    setText(this.#note, text);
  }

  open(): void {
    this.element.open = true;
  }

  set hidden(isHidden: boolean) {
    this.element.hidden = isHidden;
  }
}
