import type { TestOutcome } from '../../src/protocol/connectionForm.ts';
import { Button } from '../controls/button.ts';
import { h } from '../controls/dom.ts';
import { MenuButton } from '../controls/menuButton.ts';
import { Notice } from '../controls/notice.ts';
import { Progress } from '../controls/progress.ts';
import { l10n } from '../l10n.ts';
import type { FormSession } from './formSession.ts';

export interface SaveBarActions {
  readonly save: (check: boolean) => void;
  readonly test: () => void;
}

/** The end of the form: save, test, and what came of it. */
export class SaveBar {
  readonly element: HTMLElement;
  readonly #session: FormSession;
  readonly #save: Button;
  readonly #menu: MenuButton;
  readonly #test: Button;
  readonly #row: HTMLElement;
  readonly #progress: Progress;
  readonly #result = new Notice();
  #wasBusy = false;

  constructor(session: FormSession, { save, test }: SaveBarActions) {
    this.#session = session;
    this.#save = new Button({
      label: l10n.t('Save'),
      onPress: () => {
        save(true);
      },
    });
    this.#menu = new MenuButton(l10n.t('More ways to save'), [
      {
        label: l10n.t('Save without checking'),
        onPress: () => {
          save(false);
        },
      },
    ]);
    this.#test = new Button({
      label: l10n.t('Test Connection'),
      appearance: 'secondary',
      onPress: test,
    });
    this.#progress = new Progress(l10n.t('Cancel'), () => {
      void session.cancel();
    });
    const split = h('div', { class: 'split-button' }, this.#save.element, this.#menu.element);
    const hint = h('p', { class: 'zc-help' }, l10n.t('Close this tab to leave without saving.'));
    this.#row = h('div', { class: 'button-row' }, split, this.#test.element, hint);
    this.element = h('div', { class: 'save-bar' }, this.#result.element, this.#row, this.#progress.element);
  }

  render(): void {
    const { activity, testOutcome, saveFailure } = this.#session.state;
    const isBusy = activity === 'test' || activity === 'save';
    this.#row.hidden = isBusy;
    if (isBusy) this.#progress.show(activity === 'test' ? l10n.t('Asking Zoho CRM …') : l10n.t('Saving …'), '');
    else this.#progress.hide();
    this.#save.disabled = activity === 'signIn';
    this.#menu.disabled = activity === 'signIn';
    this.#test.disabled = activity === 'signIn';
    if (saveFailure !== undefined) this.#showFailure(saveFailure);
    else this.#showTest(testOutcome);
    this.#moveFocus(isBusy);
  }

  /** The focus goes along where what had it is hidden, and the result is brought to where it can be seen. */
  #moveFocus(isBusy: boolean): void {
    if (isBusy && !this.#wasBusy) this.#progress.focusCancel();
    if (!isBusy && this.#wasBusy) {
      (this.#session.state.testOutcome ? this.#test : this.#save).focus();
      this.element.scrollIntoView({ block: 'nearest' });
    }
    this.#wasBusy = isBusy;
  }

  #showFailure(message: string): void {
    const more = l10n.t('It can be saved without checking: see the menu beside Save.');
    this.#result.show('error', message, h('p', {}, message), h('p', {}, more));
  }

  #showTest(outcome: TestOutcome | undefined): void {
    if (outcome?.kind === 'failed') this.#result.show('error', outcome.message, outcome.message);
    else if (outcome?.kind === 'passed') {
      const facts = outcome.facts.flatMap(({ label, value }) => [h('dt', {}, label), h('dd', {}, value)]);
      const warnings = outcome.warnings.map((each) => h('li', {}, each));
      this.#result.show(
        warnings.length > 0 ? 'warning' : 'ok',
        JSON.stringify(outcome),
        h('p', { class: 'result-title' }, l10n.t('The connection works')),
        h('dl', { class: 'facts' }, ...facts),
        warnings.length > 0 ? h('ul', { class: 'warnings' }, ...warnings) : undefined,
      );
    } else {
      this.#result.hide();
    }
  }
}
