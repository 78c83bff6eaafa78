import type { Content } from '../controls/dom.ts';
import { append, h, setText } from '../controls/dom.ts';
import { icon } from '../controls/icon.ts';

/** `warning`: it can be saved, but something is to be known. */
export type PartTone = 'done' | 'warning';

/**
 * One of the numbered parts of the form. When it is finished, it sums itself up in a line and its number becomes a tick,
 * or a warning sign.
 */
export class Part {
  readonly element: HTMLElement;
  readonly #longText = h('span', { class: 'part-summary-long' });
  readonly #otherTexts = h('span');
  readonly #summary = h('p', { class: 'part-summary' }, this.#longText, this.#otherTexts);
  readonly #body = h('div', { class: 'part-body' });

  constructor(number: number, title: Content) {
    const marker = h(
      'span',
      { class: 'part-marker', 'aria-hidden': 'true' },
      h('span', {}, String(number)),
      icon('check'),
      icon('warning'),
    );
    const heading = h('h2', { class: 'part-title' }, title);
    this.element = h('section', { class: 'part' }, marker);
    this.element.append(h('div', { class: 'part-head' }, heading, this.#summary), this.#body);
  }

  add(...content: readonly Content[]): void {
    append(this.#body, content);
  }

  /** Where there is no room for all, the end of the first text is left out. Undefined while something is missing. */
  setSummary(texts: readonly string[] | undefined, tone: PartTone = 'done'): void {
    this.element.classList.toggle('part-done', texts !== undefined && tone === 'done');
    this.element.classList.toggle('part-warned', texts !== undefined && tone === 'warning');
    const [first = '', ...others] = texts ?? [];
    setText(this.#longText, first);
    setText(this.#otherTexts, others.map((each) => ` · ${each}`).join(''));
    this.#summary.title = (texts ?? []).join(' · ');
  }
}
