import type { AccountsContext } from './accountsContext.ts';
import { usersWhoSignIn } from './accountsContext.ts';
import type { Environment } from './caller.ts';
import { environments } from './caller.ts';

/** Who signs in, and where. */
export interface SignInChoice {
  readonly zuid: string;
  readonly environment: Environment;
}

/**
 * Reads the form fields `user` (zuid, id or email; the administrator if absent) and `environment` (production if absent).
 * Undefined when there is no such environment, or nobody there who can sign in.
 */
export function readSignInChoice(
  context: AccountsContext,
  parameters: ReadonlyMap<string, string>,
): SignInChoice | undefined {
  const environment = environments.find((each) => each === (parameters.get('environment') ?? 'production'));
  if (!environment) return undefined;
  const users = usersWhoSignIn(context, environment);
  const name = parameters.get('user') ?? '';
  const user = name === '' ? users[0] : users.find(({ zuid, id, email }) => [zuid, id, email].includes(name));
  return user && { zuid: user.zuid, environment };
}
