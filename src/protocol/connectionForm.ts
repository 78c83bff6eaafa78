import type { CachePolicy, DataCenter, Environment } from '../core/model/connection.ts';

/**
 * What the page of the connection form may ask of the editor. Plain data both ways. Secrets go in and never come out;
 * the tokens of a sign-in stay with the host until the connection is saved. All texts that come from the host are
 * translated and ready to be shown.
 */
export interface ConnectionFormHost {
  /** Asked for once, when the page's script runs; again after a reload of the page. */
  load(page: PageFacts): Promise<FormState>;
  /** What would keep this draft from being saved; the page shows it for the fields that were touched. */
  validate(draft: ConnectionDraftInput): Promise<FieldProblems>;
  /** All zones that can be chosen, by name. Asked for once. */
  timeZones(): Promise<readonly TimeZoneOption[]>;
  /** The client that was used last in this data center; undefined where there was none. */
  rememberedClient(dataCenter: DataCenter): Promise<RememberedClient | undefined>;
  /**
   * Signs in through the browser. Progress comes by {@link ConnectionFormPage.signInProgress}. A second call ends the
   * first, which then answers `canceled`.
   */
  signIn(draft: ConnectionDraftInput, way: SignInWayId): Promise<SignInOutcome>;
  /** Ends a sign-in, a test or a save that is under way; without one it does nothing. */
  cancel(): Promise<void>;
  /** What a pasted text is. The text itself is never sent back. Nothing is asked of Zoho. */
  recognize(pasted: string): Promise<Recognized>;
  /** Signs in with what was pasted; the code of a redirected address belongs to the sign-in under way, if there is one. */
  signInWithPasted(draft: ConnectionDraftInput, pasted: string): Promise<SignInOutcome>;
  /** How a zone compares with those that Zoho uses, as far as they are known. */
  checkTimeZone(timeZone: string): Promise<TimeZoneNote>;
  /** Asks Zoho what it thinks of the connection as it would be saved. */
  test(draft: ConnectionDraftInput): Promise<TestOutcome>;
  /** Saves, closes the form and reveals the connection. `check` asks Zoho first, unless it just was asked. */
  save(draft: ConnectionDraftInput, options: { readonly check: boolean }): Promise<SaveOutcome>;
  /** Puts a text on the clipboard. */
  copy(text: string): Promise<void>;
}

/** What the host may tell the page unasked. */
export interface ConnectionFormPage {
  /** How a sign-in comes along; undefined when it is over. */
  signInProgress(progress: SignInProgress | undefined): void;
}

export interface PageFacts {
  /** The zone of the computer at which the user sits; in a remote window, the host's zone is another (trap 4). */
  readonly computerTimeZone: string;
}

/** What was typed so far, not yet proved. */
export interface ConnectionDraftInput {
  readonly name: string;
  readonly dataCenter: DataCenter;
  readonly environment: Environment;
  readonly clientId: string;
  /** Only ever goes in. Empty: the one that was remembered, or the connection's own. */
  readonly clientSecret: string;
  /** Empty as long as nothing was chosen and nobody has signed in. */
  readonly timeZone: string;
  readonly cachePolicy: CachePolicy;
}

export type DraftField = keyof ConnectionDraftInput;

/** A sentence for each field that is not as it must be. `signIn`: nobody has signed in yet, or somewhere else. */
export type FieldProblems = Readonly<Partial<Record<DraftField | 'signIn', string>>>;

export interface FormState {
  /** The texts of the user's language, by the English ones: what `vscode.l10n.bundle` holds. */
  readonly translations: Readonly<Record<string, string>>;
  /** BCP 47, for dates and numbers. */
  readonly language: string;
  /** The connection that is edited; undefined for a new one. */
  readonly connectionId: string | undefined;
  readonly draft: ConnectionDraftInput;
  /** In the order in which they are listed; the sample organization is one of them. */
  readonly domains: readonly DomainOption[];
  /** The ways that can work here, best first; never empty. */
  readonly signInWays: readonly SignInWay[];
  /** Whether a secret is kept for `draft.clientId`, so that the field may stay empty. */
  readonly hasClientSecret: boolean;
  /** Who is signed in, if somebody is. */
  readonly signedIn: SignedInSummary | undefined;
}

