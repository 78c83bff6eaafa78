import type { ParsedDraft } from '../../core/connections/connectionDraft.ts';
import { parseConnectionDraft } from '../../core/connections/connectionDraft.ts';
import type { SecretsKept } from '../../core/connections/keptSecrets.ts';
import { recognizePasted } from '../../core/connections/pastedToken.ts';
import type { Connection, DataCenter } from '../../core/model/connection.ts';
import { parseDataCenter } from '../../core/model/parseConnection.ts';
import { asObject, asText } from '../../core/model/parse.ts';
import { isKnownZone } from '../../core/timeZones/zone.ts';
import type {
  ConnectionDraftInput,
  ConnectionFormHost,
  ConnectionFormPage,
  FieldProblems,
  FormState,
  PageFacts,
  Recognized,
  RememberedClient,
  SaveOutcome,
  SignInOutcome,
  SignInWayId,
  TestOutcome,
  TimeZoneNote,
  TimeZoneOption,
} from '../../protocol/connectionForm.ts';
import { domainOptions } from './domainOptions.ts';
import { draftOf, readChoice, readText } from './formDraft.ts';
import type { FormSignInParts } from './formSignIn.ts';
import { FormSignIn } from './formSignIn.ts';
import { problemsInWords, recognizedInWords } from './formWords.ts';
import { FormWork } from './formWork.ts';
import { likelyDataCenter } from './likelyDataCenter.ts';
import { reportFacts, reportWarnings } from './reportWords.ts';
import { saveForm } from './saveForm.ts';
import { summaryOfConnection } from './signedInSummary.ts';
import { timeZoneNote } from './timeZoneNote.ts';
import { timeZoneOptions } from './timeZoneOptions.ts';

export interface ConnectionFormParts extends FormSignInParts {
  /** The editor's display language, BCP 47, and its texts. */
  readonly language: string;
  readonly translations: Readonly<Record<string, string>>;
  /** Takes notice of the zone of the computer at which the user sits. */
  readonly learnComputerZone: (timeZone: string) => void;
  /** Closes the form, reveals the connection, and says where the sign-in holds for this session only. */
  readonly saved: (connection: Connection, kept: SecretsKept) => void;
}

/** The host's side of one form. */
export class ConnectionFormSession implements ConnectionFormHost {
  readonly #parts: ConnectionFormParts;
  readonly #connectionId: string | undefined;
  readonly #work = new FormWork();
  readonly #signIn: FormSignIn;

  constructor(parts: ConnectionFormParts, connectionId: string | undefined, page: ConnectionFormPage) {
    this.#parts = parts;
    this.#connectionId = connectionId;
    this.#signIn = new FormSignIn(parts, page, this.#work, () => this.#connection());
  }

  dispose(): void {
    this.#work.cancel();
  }

