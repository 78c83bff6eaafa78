import type { HttpRequest } from '../http/exchange.ts';

/** What goes wrong with one call. */
export type Fault =
  /** Answered at once, without reaching the organization. */
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers?: Readonly<Record<string, string>>;
      readonly body: string;
    }
  /** The connection is cut: before anything happened, or after the call was carried out and before it is answered. */
  | { readonly kind: 'drop'; readonly when: 'before' | 'after' }
  /**
   * The call is carried out and its answer ends early. With `promise: 'whole'` the headers promise the whole length and
   * the connection is cut; with `'kept'` the answer is in order as far as HTTP can tell, and only its content is damaged.
   */
  | { readonly kind: 'truncate'; readonly keepBytes: number; readonly promise: 'whole' | 'kept' }
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** The access token of the call is made to expire before it is looked at. */
  | { readonly kind: 'expireToken' };

/** Decides which call suffers what. */
export interface Faults {
  pick(request: HttpRequest): Fault | undefined;
}
