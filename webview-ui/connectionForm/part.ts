import type { Content } from '../controls/dom.ts';
import { append, h, setText } from '../controls/dom.ts';
import { icon } from '../controls/icon.ts';

/** One of the numbered parts of the form. When it is finished, it sums itself up in a line and its number becomes a tick. */
export class Part {
  readonly element: HTMLElement;
  readonly #summary = h('p', { class: 'part-summary' });
  readonly #body = h('div', { class: 'part-body' });

  constructor(number: number, title: Content) {
    const marker = h(
      'span',
      { class: 'part-marker', 'aria-hidden': 'true' },
      h('span', {}, String(number)),
      icon('check'),
    );
    const heading = h('h2', { class: 'part-title' }, title);
    this.element = h('section', { class: 'part' }, marker);
    this.element.append(h('div', { class: 'part-head' }, heading, this.#summary), this.#body);
  }

  add(...content: readonly Content[]): void {
    append(this.#body, content);
  }

  /** Undefined while something is missing. */
  setSummary(summary: string | undefined): void {
    this.element.classList.toggle('part-done', summary !== undefined);
    setText(this.#summary, summary ?? '');
  }
}
