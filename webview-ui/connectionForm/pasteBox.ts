import type { ConnectionFormHost } from '../../src/protocol/connectionForm.ts';
import type { Asynchronous } from '../../src/protocol/rpc.ts';
import { Button } from '../controls/button.ts';
import { h } from '../controls/dom.ts';
import { Notice } from '../controls/notice.ts';
import { TextInput } from '../controls/textInput.ts';
import { l10n } from '../l10n.ts';
import type { FormSession } from './formSession.ts';

/** For those who have something to paste already. What was pasted leaves this box only towards the host. */
export class PasteBox {
  readonly element: HTMLElement;
  readonly #box: TextInput;
  readonly #recognized = new Notice();
  readonly #use: Button;
  readonly #session: FormSession;
  readonly #host: Asynchronous<ConnectionFormHost>;
  #canUse = false;
  #question = 0;

  constructor(session: FormSession, host: Asynchronous<ConnectionFormHost>) {
    this.#session = session;
    this.#host = host;
    this.#box = new TextInput({
      label: l10n.t('Access Token'),
      help: l10n.t(
        'Paste a refresh token, a grant code, an access token, the JSON of a token answer, or the whole address to which the browser was sent after you signed in.',
      ),
      isPassword: true,
    });
    this.#use = new Button({
      label: l10n.t('Sign In with This'),
      appearance: 'secondary',
      onPress: () => {
        void this.#signIn();
      },
    });
    this.element = h('div', { class: 'paste' }, this.#box.element, this.#recognized.element, this.#use.element);
    this.#box.onInput((text) => {
      void this.#recognize(text);
    });
  }

  render(): void {
    const { activity, signInFailure } = this.#session.state;
    this.#box.setError(signInFailure?.field === 'pasted' ? signInFailure.message : undefined);
    this.#use.disabled = !this.#canUse || activity === 'test' || activity === 'save';
  }

  focus(): void {
    this.#box.focus();
  }

  async #recognize(text: string): Promise<void> {
    const question = ++this.#question;
    this.#canUse = false;
    const recognized = text.trim() === '' ? undefined : await this.#host.recognize(text).catch(() => undefined);
    if (question !== this.#question) return;
    if (recognized) {
      const tone = recognized.tone === 'refused' ? 'error' : recognized.tone;
      this.#recognized.show(tone, recognized.message, recognized.message);
    } else {
      this.#recognized.hide();
    }
    this.#canUse = recognized !== undefined && recognized.tone !== 'refused';
    this.render();
  }

  async #signIn(): Promise<void> {
    await this.#session.signInWithPasted(this.#box.value);
    if (this.#session.state.signInFailure !== undefined) return;
    this.#box.value = '';
    await this.#recognize('');
  }
}
