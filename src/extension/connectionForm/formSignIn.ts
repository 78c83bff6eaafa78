import { recognizePasted } from '../../core/connections/pastedToken.ts';
import { InputError } from '../../core/errors.ts';
import type { Identity } from '../../core/jobs/signIn.ts';
import { signInTimeoutMs } from '../../core/jobs/signIn.ts';
import type { ConnectionReport } from '../../core/jobs/testConnection.ts';
import { testConnection } from '../../core/jobs/testConnection.ts';
import type { Connection } from '../../core/model/connection.ts';
import type { Clock } from '../../core/ports.ts';
import type {
  ConnectionDraftInput,
  ConnectionFormPage,
  FieldProblems,
  SignedInSummary,
  SignInOutcome,
  SignInWay,
  SignInWayId,
} from '../../protocol/connectionForm.ts';
import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import type { Engine } from '../engine.ts';
import type { L10n } from '../l10n.ts';
import type { SignIns } from '../signIn/signIns.ts';
import { readChoice, readText } from './formDraft.ts';
import type { FormWork, WorkOutcome } from './formWork.ts';
import { recognizedInWords } from './formWords.ts';
import { summaryOf } from './signedInSummary.ts';

export interface FormSignInParts {
  readonly store: ConnectionStore;
  readonly engine: () => Promise<Engine>;
  readonly signIns: SignIns;
  readonly signInWays: () => readonly SignInWay[];
  readonly openBrowser: (url: string) => Promise<void>;
  readonly copy: (text: string) => Promise<void>;
  readonly clock: Clock;
  readonly l10n: L10n;
}

interface SignedInPlace extends Pick<Connection, 'dataCenter' | 'environment'> {
  readonly clientId: string | undefined;
}

/** Who signed in since a form was opened, and how one does: nothing of it is stored before the form is saved. */
export class FormSignIn {
  readonly #parts: FormSignInParts;
  readonly #page: ConnectionFormPage;
  readonly #work: FormWork;
  /** The connection that is edited, as it is stored. */
  readonly #stored: () => Connection | undefined;
  #identity: Identity | undefined;
  /** It goes on while somebody pastes its answer. */
  #throughBrowser: Promise<SignInOutcome> | undefined;
  #isChecked = false;
  #attempts = 0;

  constructor(parts: FormSignInParts, page: ConnectionFormPage, work: FormWork, stored: () => Connection | undefined) {
    this.#parts = parts;
    this.#page = page;
    this.#work = work;
    this.#stored = stored;
  }

  /** Undefined where nobody signed in since the form was opened. */
  get identity(): Identity | undefined {
    return this.#identity;
  }

  get summary(): SignedInSummary | undefined {
    return this.#identity && this.#summaryOf(this.#identity);
  }

  /** Whether the CRM confirmed the present sign-in since the form was opened. */
  get isChecked(): boolean {
    return this.#isChecked;
  }

