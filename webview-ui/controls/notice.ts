import type { Content } from './dom.ts';
import { append, h } from './dom.ts';
import { icon } from './icon.ts';

export type Tone = 'ok' | 'info' | 'warning' | 'error';

/** A few words about how things stand, by shape and color and text. What is an error is read aloud at once. */
export class Notice {
  readonly element: HTMLElement;
  #shown = '';

  constructor() {
    this.element = h('div', { class: 'zc-notice', role: 'status', tabindex: '-1' });
    this.element.hidden = true;
  }

  /** `key` says whether it is the same notice as before: then nothing is drawn, or read aloud, again. */
  show(tone: Tone, key: string, ...content: readonly Content[]): void {
    const shown = `${tone} ${key}`;
    if (shown === this.#shown) return;
    this.#shown = shown;
    this.element.className = `zc-notice zc-notice-${tone}`;
    this.element.setAttribute('role', tone === 'error' ? 'alert' : 'status');
    const body = h('div', { class: 'zc-notice-body' });
    append(body, content);
    this.element.replaceChildren(...(tone === 'info' ? [] : [icon(tone === 'ok' ? 'check' : tone)]), body);
    this.element.hidden = false;
  }

  hide(): void {
    this.#shown = '';
    this.element.hidden = true;
    this.element.replaceChildren();
  }

  focus(): void {
    this.element.focus();
  }
}
