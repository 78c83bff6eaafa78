import type { DomainOption, FormState, SignInWay } from '../../src/protocol/connectionForm.ts';
import { Button } from '../controls/button.ts';
import { Disclosure } from '../controls/disclosure.ts';
import { h } from '../controls/dom.ts';
import { TextInput } from '../controls/textInput.ts';
import { l10n } from '../l10n.ts';
import type { FormSession } from './formSession.ts';

/** The user's own OAuth client: shown for Zoho's data centers only, and unfolded only while it is missing. */
export class ClientFields {
  readonly element: HTMLElement;
  readonly clientId: TextInput;
  readonly clientSecret: TextInput;
  readonly #disclosure: Disclosure;
  readonly #console = h('span');
  readonly #session: FormSession;
  readonly #domains: readonly DomainOption[];
  readonly #copy: (text: string) => void;
  /** The domain for which it was decided whether to unfold. */
  #seenDomain: string | undefined;

  constructor(session: FormSession, form: FormState, copy: (text: string) => void) {
    this.#session = session;
    this.#domains = form.domains;
    this.#copy = copy;
    this.clientId = new TextInput({ label: l10n.t('Client ID'), placeholder: '1000.…' });
    this.clientSecret = new TextInput({ label: l10n.t('Client Secret'), isPassword: true });
    this.#disclosure = new Disclosure(
      l10n.t('OAuth client'),
      this.#instructions(form.signInWays),
      this.clientId.element,
      this.clientSecret.element,
    );
    this.element = this.#disclosure.element;
    this.#listen();
  }

  render(): void {
    const { draft, problems, hasClientSecret, signInFailure } = this.#session.state;
    const refused = (field: string): string | undefined =>
      signInFailure?.field === field ? signInFailure.message : undefined;
    const consoleUrl = this.#domains.find((each) => each.dataCenter === draft.dataCenter)?.apiConsoleUrl;
    this.#disclosure.hidden = consoleUrl === undefined;
    if (draft.dataCenter !== this.#seenDomain) this.#showConsole(consoleUrl);
    this.clientId.value = draft.clientId;
    this.clientSecret.value = draft.clientSecret;
    this.clientId.setError(refused('clientId') ?? problems.clientId);
    this.clientSecret.setError(refused('clientSecret') ?? problems.clientSecret);
    this.clientSecret.placeholder = hasClientSecret ? l10n.t('Kept in the secret storage') : '';
    this.clientSecret.setHelp(
      hasClientSecret
        ? l10n.t('Leave it empty to use the one that was kept for this client.')
        : l10n.t('Kept in the editor’s secret storage when you save.'),
    );
    this.#disclosure.setNote(draft.clientId === '' ? l10n.t('needed once for each domain') : shorten(draft.clientId));
    if (consoleUrl !== undefined && draft.dataCenter !== this.#seenDomain && draft.clientId === '') {
      this.#disclosure.open();
    }
    this.#seenDomain = draft.dataCenter;
  }

  /** Unfolds what is to be filled in, and goes there. */
  focus(field: 'clientId' | 'clientSecret'): void {
    this.#disclosure.open();
    this[field].focus();
  }

  #showConsole(url: string | undefined): void {
    const link = url === undefined ? undefined : h('a', { href: url }, url.replace('https://', ''));
    this.#console.replaceChildren(...(link && url !== undefined ? [copyRow(url, this.#copy, link)] : []));
  }

  #instructions(ways: readonly SignInWay[]): HTMLElement {
    const address = ways[0]?.redirectUri;
    return h(
      'ol',
      { class: 'steps' },
      h('li', {}, l10n.t('Open Zoho’s API console:'), this.#console),
      h('li', {}, l10n.t('Add a client of the kind “Server-based Applications”, with any name and home page.')),
      h(
        'li',
        {},
        l10n.t('Register this redirect address with it:'),
        address === undefined ? undefined : copyRow(address, this.#copy),
      ),
      h('li', {}, l10n.t('Copy its client ID and client secret to here.')),
    );
  }

  #listen(): void {
    const session = this.#session;
    this.clientId.onInput((clientId) => {
      session.change({ clientId });
    });
    this.clientId.onLeave(() => {
      if (session.state.draft.clientId !== '') session.touch('clientId');
    });
    this.clientSecret.onInput((clientSecret) => {
      session.change({ clientSecret });
    });
    this.clientSecret.onLeave(() => {
      if (session.state.draft.clientSecret !== '') session.touch('clientSecret');
    });
  }
}

/** A text to be copied, as it is shown, with the button that does it and says so. */
export function copyRow(text: string, copy: (text: string) => void, shown: Node = h('code', {}, text)): HTMLElement {
  const said = h('span', { class: 'copied', role: 'status' });
  const button = new Button({
    label: l10n.t('Copy {0}', text),
    appearance: 'icon',
    icon: 'copy',
    onPress: () => {
      copy(text);
      said.textContent = l10n.t('Copied');
      setTimeout(() => {
        said.textContent = '';
      }, 2000);
    },
  });
  return h('span', { class: 'copy-row' }, shown, button.element, said);
}

function shorten(clientId: string): string {
  return clientId.length > 16 ? `${clientId.slice(0, 12)}…` : clientId;
}