  /** Whoever pasted an access token alone needs no client. */
  get hasTokenAlone(): boolean {
    if (this.#identity) return this.#identity.client === undefined;
    return this.#stored()?.clientId === '';
  }

  async throughBrowser(draft: ConnectionDraftInput, wayId: SignInWayId): Promise<SignInOutcome> {
    const { signIns, signInWays } = this.#parts;
    const way = signInWays().find((each) => each.id === wayId) ?? signInWays()[0];
    if (!way) throw new InputError('There is no way to sign in.');
    const browser = {
      openBrowser: (url: string) => this.#openBrowser(url, way),
      returned: () => {
        this.#sayExchange();
      },
    };
    const outcome = this.#attempt((signal) => signIns.throughBrowser(readChoice(draft), way, browser, signal));
    this.#throughBrowser = outcome;
    try {
      return await outcome;
    } finally {
      if (this.#throughBrowser === outcome) this.#throughBrowser = undefined;
    }
  }

  /** The code of a redirected address belongs to the sign-in under way, if there is one. */
  async withPasted(draft: ConnectionDraftInput, input: string): Promise<SignInOutcome> {
    const { signIns, l10n } = this.#parts;
    const pasted = readText(input);
    const recognized = recognizedInWords(recognizePasted(pasted), l10n);
    if (recognized.tone === 'refused') return { kind: 'failed', message: recognized.message, field: 'pasted' };
    if (this.#throughBrowser && signIns.deliver(pasted)) return this.#throughBrowser;
    return this.#attempt((signal) => {
      this.#sayExchange();
      return signIns.withPasted(readChoice(draft), pasted, signal);
    });
  }

  /** Asks the CRM what it thinks of the sign-in that the form has. */
  async check(): Promise<WorkOutcome<ConnectionReport>> {
    const outcome = await this.#work.run((signal) => this.#ask(signal));
    if (outcome.kind === 'done') this.#isChecked = true;
    return outcome;
  }

  /** Nobody signed in, or somewhere else than the draft says, or with another client. */
  async problem(input: ConnectionDraftInput): Promise<FieldProblems> {
    const { l10n } = this.#parts;
    const where = await this.#place();
    if (!where) return { signIn: l10n.t('Log in first, so that Zoho knows who you are.') };
    const { dataCenter, environment, clientId } = readChoice(input);
    if (where.dataCenter !== dataCenter || where.environment !== environment) {
      return { signIn: l10n.t('The sign-in is for another domain or environment than the one chosen above.') };
    }
    if (dataCenter === 'sample' || where.clientId === undefined || where.clientId === clientId) return {};
    return { signIn: l10n.t('The sign-in was made with another OAuth client. Log in again with this one.') };
  }

  /** Without a client id where that of the draft does not matter: the sign-in that was just made brings its own. */
  async #place(): Promise<SignedInPlace | undefined> {
    if (this.#identity) {
      const { place, environment } = this.#identity.signedIn;
      return { dataCenter: place.dataCenter, environment, clientId: undefined };
    }
    const stored = this.#stored();
    if (!stored || !(await this.#parts.store.secretsOf(stored.id))) return undefined;
    const { dataCenter, environment, clientId } = stored;
    return { dataCenter, environment, clientId: clientId === '' ? undefined : clientId };
  }

  async #ask(signal: AbortSignal): Promise<ConnectionReport> {
    const { crm } = await this.#parts.engine();
    if (this.#identity) {
      const { signedIn } = this.#identity;
      return testConnection(crm.signIn.clientFor(signedIn, signedIn.environment), crm.signIn, signedIn.scopes, signal);
    }
    const stored = this.#stored();
    if (!stored) throw new InputError('Nobody has signed in yet.');
    return testConnection(crm.clientFor(stored), crm.signIn, stored.grantedScopes, signal);
  }

  async #attempt(work: (signal: AbortSignal) => Promise<Identity>): Promise<SignInOutcome> {
    const attempt = ++this.#attempts;
    const outcome = await this.#work.run(work);
    // One that was ended by the next has nothing more to say.
    if (attempt === this.#attempts) this.#page.signInProgress(undefined);
    if (outcome.kind !== 'done') return outcome;
    this.#identity = outcome.value;
    this.#isChecked = true;
    return { kind: 'signedIn', signedIn: this.#summaryOf(outcome.value) };
  }

  #summaryOf(identity: Identity): SignedInSummary {
    const names = this.#parts.store.list().map((each) => each.name);
    return summaryOf(identity, names, this.#parts.l10n);
  }

  /** Where the user signs in elsewhere, the address goes to the clipboard, as the button says. */
  async #openBrowser(address: string, way: SignInWay): Promise<void> {
    const { l10n, clock, openBrowser, copy } = this.#parts;
    const isElsewhere = way.id === 'paste';
    const message = isElsewhere
      ? l10n.t(
          'The address is in the clipboard. Open it in any browser, sign in, then paste the address at which you end up.',
        )
      : l10n.t('Waiting for you to sign in and accept in the browser …');
    this.#page.signInProgress({ message, endsAt: clock.now() + signInTimeoutMs, address });
    await (isElsewhere ? copy(address) : openBrowser(address));
  }

  #sayExchange(): void {
    const message = this.#parts.l10n.t('Asking Zoho for access, and who you are …');
    this.#page.signInProgress({ message, endsAt: undefined, address: undefined });
  }
}
