import type { ConnectionFormHost, DraftField, FieldProblems, FormState } from '../../src/protocol/connectionForm.ts';
import type { Asynchronous } from '../../src/protocol/rpc.ts';
import { h } from '../controls/dom.ts';
import { l10n } from '../l10n.ts';
import { CachePart } from './cachePart.ts';
import type { FormSession } from './formSession.ts';
import { NamePart } from './namePart.ts';
import { SaveBar } from './saveBar.ts';
import { SignInPart } from './signInPart.ts';
import { TimeZonePart } from './timeZonePart.ts';

export interface ConnectionFormParts {
  readonly session: FormSession;
  readonly form: FormState;
  readonly host: Asynchronous<ConnectionFormHost>;
  readonly computerTimeZone: string;
}

/** The page: four parts below each other, and what saves. */
export class ConnectionForm {
  readonly element: HTMLElement;
  readonly #name: NamePart;
  readonly #signIn: SignInPart;
  readonly #timeZone: TimeZonePart;
  readonly #cache: CachePart;
  readonly #saveBar: SaveBar;
  readonly #session: FormSession;

  constructor({ session, form, host, computerTimeZone }: ConnectionFormParts) {
    this.#session = session;
    this.#name = new NamePart(session, form.domains);
    this.#signIn = new SignInPart(session, form, host);
    this.#timeZone = new TimeZonePart(session, computerTimeZone);
    this.#cache = new CachePart(session);
    this.#saveBar = new SaveBar(session, {
      save: (check) => {
        void this.#save(check);
      },
      test: () => {
        void this.#test();
      },
    });
    const title = form.connectionId === undefined ? l10n.t('New Connection') : l10n.t('Edit Connection');
    const parts = [this.#name, this.#signIn, this.#timeZone, this.#cache, this.#saveBar];
    this.element = h('main', { class: 'form' }, h('h1', {}, title), ...parts.map((part) => part.element));
    const render = (): void => {
      for (const part of parts) part.render();
    };
    session.onDidChange(render);
    render();
    void host.timeZones().then((zones) => {
      this.#timeZone.setZones(zones);
    });
  }

  focus(): void {
    this.#name.name.focus();
  }

  async #save(check: boolean): Promise<void> {
    const outcome = await this.#session.save(check);
    if (outcome.kind === 'invalid') this.#focusFirst(outcome.problems);
  }

  async #test(): Promise<void> {
    await this.#session.test();
    const { testOutcome } = this.#session.state;
    if (testOutcome?.kind === 'invalid') this.#focusFirst(testOutcome.problems);
  }

  /** Fields in the order of the page. */
  #focusFirst(problems: FieldProblems): void {
    const focusBy: Readonly<Record<DraftField | 'signIn', () => void>> = {
      name: () => {
        this.#name.name.focus();
      },
      dataCenter: () => {
        this.#name.domain.focus();
      },
      environment: () => {
        this.#name.focusEnvironment();
      },
      clientId: () => {
        this.#signIn.client.focus('clientId');
      },
      clientSecret: () => {
        this.#signIn.client.focus('clientSecret');
      },
      signIn: () => {
        this.#signIn.focus();
      },
      timeZone: () => {
        this.#timeZone.timeZone.focus();
      },
      cachePolicy: () => {
        this.#cache.policy.focus();
      },
    };
    const inOrder = Object.keys(focusBy) as (keyof typeof focusBy)[];
    const first = inOrder.find((field) => problems[field] !== undefined);
    if (first) focusBy[first]();
  }
}
