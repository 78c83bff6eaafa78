import type {
  ConnectionDraftInput,
  ConnectionFormHost,
  ConnectionFormPage,
  FieldProblems,
  FormState,
  SignedInSummary,
  SignInOutcome,
  TimeZoneOption,
} from '../../../src/protocol/connectionForm.ts';
import type { Asynchronous } from '../../../src/protocol/rpc.ts';

export const emptyDraft: ConnectionDraftInput = {
  ...{ name: '', dataCenter: 'eu', environment: 'production', clientId: '', clientSecret: '', timeZone: '' },
  cachePolicy: 'infinite',
};

export const emma: SignedInSummary = {
  ...{ userName: 'Emma Lindqvist', email: 'emma@lindqvist.example', organization: 'Lindqvist & Söner AB' },
  ...{ edition: 'Enterprise', dataCenter: 'eu', environment: 'production' },
  ...{ userTimeZone: 'Europe/Stockholm', organizationTimeZone: 'Asia/Calcutta' },
  ...{ suggestedName: 'Lindqvist & Söner AB', warning: undefined },
};

export const zones: readonly TimeZoneOption[] = [
  zone('America/Los_Angeles', '-08:00', 'PST', 'Pacific Standard Time', 'US/Pacific'),
  zone('Asia/Kolkata', '+05:30', 'IST', 'India Standard Time', 'Asia/Calcutta'),
  zone('Asia/Tokyo', '+09:00', 'JST', 'Japan'),
  zone('Europe/Berlin', '+01:00', 'CET', 'Central European Time'),
  zone('Europe/Stockholm', '+01:00', 'CET', 'Central European Time'),
  zone('Pacific/Pago_Pago', '-11:00', 'SST', 'US/Samoa', 'Pacific/Samoa'),
  zone('Etc/UTC', '+00:00', 'UTC', 'Zulu'),
];

export const newForm: FormState = {
  ...{ translations: {}, language: 'en', connectionId: undefined, draft: emptyDraft, hasClientSecret: false },
  domains: [
    { dataCenter: 'us', label: 'crm.zoho.com', detail: 'United States', apiConsoleUrl: 'https://api-console.zoho.com' },
    { dataCenter: 'eu', label: 'crm.zoho.eu', detail: 'Europe', apiConsoleUrl: 'https://api-console.zoho.eu' },
    { dataCenter: 'in', label: 'crm.zoho.in', detail: 'India', apiConsoleUrl: 'https://api-console.zoho.in' },
    { dataCenter: 'sample', label: 'Sample organization', detail: 'this computer', apiConsoleUrl: undefined },
  ],
  signInWays: [
    { id: 'loopback', redirectUri: 'http://127.0.0.1:41173/callback' },
    { id: 'uriHandler', redirectUri: 'vscode://connections-crm.zoho-crm-connections/callback' },
    { id: 'paste', redirectUri: 'http://127.0.0.1:41173/callback' },
  ],
  signedIn: undefined,
};

/** Answers as a host would, at once; what it was asked is in `calls`. Each test may replace what it needs to be otherwise. */
export class FakeHost implements ConnectionFormHost {
  readonly calls: { readonly method: string; readonly args: readonly unknown[] }[] = [];
  form: FormState = newForm;
  /** What `signIn` and `signInWithPasted` answer. */
  signInOutcome: Promise<SignInOutcome> | SignInOutcome = { kind: 'signedIn', signedIn: emma };
  /** What is asked of Zoho when saving with a check. */
  checkFailure: string | undefined;
  page: Asynchronous<ConnectionFormPage> | undefined;
  isSignedIn = false;
  #endSignIn: ((outcome: SignInOutcome) => void) | undefined;

  /** Makes the next sign-in last until it is canceled or ended. */
  holdSignIn(): void {
    const { promise, resolve } = Promise.withResolvers<SignInOutcome>();
    this.signInOutcome = promise;
    this.#endSignIn = resolve;
  }

  endSignIn(outcome: SignInOutcome): void {
    this.#endSignIn?.(outcome);
  }

  load(...args: readonly unknown[]): Promise<FormState> {
    return this.#answer('load', args, this.form);
  }

