import type { SampleClock } from '../clock.ts';
import type { SampleOrgOptions } from '../options.ts';
import type { OrgState } from '../orgState.ts';
import type { Accounts } from './accounts.ts';
import type { Environment } from './caller.ts';
import { json } from '../http/exchange.ts';

export interface AccountsParts {
  readonly options: SampleOrgOptions;
  readonly clock: SampleClock;
  readonly orgFor: (environment: Environment) => OrgState;
  /** `http://127.0.0.1:<port>`; known once the server listens. */
  readonly origin: () => string;
}

// Scaffolding until the accounts server is written: any Authorization header is the administrator's with every scope.
export function createAccounts(parts: AccountsParts): Promise<Accounts> {
  const everything = new Set<string>();
  everything.has = () => true;
  return Promise.resolve({
    client: { id: '1000.STUB', secret: 'stub', redirectUris: [] },
    firstTokens: () => ({ refreshToken: 'stub', accessToken: 'stub' }),
    owns: (path: string) => path.startsWith('/oauth/'),
    answer: () => Promise.resolve(json(200, {})),
    authenticate: (_authorization: string | undefined, environment: Environment) => {
      const user = parts.orgFor(environment).users[0];
      if (!user) throw new Error('no user');
      return { user, clientId: '1000.STUB', scopes: everything, expiresAt: parts.clock.now() + 3_600_000 };
    },
    expire: () => undefined,
  });
}
