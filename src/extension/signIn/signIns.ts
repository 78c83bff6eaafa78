import { recognizePasted } from '../../core/connections/pastedToken.ts';
import type { RedirectInbox } from '../../core/connections/redirectInbox.ts';
import type { ConnectionStore } from '../../core/connections/connectionStore.ts';
import type { SignInPlace } from '../../core/crm/crmSignIn.ts';
import { InputError } from '../../core/errors.ts';
import type { BrowserSignInParts, Identity, RedirectWay } from '../../core/jobs/signIn.ts';
import { signInThroughBrowser, signInWithPasted } from '../../core/jobs/signIn.ts';
import type { DataCenter, Environment } from '../../core/model/connection.ts';
import type { OAuthClient } from '../../core/model/oauth.ts';
import type { SignInWay } from '../../protocol/connectionForm.ts';
import type { Engine } from '../engine.ts';

export interface SignInsParts {
  readonly store: ConnectionStore;
  readonly engine: () => Promise<Engine>;
  readonly inbox: RedirectInbox;
  /** The client that the sample organization knows. */
  readonly sampleClient: () => Promise<OAuthClient>;
  readonly redirectPort: () => number;
}

/** Where somebody wants to sign in, and as which client. */
export interface SignInChoice {
  readonly dataCenter: DataCenter;
  readonly environment: Environment;
  readonly clientId: string;
  /** Empty: the one that is kept. */
  readonly clientSecret: string;
}

/** Signing in as all hosts of it do it: the form, the quick inputs, and the command for a connection that there is. */
export class SignIns {
  readonly #parts: SignInsParts;

  constructor(parts: SignInsParts) {
    this.#parts = parts;
  }

  /** Rejects with InputError of `clientId` or `clientSecret`, or whatever the sign-in rejects with. */
  async throughBrowser(
    choice: SignInChoice,
    way: SignInWay,
    browser: Pick<BrowserSignInParts, 'openBrowser' | 'returned'>,
    signal: AbortSignal,
  ): Promise<Identity> {
    const { engine, inbox } = this.#parts;
    const client = await this.clientFor(choice);
    if (client.id === '') throw new InputError('The client ID is missing.', 'clientId');
    if (client.secret === '') throw new InputError('The client secret is missing.', 'clientSecret');
    const { signIn } = (await engine()).crm;
    const place = await this.#placeOf(choice.dataCenter, signal);
    return signInThroughBrowser({ ...browser, signIn, inbox }, { place, client, way: this.#redirectWay(way) }, signal);
  }

  /** Whether a pasted text is what a sign-in under way waits for, which then goes on with it. */
  deliver(pasted: string): boolean {
    const recognized = recognizePasted(pasted);
    return recognized.kind === 'redirect' && this.#parts.inbox.deliver(recognized.query) !== 'stranger';
  }

  /** Signs in with a text that no sign-in under way waits for. */
  async withPasted(choice: SignInChoice, pasted: string, signal: AbortSignal): Promise<Identity> {
    const { signIn } = (await this.#parts.engine()).crm;
    const place = await this.#placeOf(choice.dataCenter, signal);
    const known = await this.clientFor(choice);
    const client = known.id === '' || known.secret === '' ? undefined : known;
    const request = { place, environment: choice.environment, client };
    return signInWithPasted(signIn, request, recognizePasted(pasted), signal);
  }

  /** The client as it was typed, with the secret that is kept where none was typed. */
  async clientFor({ dataCenter, clientId, clientSecret }: Omit<SignInChoice, 'environment'>): Promise<OAuthClient> {
    if (dataCenter === 'sample') return this.#parts.sampleClient();
    const id = clientId.trim();
    const typed = clientSecret.trim();
    const kept = typed === '' ? await this.#parts.store.clientSecretOf(dataCenter, id) : undefined;
    return { id, secret: kept ?? typed };
  }

  async #placeOf(dataCenter: DataCenter, signal: AbortSignal): Promise<SignInPlace> {
    return { dataCenter, accountsOrigin: await (await this.#parts.engine()).accountsOriginOf(dataCenter, signal) };
  }

  #redirectWay({ id, redirectUri }: SignInWay): RedirectWay {
    if (id === 'loopback') return { kind: 'loopback', port: this.#parts.redirectPort() };
    return { kind: 'inbox', redirectUri };
  }
}
