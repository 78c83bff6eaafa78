import type { ConnectionDraft, ParsedDraft } from '../../core/connections/connectionDraft.ts';
import { parseConnectionDraft } from '../../core/connections/connectionDraft.ts';
import type { ConnectionStore, SecretsKept } from '../../core/connections/connectionStore.ts';
import { recognizePasted } from '../../core/connections/pastedToken.ts';
import { InputError, isProductError } from '../../core/errors.ts';
import { keepSignIn, newConnection, renewed } from '../../core/jobs/connect.ts';
import type { Identity } from '../../core/jobs/signIn.ts';
import { signInTimeoutMs } from '../../core/jobs/signIn.ts';
import { testConnection } from '../../core/jobs/testConnection.ts';
import type { Connection, DataCenter } from '../../core/model/connection.ts';
import { parseDataCenter } from '../../core/model/parseConnection.ts';
import { asObject, asText } from '../../core/model/parse.ts';
import type { Clock } from '../../core/ports.ts';
import { isKnownZone } from '../../core/timeZones/zone.ts';
import type {
  ConnectionDraftInput,
  ConnectionFormHost,
  ConnectionFormPage,
  FieldProblems,
  FormState,
  Recognized,
  RememberedClient,
  SaveOutcome,
  SignInOutcome,
  SignInWay,
  SignInWayId,
  TestOutcome,
  TimeZoneNote,
  TimeZoneOption,
} from '../../protocol/connectionForm.ts';
import type { Engine } from '../engine.ts';
import type { L10n } from '../l10n.ts';
import type { SignIns } from '../signIn/signIns.ts';
import { domainOptions } from './domainOptions.ts';
import { draftOf, readChoice, readText, unsignedConnection, zoneWarning } from './formDraft.ts';
import { problemsInWords, recognizedInWords } from './formWords.ts';
import { reportFacts, reportWarnings } from './reportWords.ts';
import { summaryOf, summaryOfConnection } from './signedInSummary.ts';
import { timeZoneNote } from './timeZoneNote.ts';
import { timeZoneOptions } from './timeZoneOptions.ts';

export interface ConnectionFormParts {
  readonly store: ConnectionStore;
  readonly engine: () => Promise<Engine>;
  readonly signIns: SignIns;
  readonly signInWays: () => readonly SignInWay[];
  readonly openBrowser: (url: string) => Promise<void>;
  readonly clock: Clock;
  readonly l10n: L10n;
  /** The editor's display language, BCP 47, and its texts. */
  readonly language: string;
  readonly translations: Readonly<Record<string, string>>;
  readonly copy: (text: string) => Promise<void>;
  /** Closes the form, reveals the connection, and says where the sign-in holds for this session only. */
  readonly saved: (connection: Connection, kept: SecretsKept) => void;
}

/** The host's side of one form: what was signed in to since it was opened, and what is under way. */
export class ConnectionFormSession implements ConnectionFormHost {
  readonly #parts: ConnectionFormParts;
  readonly #connectionId: string | undefined;
  readonly #page: ConnectionFormPage;
  /** A sign-in that is not stored yet. */
  #identity: Identity | undefined;
  /** What may be canceled; the browser's sign-in goes on while somebody pastes its answer. */
  #running: AbortController | undefined;
  #browserSignIn: Promise<SignInOutcome> | undefined;
  /** Whether the CRM confirmed the present sign-in since the form was opened. */
  #isChecked = false;

  constructor(parts: ConnectionFormParts, connectionId: string | undefined, page: ConnectionFormPage) {
    this.#parts = parts;
    this.#connectionId = connectionId;
    this.#page = page;
  }

  dispose(): void {
    this.#running?.abort();
  }

