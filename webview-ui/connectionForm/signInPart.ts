import type { ConnectionFormHost, FormState, SignInWay, SignInWayId } from '../../src/protocol/connectionForm.ts';
import type { Asynchronous } from '../../src/protocol/rpc.ts';
import { Button } from '../controls/button.ts';
import { Disclosure } from '../controls/disclosure.ts';
import { h } from '../controls/dom.ts';
import { Notice } from '../controls/notice.ts';
import { Progress } from '../controls/progress.ts';
import { l10n } from '../l10n.ts';
import { ClientFields, copyRow } from './clientFields.ts';
import { environmentLabel } from './environmentLabel.ts';
import type { FormSession, SessionState } from './formSession.ts';
import { Part } from './part.ts';
import { PasteBox } from './pasteBox.ts';

/** Part 2: who signs in, and how. */
export class SignInPart {
  readonly element: HTMLElement;
  readonly client: ClientFields;
  readonly #part = new Part(2, l10n.t('Sign In'));
  readonly #session: FormSession;
  readonly #form: FormState;
  readonly #logIn: Button;
  readonly #logInAgain: Button;
  readonly #row: HTMLElement;
  readonly #progress: Progress;
  readonly #copyAddress: Button;
  readonly #failure = new Notice();
  readonly #elsewhere = new Notice();
  readonly #warning = new Notice();
  readonly #paste: PasteBox;
  readonly #others: Disclosure;
  readonly #clock: { timer: ReturnType<typeof setInterval> | undefined } = { timer: undefined };
  #way: SignInWayId;
  #wasBusy = false;

