import type { PkceChallenge } from './pkce.ts';

/** What a person is asked to allow, and what happens with the answer. */
export interface ConsentRequest {
  readonly clientId: string;
  readonly scopes: readonly string[];
  readonly offline: boolean;
  readonly consentForced: boolean;
  readonly outcome: ConsentOutcome;
}

/** Where the answer goes, and in which form. */
export type ConsentOutcome =
  /** `response_type=code`: a grant code in the redirect's query. */
  | {
      readonly kind: 'code';
      readonly redirectUri: string;
      readonly state: string | undefined;
      readonly challenge: PkceChallenge | undefined;
    }
  /** `response_type=token`: an access token in the redirect's fragment. */
  | { readonly kind: 'token'; readonly redirectUri: string; readonly state: string | undefined }
  /** Nowhere to go: the device asks for the answer itself. */
  | { readonly kind: 'device'; readonly userCode: string };
