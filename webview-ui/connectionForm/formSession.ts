import type {
  ConnectionDraftInput,
  ConnectionFormHost,
  ConnectionFormPage,
  DraftField,
  FieldProblems,
  FormState,
  KeptFormState,
  RememberedClient,
  SaveOutcome,
  SignedInSummary,
  SignInOutcome,
  SignInProgress,
  SignInWayId,
  TestOutcome,
  TimeZoneNote,
} from '../../src/protocol/connectionForm.ts';
import type { Asynchronous } from '../../src/protocol/rpc.ts';

/** What the form shows. */
export interface SessionState {
  readonly draft: ConnectionDraftInput;
  /** Whether the host keeps a secret for the draft's client. */
  readonly hasClientSecret: boolean;
  readonly signedIn: SignedInSummary | undefined;
  /** Of the fields that were touched; of all once saving was tried. */
  readonly problems: FieldProblems;
  readonly activity: 'signIn' | 'test' | 'save' | undefined;
  readonly progress: SignInProgress | undefined;
  readonly signInFailure: SignInFailure | undefined;
  readonly timeZoneNote: TimeZoneNote | undefined;
  readonly testOutcome: TestOutcome | undefined;
  readonly saveFailure: string | undefined;
}

export type SignInFailure = Omit<SignInOutcome & { readonly kind: 'failed' }, 'kind'>;

export interface SessionParts {
  readonly host: Asynchronous<ConnectionFormHost>;
  readonly initial: FormState;
  /** What an earlier life of the page kept. */
  readonly kept: KeptFormState | undefined;
  readonly keep: (state: KeptFormState) => void;
}

/** The form without its looks: what was typed, what the host said about it, and what is under way. */
export class FormSession implements ConnectionFormPage {
  readonly #host: Asynchronous<ConnectionFormHost>;
  readonly #connectionId: string | undefined;
  readonly #keep: SessionParts['keep'];
  readonly #listeners = new Set<() => void>();
  readonly #touched = new Set<string>();
  #state: SessionState;
  #problems: FieldProblems = {};
  #showsAllProblems = false;
  #remembered: RememberedClient | undefined;
  /** The zone that we set, so that a chosen one is told from it. */
  #presetTimeZone = '';
  /** Each of these counts up, so that an answer that comes too late is known as such. */
  #validation = 0;
  #zoneCheck = 0;
  #attempt = 0;

