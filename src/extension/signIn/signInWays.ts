import { redirectUriFor } from '../../core/model/oauth.ts';
import type { SignInWay } from '../../protocol/connectionForm.ts';

/** What decides how a browser can come back to us. */
export interface Surroundings {
  /** Whether the editor itself is a page in a browser. */
  readonly isWeb: boolean;
  /** Whether the extension runs on the computer that the user's browser is on. */
  readonly isLocal: boolean;
  /** `vscode` and the like: what the system opens this editor by. */
  readonly uriScheme: string;
  readonly extensionId: string;
  readonly redirectPort: number;
}

/**
 * The ways to sign in that can work here, best first; pasting always does. An address of our own needs our computer to be
 * the browser's; an address of the editor's needs an editor that the system knows. What `asExternalUri` would make of
 * them differs from one start to the next, and Zoho wants redirect addresses letter by letter.
 */
export function signInWaysFor(surroundings: Surroundings): readonly SignInWay[] {
  const { isWeb, isLocal, uriScheme, extensionId, redirectPort } = surroundings;
  const loopback = redirectUriFor(redirectPort);
  return [
    ...(isLocal ? [{ id: 'loopback', redirectUri: loopback } as const] : []),
    ...(isWeb ? [] : [{ id: 'uriHandler', redirectUri: `${uriScheme}://${extensionId}/callback` } as const]),
    { id: 'paste', redirectUri: loopback },
  ];
}

/** Whether a web editor is served by this computer: its remote authority is `host:port`. */
export function isServedLocally(remoteName: string | undefined): boolean {
  return /^(?:localhost|127\.0\.0\.1|\[::1\])(?::\d+)?$/.test(remoteName ?? '');
}
