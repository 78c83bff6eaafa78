/** An OAuth client of the user's own, as registered with the CRM. */
export interface OAuthClient {
  readonly id: string;
  readonly secret: string;
}

/** A short-lived key to the API. */
export interface AccessToken {
  readonly text: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

/** Path of the address to which the browser returns after sign-in. */
export const redirectPath = '/callback';

/** The address to register with an OAuth client for sign-ins that return to a port of this computer. */
export function redirectUriFor(port: number): string {
  return `http://127.0.0.1:${port}${redirectPath}`;
}
