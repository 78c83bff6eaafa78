import type { TabState } from '../../src/protocol/results.ts';
import { h, setText } from '../controls/dom.ts';

/** How a result stands. It is read aloud when something begins or ends, not with each row that comes. */
export class StatusLine {
  readonly element: HTMLElement;
  readonly #status = h('span', { class: 'status-text' });
  readonly #note = h('span', { class: 'status-note' });
  readonly #detail = h('span', { class: 'status-detail' });
  readonly #said = h('span', { class: 'status-said', role: 'status' });
  readonly #aloud = h('span', { class: 'zc-visually-hidden', role: 'status' });
  readonly #bar = h('div', { class: 'busy', 'aria-hidden': 'true' });
  #phase: string | undefined;
  #timer: number | undefined;

  constructor() {
    const texts = [this.#status, this.#note, this.#said, this.#detail, this.#aloud];
    this.element = h('div', { class: 'status' }, this.#bar, ...texts);
  }

  render({ id, phase, status, note, detail }: TabState): void {
    setText(this.#status, status);
    setText(this.#note, note);
    setText(this.#detail, detail);
    this.#bar.hidden = phase !== 'starting' && phase !== 'running';
    if (this.#phase === `${id} ${phase}`) return;
    this.#phase = `${id} ${phase}`;
    setText(this.#aloud, `${status} ${note}`.trim());
  }

  /** For a few seconds. */
  say(text: string): void {
    setText(this.#said, text);
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      setText(this.#said, '');
    }, sayingMs);
  }
}

const sayingMs = 6000;
