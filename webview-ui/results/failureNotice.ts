import type { Failure, FailureAction } from '../../src/protocol/results.ts';
import { Button } from '../controls/button.ts';
import { h } from '../controls/dom.ts';
import { Notice } from '../controls/notice.ts';
import { l10n } from '../l10n.ts';

/** What went wrong with a query, and what can be done about it. */
export class FailureNotice {
  readonly #notice = new Notice();
  readonly #act: (action: FailureAction) => void;

  constructor(act: (action: FailureAction) => void) {
    this.#act = act;
  }

  get element(): HTMLElement {
    return this.#notice.element;
  }

  render(failure: Failure | undefined): void {
    if (!failure) {
      this.#notice.hide();
      return;
    }
    const labels: Readonly<Record<FailureAction, string>> = {
      signIn: l10n.t('Sign In'),
      tryAgain: l10n.t('Try Again'),
      showLog: l10n.t('Show Log'),
    };
    const buttons = failure.actions.map((action, index) => {
      const onPress = (): void => {
        this.#act(action);
      };
      return new Button({ label: labels[action], appearance: index === 0 ? 'primary' : 'secondary', onPress }).element;
    });
    const key = JSON.stringify(failure);
    this.#notice.show('error', key, h('p', {}, failure.message), h('div', { class: 'button-row' }, ...buttons));
  }
}
