import type { Environment } from '../../src/core/model/connection.ts';
import type { DomainOption } from '../../src/protocol/connectionForm.ts';
import { Disclosure } from '../controls/disclosure.ts';
import { Dropdown } from '../controls/dropdown.ts';
import { TextInput } from '../controls/textInput.ts';
import { l10n } from '../l10n.ts';
import { environmentLabel } from './environmentLabel.ts';
import type { FormSession } from './formSession.ts';
import { Part } from './part.ts';

const environments: readonly Environment[] = ['production', 'sandbox', 'developer'];

/** Part 1: what the connection is called, and where its organization lives. */
export class NamePart {
  readonly element: HTMLElement;
  readonly name: TextInput;
  readonly domain: Dropdown<DomainOption['dataCenter']>;
  readonly environment: Dropdown<Environment>;
  readonly #part = new Part(1, l10n.t('Name and Domain'));
  readonly #more: Disclosure;
  readonly #session: FormSession;
  readonly #domains: readonly DomainOption[];

  constructor(session: FormSession, domains: readonly DomainOption[]) {
    this.#session = session;
    this.#domains = domains;
    this.element = this.#part.element;
    this.name = new TextInput({
      label: l10n.t('Name'),
      help: l10n.t('What this connection is called in the editor. When you sign in, one is suggested.'),
      required: l10n.t('required'),
      maxLength: 100,
    });
    this.domain = new Dropdown({
      label: l10n.t('Domain'),
      help: l10n.t('The address at which you use Zoho CRM in the browser.'),
      options: domains.map(({ dataCenter, label, detail }) => ({ value: dataCenter, label, detail })),
    });
    this.environment = new Dropdown<Environment>({
      label: l10n.t('Environment'),
      help: l10n.t('A sandbox and a developer edition have users, records and sign-ins of their own.'),
      options: environments.map((value) => ({ value, label: environmentLabel(value) })),
    });
    this.#more = new Disclosure(l10n.t('Environment'), this.environment.element);
    this.#part.add(this.name.element, this.domain.element, this.#more.element);
    this.#listen();
  }

  render(): void {
    const { draft, problems } = this.#session.state;
    this.name.value = draft.name;
    this.domain.value = draft.dataCenter;
    this.environment.value = draft.environment;
    this.name.setError(problems.name);
    this.domain.setError(problems.dataCenter);
    this.environment.setError(problems.environment);
    const environment = environmentLabel(draft.environment);
    const domain = this.#domains.find((each) => each.dataCenter === draft.dataCenter)?.label ?? '';
    this.#more.setNote(environment);
    const isDone = draft.name.trim() !== '' && problems.name === undefined;
    // Nobody's real data are there, and the line is short.
    const isForTrying = draft.dataCenter === 'sample' && draft.environment === 'production';
    const place = isForTrying ? [domain] : [domain, environment];
    this.#part.setSummary(isDone ? [draft.name.trim(), ...place] : undefined);
  }

  focusEnvironment(): void {
    this.#more.open();
    this.environment.focus();
  }

  #listen(): void {
    const session = this.#session;
    this.name.onInput((name) => {
      session.change({ name });
    });
    this.name.onLeave(() => {
      if (session.state.draft.name !== '') session.touch('name');
    });
    this.domain.onChange((dataCenter) => {
      session.change({ dataCenter });
    });
    this.environment.onChange((environment) => {
      session.change({ environment });
    });
  }
}