  constructor(session: FormSession, form: FormState, host: Asynchronous<ConnectionFormHost>) {
    this.#session = session;
    this.#form = form;
    this.#way = form.signInWays[0]?.id ?? 'paste';
    const copy = (text: string): void => {
      void host.copy(text);
    };
    this.element = this.#part.element;
    this.client = new ClientFields(session, form, copy);
    const onPress = (): void => {
      this.#signIn(form.signInWays[0]?.id ?? 'paste');
    };
    this.#logIn = new Button({ label: l10n.t('Log In with Zoho'), onPress });
    this.#logInAgain = new Button({ label: l10n.t('Log In Again'), appearance: 'secondary', onPress });
    this.#row = h('div', { class: 'button-row' }, this.#logIn.element, this.#logInAgain.element);
    this.#progress = new Progress(l10n.t('Cancel'), () => {
      void session.cancel();
    });
    this.#copyAddress = new Button({
      label: l10n.t('Copy the Address'),
      appearance: 'secondary',
      onPress: () => {
        const address = session.state.progress?.address;
        if (address !== undefined) void host.copy(address);
      },
    });
    this.#progress.add(this.#copyAddress.element);
    this.#paste = new PasteBox(session, host);
    this.#others = new Disclosure(l10n.t('Other ways to sign in'), ...this.#otherWays(copy), this.#paste.element);
    this.#part.add(this.client.element, this.#row, this.#progress.element, this.#failure.element);
    this.#part.add(this.#warning.element, this.#elsewhere.element, this.#others.element);
  }

  render(): void {
    const { state } = this.#session;
    this.client.render();
    this.#paste.render();
    this.#renderSignedIn(state);
    this.#renderProgress(state);
    this.#renderFailure(state);
  }

  focus(): void {
    if (this.#logIn.element.hidden) this.#logInAgain.focus();
    else this.#logIn.focus();
  }

  #signIn(way: SignInWayId): void {
    this.#way = way;
    void this.#session.signIn(way);
    if (way !== 'paste') return;
    this.#others.open();
    this.#paste.focus();
  }

  #otherWays(copy: (text: string) => void): readonly HTMLElement[] {
    const usual = this.#form.signInWays[0]?.redirectUri;
    return this.#form.signInWays.slice(1).map((way) => {
      const onPress = (): void => {
        this.#signIn(way.id);
      };
      const button = new Button({ label: labelOf(way), appearance: 'secondary', onPress });
      const row = h('div', { class: 'other-way' }, button.element, h('p', { class: 'zc-help' }, helpOf(way)));
      if (way.redirectUri === usual) return row;
      const needs = h('p', { class: 'zc-help' }, l10n.t('Your OAuth client must have this redirect address:'));
      row.append(h('div', { class: 'client-needed' }, needs, copyRow(way.redirectUri, copy)));
      return row;
    });
  }

  #renderSignedIn({ signedIn, activity }: SessionState): void {
    const isElsewhere = this.#session.isSignedInElsewhere;
    const isHere = signedIn !== undefined && !isElsewhere;
    this.#part.setSummary(isHere ? [`${signedIn.userName} · ${signedIn.organization}`, signedIn.edition] : undefined);
    this.#logIn.element.hidden = isHere;
    this.#logInAgain.element.hidden = !isHere;
    const isBusy = activity === 'test' || activity === 'save';
    this.#logIn.disabled = isBusy;
    this.#logInAgain.disabled = isBusy;
    if (isHere && signedIn.warning !== undefined) this.#warning.show('warning', signedIn.warning, signedIn.warning);
    else this.#warning.hide();
    if (isElsewhere) this.#showElsewhere();
    else this.#elsewhere.hide();
  }

  #showElsewhere(): void {
    const { signedIn } = this.#session.state;
    if (!signedIn) return;
    const domain = this.#form.domains.find((each) => each.dataCenter === signedIn.dataCenter)?.label ?? '';
    const place = `${domain} (${environmentLabel(signedIn.environment)})`;
    const move = new Button({
      label: l10n.t('Switch to {0}', place),
      appearance: 'secondary',
      onPress: () => {
        this.#session.moveToSignIn();
        this.focus();
      },
    });
    const message = l10n.t(
      '{0} is signed in to “{1}” at {2}, which is not what is chosen above. Switch to that, or log in again where you want to be.',
      ...([signedIn.userName, signedIn.organization, place] as const),
    );
    this.#elsewhere.show('warning', message, h('p', {}, message), move.element);
  }

  #renderProgress({ activity, progress }: SessionState): void {
    const isBusy = activity === 'signIn';
    this.#row.hidden = isBusy;
    if (isBusy) {
      this.#progress.show(progress?.message ?? l10n.t('Signing in …'), restOf(progress?.endsAt));
      this.#copyAddress.element.hidden = progress?.address === undefined;
      this.#clock.timer ??= setInterval(() => {
        const { message, endsAt } = this.#session.state.progress ?? {};
        if (message !== undefined) this.#progress.show(message, restOf(endsAt));
      }, 1000);
      if (!this.#wasBusy && this.#way !== 'paste') this.#progress.focusCancel();
    } else {
      const hadFocus = this.#progress.hasFocus;
      this.#progress.hide();
      clearInterval(this.#clock.timer);
      this.#clock.timer = undefined;
      if (hadFocus) this.#focusWhatIsNext();
    }
    this.#wasBusy = isBusy;
  }

  #focusWhatIsNext(): void {
    const field = this.#session.state.signInFailure?.field;
    if (field === 'clientId' || field === 'clientSecret') this.client.focus(field);
    else this.focus();
  }

  #renderFailure({ signInFailure, problems, activity }: SessionState): void {
    const isAtField = signInFailure !== undefined && fieldsWithErrors.includes(signInFailure.field ?? '');
    const message = isAtField ? undefined : (signInFailure?.message ?? problems.signIn);
    if (message === undefined || activity === 'signIn') this.#failure.hide();
    else this.#failure.show('error', message, message);
  }
}

/** Whose errors are shown at the field. */
const fieldsWithErrors: readonly string[] = ['clientId', 'clientSecret', 'pasted'];

function labelOf({ id }: SignInWay): string {
  switch (id) {
    case 'loopback':
      return l10n.t('Log In and Return Through This Computer');
    case 'uriHandler':
      return l10n.t('Log In and Return Through the Editor');
    case 'paste':
      return l10n.t('Copy the Address and Sign In Anywhere');
  }
}

function helpOf({ id }: SignInWay): string {
  switch (id) {
    case 'loopback':
      return l10n.t('The browser comes back to a port of this computer.');
    case 'uriHandler':
      return l10n.t('The browser asks whether it may open the editor.');
    case 'paste':
      return l10n.t('In any browser, even on another computer. Then paste the address at which you end up, below.');
  }
}

/** How long something still takes at most, such as "4:05". */
function restOf(endsAt: number | undefined): string {
  if (endsAt === undefined) return '';
  const seconds = Math.max(0, Math.round((endsAt - Date.now()) / 1000));
  const rest = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
  return l10n.t('Waits for {0} more', rest);
}