  async load(): Promise<FormState> {
    const { l10n, language, translations } = this.#parts;
    const connection = this.#connection();
    const draft = connection ? draftOf(connection) : this.#emptyDraft();
    const isSignedIn = connection && (await this.#parts.store.secretsOf(connection.id)) !== undefined;
    const stored = isSignedIn ? summaryOfConnection(connection) : undefined;
    return {
      ...{ translations, language, draft },
      connectionId: connection?.id,
      domains: domainOptions(l10n),
      signInWays: this.#parts.signInWays(),
      hasClientSecret: await this.#hasSecret(draft.dataCenter, draft.clientId),
      signedIn: this.#identity ? this.#summary(this.#identity) : stored,
    };
  }

  async validate(draft: ConnectionDraftInput): Promise<FieldProblems> {
    const parsed = await this.#parse(draft);
    const problems = parsed.kind === 'problems' ? problemsInWords(parsed.problems, this.#parts.l10n) : {};
    return { ...problems, ...(await this.#signInProblem(draft)) };
  }

  timeZones(): Promise<readonly TimeZoneOption[]> {
    return Promise.resolve(timeZoneOptions(this.#parts.clock.now()));
  }

  async rememberedClient(input: DataCenter): Promise<RememberedClient | undefined> {
    const dataCenter = parseDataCenter(input);
    const clientId = dataCenter && this.#parts.store.rememberedClientId(dataCenter);
    if (dataCenter === undefined || clientId === undefined) return undefined;
    return { clientId, hasSecret: await this.#hasSecret(dataCenter, clientId) };
  }

  async signIn(draft: ConnectionDraftInput, wayId: SignInWayId): Promise<SignInOutcome> {
    const way = this.#parts.signInWays().find((each) => each.id === wayId) ?? this.#parts.signInWays()[0];
    if (!way) throw new InputError('There is no way to sign in.');
    const outcome = this.#attempt((signal) =>
      this.#parts.signIns.throughBrowser(readChoice(draft), way, (url) => this.#openBrowser(url, way), signal),
    );
    this.#browserSignIn = outcome;
    try {
      return await outcome;
    } finally {
      if (this.#browserSignIn === outcome) this.#browserSignIn = undefined;
    }
  }

  cancel(): Promise<void> {
    this.#running?.abort();
    return Promise.resolve();
  }

  recognize(pasted: string): Promise<Recognized> {
    return Promise.resolve(recognizedInWords(recognizePasted(readText(pasted)), this.#parts.l10n));
  }

  async signInWithPasted(draft: ConnectionDraftInput, input: string): Promise<SignInOutcome> {
    const pasted = readText(input);
    const recognized = recognizedInWords(recognizePasted(pasted), this.#parts.l10n);
    if (recognized.tone === 'refused') return { kind: 'failed', message: recognized.message, field: 'pasted' };
    if (this.#browserSignIn && this.#parts.signIns.deliver(pasted)) return this.#browserSignIn;
    return this.#attempt((signal) => this.#parts.signIns.withPasted(readChoice(draft), pasted, signal));
  }

  checkTimeZone(timeZone: string): Promise<TimeZoneNote> {
    const { clock, language, l10n } = this.#parts;
    const userZone = this.#identity?.user.timeZone ?? this.#connection()?.user.timeZone;
    return Promise.resolve(timeZoneNote(readText(timeZone), userZone, clock.now(), language, l10n));
  }

  async test(input: ConnectionDraftInput): Promise<TestOutcome> {
    const problem = await this.#signInProblem(input);
    if (Object.keys(problem).length > 0) return { kind: 'invalid', problems: problem };
    const outcome = await this.#cancelable((signal) => this.#ask(signal));
    if (outcome.kind !== 'done') return outcome;
    this.#isChecked = true;
    const { l10n } = this.#parts;
    const zone = asText(asObject(input)?.['timeZone']) ?? '';
    const facts = reportFacts(outcome.value, zone, this.#parts.clock.now(), l10n);
    return { kind: 'passed', facts, warnings: reportWarnings(outcome.value, l10n) };
  }

  async save(input: ConnectionDraftInput, options: { readonly check: boolean }): Promise<SaveOutcome> {
    // Without checking, a connection may be saved that nobody has signed in to yet.
    const isSignedIn = options.check || this.#identity !== undefined;
    const parsed = await this.#parse(input, isSignedIn);
    const blocking = isSignedIn ? await this.#signInProblem(input) : {};
    if (parsed.kind === 'problems' || Object.keys(blocking).length > 0) {
      const problems = parsed.kind === 'problems' ? problemsInWords(parsed.problems, this.#parts.l10n) : {};
      return { kind: 'invalid', problems: { ...problems, ...blocking } };
    }
    if (options.check && !this.#isChecked) {
      const outcome = await this.#cancelable((signal) => this.#ask(signal));
      if (outcome.kind !== 'done') return outcome;
    }
    await this.#store(parsed.draft);
    return { kind: 'saved' };
  }

  copy(text: string): Promise<void> {
    return this.#parts.copy(readText(text));
  }

  async #store(draft: ConnectionDraft): Promise<void> {
    const { store, engine } = this.#parts;
    const { name, timeZone, cachePolicy } = draft;
    const chosen = { name, timeZone, cachePolicy };
    const known = this.#connection();
    if (this.#identity) {
      const { tokens } = await engine();
      const base = known ? renewed(known, this.#identity) : newConnection(this.#identity, chosen);
      const connection = { ...base, ...chosen, ...zoneWarning(known, chosen.timeZone) };
      this.#parts.saved(connection, await keepSignIn({ store, tokens }, connection, this.#identity));
      return;
    }
    const { dataCenter, environment, clientId, clientSecret } = draft;
    if (clientSecret !== '') await store.rememberClient(dataCenter, { id: clientId, secret: clientSecret });
    const place = { dataCenter, environment, clientId };
    const connection = known
      ? { ...known, ...chosen, ...place, ...zoneWarning(known, timeZone) }
      : { ...unsignedConnection(), ...chosen, ...place };
    await store.saveDescription(connection);
    this.#parts.saved(connection, 'stored');
  }

  async #ask(signal: AbortSignal) {
    const { crm } = await this.#parts.engine();
    const connection = this.#connection();
    if (this.#identity) {
      const { signedIn } = this.#identity;
      return testConnection(crm.signIn.clientFor(signedIn, signedIn.environment), crm.signIn, signedIn.scopes, signal);
    }
    if (!connection) throw new InputError('Nobody has signed in yet.');
    return testConnection(crm.clientFor(connection), crm.signIn, connection.grantedScopes, signal);
  }

  /** Runs a sign-in, which ends whatever else is under way, and turns what comes of it into an answer. */
  async #attempt(work: (signal: AbortSignal) => Promise<Identity>): Promise<SignInOutcome> {
    const outcome = await this.#cancelable(work);
    this.#page.signInProgress(undefined);
    if (outcome.kind !== 'done') return outcome;
    this.#identity = outcome.value;
    this.#isChecked = true;
    return { kind: 'signedIn', signedIn: this.#summary(outcome.value) };
  }

  async #cancelable<T>(work: (signal: AbortSignal) => Promise<T>): Promise<Outcome<T>> {
    this.#running?.abort();
    const controller = new AbortController();
    this.#running = controller;
    try {
      return { kind: 'done', value: await work(controller.signal) };
    } catch (error) {
      if (controller.signal.aborted) return { kind: 'canceled' };
      if (!isProductError(error)) throw error;
      return { kind: 'failed', message: error.message, field: fieldOf(error) };
    } finally {
      if (this.#running === controller) this.#running = undefined;
    }
  }

  /** Where the user signs in elsewhere, the address goes to the clipboard, as the button says. */
  async #openBrowser(address: string, way: SignInWay): Promise<void> {
    const { l10n, clock, openBrowser, copy } = this.#parts;
    const isElsewhere = way.id === 'paste';
    const message = isElsewhere
      ? l10n.t('The address is in the clipboard. Sign in there in any browser, then paste where it returned to.')
      : l10n.t('Waiting for you to sign in and accept in the browser …');
    this.#page.signInProgress({ message, endsAt: clock.now() + signInTimeoutMs, address });
    await (isElsewhere ? copy(address) : openBrowser(address));
  }

  /** Nobody signed in, or somewhere else than the draft says. */
  async #signInProblem(input: ConnectionDraftInput): Promise<FieldProblems> {
    const { l10n, store } = this.#parts;
    const connection = this.#connection();
    const isStored = connection !== undefined && (await store.secretsOf(connection.id)) !== undefined;
    const where = this.#identity
      ? { dataCenter: this.#identity.signedIn.place.dataCenter, environment: this.#identity.signedIn.environment }
      : isStored
        ? connection
        : undefined;
    if (!where) return { signIn: l10n.t('Log in first, so that Zoho knows who you are.') };
    const { dataCenter, environment } = readChoice(input);
    if (where.dataCenter === dataCenter && where.environment === environment) return {};
    return { signIn: l10n.t('You are signed in elsewhere than the form says. Switch to there, or log in again.') };
  }

  async #parse(input: ConnectionDraftInput, willSignIn = true): Promise<ParsedDraft> {
    const { dataCenter, clientId } = readChoice(input);
    const others = this.#parts.store.list().filter((each) => each.id !== this.#connectionId);
    return parseConnectionDraft(input, {
      takenNames: others.map((each) => each.name),
      needsClient: willSignIn && !this.#hasTokenAlone(),
      hasSecret: await this.#hasSecret(dataCenter, clientId),
      isKnownZone,
    });
  }

  /** Whoever pasted an access token alone needs no client. */
  #hasTokenAlone(): boolean {
    if (this.#identity) return this.#identity.client === undefined;
    return this.#connection()?.clientId === '';
  }

  async #hasSecret(dataCenter: DataCenter, clientId: string): Promise<boolean> {
    if (clientId === '' || dataCenter === 'sample') return false;
    return (await this.#parts.store.clientSecretOf(dataCenter, clientId)) !== undefined;
  }

  #connection(): Connection | undefined {
    return this.#connectionId === undefined ? undefined : this.#parts.store.find(this.#connectionId);
  }

  #summary(identity: Identity) {
    const names = this.#parts.store.list().map((each) => each.name);
    return summaryOf(identity, names, this.#parts.l10n);
  }

  #emptyDraft(): ConnectionDraftInput {
    const dataCenter = 'us';
    const clientId = this.#parts.store.rememberedClientId(dataCenter) ?? '';
    const environment = 'production';
    return { name: '', dataCenter, environment, clientId, clientSecret: '', timeZone: '', cachePolicy: 'infinite' };
  }
}

type Outcome<T> =
  | { readonly kind: 'done'; readonly value: T }
  | { readonly kind: 'canceled' }
  | { readonly kind: 'failed'; readonly message: string; readonly field: SignInFailureField };

type SignInFailureField = Extract<SignInOutcome, { kind: 'failed' }>['field'];

function fieldOf(error: Error): SignInFailureField {
  const field = error instanceof InputError ? error.field : undefined;
  return field === 'clientId' || field === 'clientSecret' || field === 'pasted' ? field : undefined;
}