  async load(page: PageFacts): Promise<FormState> {
    const { l10n, language, translations } = this.#parts;
    const computerZone = asText(asObject(page)?.['computerTimeZone']);
    if (computerZone !== undefined && isKnownZone(computerZone)) this.#parts.learnComputerZone(computerZone);
    const connection = this.#connection();
    const draft = connection ? draftOf(connection) : this.#emptyDraft(computerZone);
    const isSignedIn = connection && (await this.#parts.store.secretsOf(connection.id)) !== undefined;
    const stored = isSignedIn ? summaryOfConnection(connection) : undefined;
    return {
      ...{ translations, language, draft },
      connectionId: connection?.id,
      domains: domainOptions(l10n),
      signInWays: this.#parts.signInWays(),
      hasClientSecret: await this.#hasSecret(draft.dataCenter, draft.clientId),
      signedIn: this.#signIn.summary ?? stored,
    };
  }

  async validate(draft: ConnectionDraftInput): Promise<FieldProblems> {
    const parsed = await this.#parse(draft);
    const problems = parsed.kind === 'problems' ? problemsInWords(parsed.problems, this.#parts.l10n) : {};
    return { ...problems, ...(await this.#signIn.problem(draft)) };
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

  signIn(draft: ConnectionDraftInput, wayId: SignInWayId): Promise<SignInOutcome> {
    return this.#signIn.throughBrowser(draft, wayId);
  }

  cancel(): Promise<void> {
    this.#work.cancel();
    return Promise.resolve();
  }

  recognize(pasted: string): Promise<Recognized> {
    return Promise.resolve(recognizedInWords(recognizePasted(readText(pasted)), this.#parts.l10n));
  }

  signInWithPasted(draft: ConnectionDraftInput, pasted: string): Promise<SignInOutcome> {
    return this.#signIn.withPasted(draft, pasted);
  }

  checkTimeZone(timeZone: string): Promise<TimeZoneNote> {
    const { clock, l10n } = this.#parts;
    const userZone = this.#signIn.identity?.user.timeZone ?? this.#connection()?.user.timeZone;
    return Promise.resolve(timeZoneNote(readText(timeZone), userZone, clock.now(), l10n));
  }

  async test(input: ConnectionDraftInput): Promise<TestOutcome> {
    const problem = await this.#signIn.problem(input);
    if (Object.keys(problem).length > 0) return { kind: 'invalid', problems: problem };
    const outcome = await this.#signIn.check();
    if (outcome.kind !== 'done') return outcome;
    const { l10n, clock } = this.#parts;
    const zone = asText(asObject(input)?.['timeZone']) ?? '';
    const facts = reportFacts(outcome.value, zone, clock.now(), l10n);
    return { kind: 'passed', facts, warnings: reportWarnings(outcome.value, l10n) };
  }

  async save(input: ConnectionDraftInput, options: { readonly check: boolean }): Promise<SaveOutcome> {
    const { identity } = this.#signIn;
    // Without checking, a connection may be saved that nobody has signed in to yet.
    const isSignedIn = options.check || identity !== undefined;
    const parsed = await this.#parse(input, isSignedIn);
    const blocking = isSignedIn ? await this.#signIn.problem(input) : {};
    if (parsed.kind === 'problems' || Object.keys(blocking).length > 0) {
      const problems = parsed.kind === 'problems' ? problemsInWords(parsed.problems, this.#parts.l10n) : {};
      return { kind: 'invalid', problems: { ...problems, ...blocking } };
    }
    if (options.check && !this.#signIn.isChecked) {
      const outcome = await this.#signIn.check();
      if (outcome.kind !== 'done') return outcome;
    }
    const form = { draft: parsed.draft, stored: this.#connection(), identity: this.#signIn.identity };
    const { connection, kept } = await saveForm(this.#parts, form);
    this.#parts.saved(connection, kept);
    return { kind: 'saved' };
  }

  copy(text: string): Promise<void> {
    return this.#parts.copy(readText(text));
  }

  async #parse(input: ConnectionDraftInput, willSignIn = true): Promise<ParsedDraft> {
    const { dataCenter, clientId } = readChoice(input);
    const others = this.#parts.store.list().filter((each) => each.id !== this.#connectionId);
    return parseConnectionDraft(input, {
      takenNames: others.map((each) => each.name),
      needsClient: willSignIn && !this.#signIn.hasTokenAlone,
      hasSecret: await this.#hasSecret(dataCenter, clientId),
      isKnownZone,
    });
  }

  async #hasSecret(dataCenter: DataCenter, clientId: string): Promise<boolean> {
    if (clientId === '' || dataCenter === 'sample') return false;
    return (await this.#parts.store.clientSecretOf(dataCenter, clientId)) !== undefined;
  }

  #connection(): Connection | undefined {
    return this.#connectionId === undefined ? undefined : this.#parts.store.find(this.#connectionId);
  }

  #emptyDraft(computerZone: string | undefined): ConnectionDraftInput {
    const { store } = this.#parts;
    const dataCenter = likelyDataCenter(store.lastDataCenter(), computerZone);
    const clientId = store.rememberedClientId(dataCenter) ?? '';
    const environment = 'production';
    return { name: '', dataCenter, environment, clientId, clientSecret: '', timeZone: '', cachePolicy: 'infinite' };
  }
}