  validate(draft: ConnectionDraftInput): Promise<FieldProblems> {
    return this.#answer('validate', [draft], this.#problemsOf(draft));
  }

  timeZones(): Promise<readonly TimeZoneOption[]> {
    return this.#answer('timeZones', [], zones);
  }

  rememberedClient(dataCenter: string) {
    const remembered = dataCenter === 'in' ? { clientId: '1000.REMEMBERED', hasSecret: true } : undefined;
    return this.#answer('rememberedClient', [dataCenter], remembered);
  }

  async signIn(...args: readonly unknown[]): Promise<SignInOutcome> {
    const outcome = await this.#answer('signIn', args, this.signInOutcome);
    this.isSignedIn ||= outcome.kind === 'signedIn';
    return outcome;
  }

  cancel(): Promise<void> {
    this.endSignIn({ kind: 'canceled' });
    return this.#answer('cancel', [], undefined);
  }

  recognize(pasted: string) {
    const isRetired = pasted.includes('AUTHTOKEN=');
    return this.#answer('recognize', [pasted], {
      tone: isRetired ? 'refused' : 'ok',
      message: isRetired ? 'This is an AUTHTOKEN. Zoho stopped accepting it in 2021.' : 'This is a token answer.',
    } as const);
  }

  async signInWithPasted(...args: readonly unknown[]): Promise<SignInOutcome> {
    this.isSignedIn = true;
    return this.#answer('signInWithPasted', args, { kind: 'signedIn', signedIn: emma });
  }

  checkTimeZone(timeZone: string) {
    if (!this.isSignedIn) return this.#answer('checkTimeZone', [timeZone], { kind: 'unknown', message: '' } as const);
    const isSame = timeZone === emma.userTimeZone;
    const message = isSame ? '' : `Zoho CRM uses ${emma.userTimeZone} for you: times here are 4 h 30 min later.`;
    return this.#answer('checkTimeZone', [timeZone], { kind: isSame ? 'same' : 'differs', message } as const);
  }

  test(draft: ConnectionDraftInput) {
    return this.#answer('test', [draft], {
      kind: 'passed',
      facts: [
        { label: 'User', value: 'Emma Lindqvist <emma@lindqvist.example>' },
        { label: 'Organization', value: 'Lindqvist & Söner AB (Enterprise)' },
        { label: 'Time zones', value: 'yours Europe/Stockholm, the organization’s Asia/Kolkata' },
        { label: 'API credits left', value: '4,812' },
      ],
      warnings: ['Bulk export cannot be used: the scope ZohoCRM.bulk.ALL was not granted.'],
    } as const);
  }

  save(draft: ConnectionDraftInput, options: { readonly check: boolean }) {
    const problems = this.#problemsOf(draft);
    const outcome =
      Object.keys(problems).length > 0
        ? ({ kind: 'invalid', problems } as const)
        : options.check && this.checkFailure !== undefined
          ? ({ kind: 'failed', message: this.checkFailure } as const)
          : ({ kind: 'saved' } as const);
    return this.#answer('save', [draft, options], outcome);
  }

  copy(text: string): Promise<void> {
    return this.#answer('copy', [text], undefined);
  }

  argsOf(method: string): readonly (readonly unknown[])[] {
    return this.calls.filter((call) => call.method === method).map((call) => call.args);
  }

  #problemsOf(draft: ConnectionDraftInput): FieldProblems {
    const isSample = draft.dataCenter === 'sample';
    return {
      ...(draft.name.trim() === '' ? { name: 'Give the connection a name.' } : {}),
      ...(draft.name === 'Taken' ? { name: 'There is a connection of this name already.' } : {}),
      ...(!isSample && draft.clientId === '' ? { clientId: 'The client ID is missing.' } : {}),
      ...(this.isSignedIn ? {} : { signIn: 'Log in first.' }),
      ...(draft.timeZone === '' ? { timeZone: 'Choose a time zone.' } : {}),
    };
  }

  async #answer<T>(method: string, args: readonly unknown[], answer: T | Promise<T>): Promise<T> {
    this.calls.push({ method, args });
    return answer;
  }
}

function zone(name: string, offset: string, ...keywords: readonly string[]): TimeZoneOption {
  return { name, offset: `UTC${offset}`, keywords };
}