  constructor(parts: SessionParts) {
    const { initial, kept } = parts;
    this.#host = parts.host;
    this.#connectionId = initial.connectionId;
    this.#keep = parts.keep;
    const isKept = kept !== undefined && kept.connectionId === initial.connectionId;
    const draft = isKept ? { ...initial.draft, ...kept.draft } : initial.draft;
    this.#remembered = { clientId: initial.draft.clientId, hasSecret: initial.hasClientSecret };
    this.#state = {
      ...{ draft, signedIn: initial.signedIn, problems: {}, hasClientSecret: false },
      ...{ activity: undefined, progress: undefined, signInFailure: undefined, timeZoneNote: undefined },
      ...{ testOutcome: undefined, saveFailure: undefined },
    };
    this.#presetTimeZone = initial.signedIn?.userTimeZone ?? '';
    this.#set({ hasClientSecret: this.#hasSecret(draft) });
    this.#keepDraft();
    void this.#checkTimeZone();
  }

  get state(): SessionState {
    return this.#state;
  }

  onDidChange(listener: () => void): void {
    this.#listeners.add(listener);
  }

  change(change: Partial<ConnectionDraftInput>): void {
    const before = this.#state.draft;
    const draft = { ...before, ...change };
    this.#set({
      ...{ draft, hasClientSecret: this.#hasSecret(draft) },
      ...{ testOutcome: undefined, saveFailure: undefined, signInFailure: undefined },
    });
    this.#keepDraft();
    if (change.dataCenter !== undefined && change.dataCenter !== before.dataCenter) void this.#recallClient();
    if (change.timeZone !== undefined) void this.#checkTimeZone();
    if (Object.keys(this.#state.problems).length > 0) void this.#validate();
  }

  /** From now on, what is wrong with the field is shown. */
  touch(field: DraftField): void {
    this.#touched.add(field);
    void this.#validate();
  }

  /** Whether somebody signed in, but not where the draft says. */
  get isSignedInElsewhere(): boolean {
    const { signedIn, draft } = this.#state;
    if (signedIn === undefined) return false;
    return signedIn.dataCenter !== draft.dataCenter || signedIn.environment !== draft.environment;
  }

  /** Makes the draft's domain and environment those of the sign-in. */
  moveToSignIn(): void {
    const { signedIn } = this.#state;
    if (signedIn) this.change({ dataCenter: signedIn.dataCenter, environment: signedIn.environment });
  }

  signIn(way: SignInWayId): Promise<void> {
    return this.#signInBy((draft) => this.#host.signIn(draft, way));
  }

  signInWithPasted(pasted: string): Promise<void> {
    return this.#signInBy((draft) => this.#host.signInWithPasted(draft, pasted));
  }

  signInProgress(progress: SignInProgress | undefined): void {
    if (this.#state.activity === 'signIn') this.#set({ progress });
  }

  cancel(): Promise<void> {
    return this.#host.cancel();
  }

  async test(): Promise<void> {
    this.#set({ activity: 'test', testOutcome: undefined, saveFailure: undefined });
    const testOutcome = await this.#host.test(this.#state.draft).catch(failed);
    if (testOutcome.kind === 'invalid') this.#showAll(testOutcome.problems);
    this.#set({ activity: undefined, testOutcome });
  }

  async save(check: boolean): Promise<SaveOutcome> {
    this.#set({ activity: 'save', testOutcome: undefined, saveFailure: undefined });
    const outcome = await this.#host.save(this.#state.draft, { check }).catch(failed);
    if (outcome.kind === 'invalid') this.#showAll(outcome.problems);
    this.#set({ activity: undefined, saveFailure: outcome.kind === 'failed' ? outcome.message : undefined });
    return outcome;
  }

  async #signInBy(call: (draft: ConnectionDraftInput) => Promise<SignInOutcome>): Promise<void> {
    const attempt = ++this.#attempt;
    this.#set({ activity: 'signIn', progress: undefined, signInFailure: undefined, testOutcome: undefined });
    const outcome = await call(this.#state.draft).catch((error: unknown) => ({ ...failed(error), field: undefined }));
    // A later attempt took over, such as pasting while the browser is open.
    if (attempt !== this.#attempt) return;
    const failure = outcome.kind === 'failed' ? { message: outcome.message, field: outcome.field } : undefined;
    const signedIn = outcome.kind === 'signedIn' ? outcome.signedIn : this.#state.signedIn;
    this.#set({ activity: undefined, progress: undefined, signInFailure: failure, signedIn });
    if (outcome.kind === 'signedIn') this.#acceptSignIn(outcome.signedIn);
  }

  /** Fills in what the sign-in knows and nobody chose. */
  #acceptSignIn(signedIn: SignedInSummary): void {
    const { draft } = this.#state;
    const isPreset = draft.timeZone === '' || draft.timeZone === this.#presetTimeZone;
    this.#presetTimeZone = signedIn.userTimeZone;
    this.change({
      name: draft.name.trim() === '' ? signedIn.suggestedName : draft.name,
      timeZone: isPreset ? signedIn.userTimeZone : draft.timeZone,
    });
  }

  async #validate(): Promise<void> {
    const validation = ++this.#validation;
    const problems = await this.#host.validate(this.#state.draft).catch(() => undefined);
    if (validation !== this.#validation || problems === undefined) return;
    this.#problems = problems;
    this.#showProblems();
  }

  #showAll(problems: FieldProblems): void {
    this.#validation++;
    this.#showsAllProblems = true;
    this.#problems = problems;
    this.#showProblems();
  }

  #showProblems(): void {
    const shown = Object.entries(this.#problems).filter(
      ([field]) => this.#showsAllProblems || this.#touched.has(field),
    );
    this.#set({ problems: Object.fromEntries(shown) });
  }

  async #checkTimeZone(): Promise<void> {
    const check = ++this.#zoneCheck;
    const { timeZone } = this.#state.draft;
    const note = timeZone === '' ? undefined : await this.#host.checkTimeZone(timeZone).catch(() => undefined);
    if (check === this.#zoneCheck) this.#set({ timeZoneNote: note });
  }

  /** Another data center has another client; what was typed for one that has none yet is kept. */
  async #recallClient(): Promise<void> {
    const { dataCenter } = this.#state.draft;
    const remembered = await this.#host.rememberedClient(dataCenter).catch(() => undefined);
    if (dataCenter !== this.#state.draft.dataCenter) return;
    const isTyped = this.#state.draft.clientId !== '' && this.#state.draft.clientId !== this.#remembered?.clientId;
    this.#remembered = remembered;
    if (!isTyped) this.change({ clientId: remembered?.clientId ?? '', clientSecret: '' });
  }

  #hasSecret(draft: ConnectionDraftInput): boolean {
    return this.#remembered?.hasSecret === true && this.#remembered.clientId === draft.clientId.trim();
  }

  #keepDraft(): void {
    const { name, dataCenter, environment, clientId, timeZone, cachePolicy } = this.#state.draft;
    const draft = { name, dataCenter, environment, clientId, timeZone, cachePolicy };
    this.#keep({ connectionId: this.#connectionId, draft });
  }

  #set(change: Partial<SessionState>): void {
    this.#state = { ...this.#state, ...change };
    for (const listener of this.#listeners) listener();
  }
}

function failed(error: unknown): { readonly kind: 'failed'; readonly message: string } {
  return { kind: 'failed', message: error instanceof Error ? error.message : String(error) };
}