/**
 * What the page keeps with `setState`: it survives hiding, and a reload of the window if the host has a serializer for
 * the panel. Never a secret.
 */
export interface KeptFormState {
  readonly connectionId: string | undefined;
  readonly draft: Omit<ConnectionDraftInput, 'clientSecret'>;
}

export interface DomainOption {
  readonly dataCenter: DataCenter;
  /** The web domain that people know, or "Sample organization (this computer)". */
  readonly label: string;
  /** The country. */
  readonly detail: string;
  /** Where OAuth clients are made; undefined for the sample organization, which brings its own. */
  readonly apiConsoleUrl: string | undefined;
}

/** `loopback`: the browser returns to a port of this computer. `uriHandler`: to the editor. `paste`: nowhere; one pastes. */
export type SignInWayId = 'loopback' | 'uriHandler' | 'paste';

export interface SignInWay {
  readonly id: SignInWayId;
  /** What must be registered with the user's client for this way. */
  readonly redirectUri: string;
}

export interface RememberedClient {
  readonly clientId: string;
  readonly hasSecret: boolean;
}

export interface SignInProgress {
  readonly message: string;
  /** Epoch milliseconds: when it is given up. */
  readonly endsAt: number | undefined;
  /** To be opened in any browser, where we cannot open one or the user wants another. */
  readonly address: string | undefined;
}

export interface SignedInSummary {
  readonly userName: string;
  readonly email: string;
  readonly organization: string;
  /** In words, such as "Enterprise". */
  readonly edition: string;
  /** Where the sign-in landed; if it is not the draft's, the page offers to switch. */
  readonly dataCenter: DataCenter;
  readonly environment: Environment;
  readonly userTimeZone: string;
  readonly organizationTimeZone: string;
  /** For a connection that has no name yet; unique. */
  readonly suggestedName: string;
  /** What is to be known, such as that a pasted access token ends in an hour. */
  readonly warning: string | undefined;
}

export type SignInOutcome =
  | { readonly kind: 'signedIn'; readonly signedIn: SignedInSummary }
  | { readonly kind: 'canceled' }
  /** `field` where a field is to be changed; otherwise the message stands at the button. */
  | { readonly kind: 'failed'; readonly message: string; readonly field: DraftField | 'pasted' | undefined };

/** `tone: 'ok'` can be used; `'warning'` too, but says something to know; `'refused'` cannot. */
export interface Recognized {
  readonly tone: 'ok' | 'warning' | 'refused';
  readonly message: string;
}

export interface TimeZoneOption {
  /** tz database name, canonical. */
  readonly name: string;
  /** The present offset, such as `UTC+05:30`. */
  readonly offset: string;
  /** What else it is found by: old names, abbreviations, the long name. */
  readonly keywords: readonly string[];
}

export interface TimeZoneNote {
  /** `unknown`: nobody has signed in yet. `differs`: values will be wrong by hours, at least for a part of the year. */
  readonly kind: 'unknown' | 'same' | 'differs';
  /** Says it, with the first instant at which it makes a difference. Empty for `unknown`. */
  readonly message: string;
}

export type TestOutcome =
  | { readonly kind: 'passed'; readonly facts: readonly Fact[]; readonly warnings: readonly string[] }
  | { readonly kind: 'invalid'; readonly problems: FieldProblems }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'canceled' };

/** A line of the test's report, such as User: Emma Lindqvist. */
export interface Fact {
  readonly label: string;
  readonly value: string;
}

export type SaveOutcome =
  | { readonly kind: 'saved' }
  | { readonly kind: 'invalid'; readonly problems: FieldProblems }
  /** Zoho did not confirm; saving without checking is still possible. */
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'canceled' };
