import type { User } from '../../schema/organization.ts';
import { environments } from '../caller.ts';
import type { Markup } from './markup.ts';
import { markup } from './markup.ts';

/** Chooses one of the users; sends the `zuid` as `user`. */
export function userField(users: readonly User[]): Markup {
  return markup`<div class="field"><label for="user">Sign in as</label>
<select id="user" name="user">${users.map(userOption)}</select></div>`;
}

/** Chooses an environment, production unless changed; sent as `environment`. */
export function environmentField(): Markup {
  return markup`<fieldset><legend>Environment</legend>${environments.map(environmentChoice)}</fieldset>`;
}

function userOption(user: User): Markup {
  const name = `${user.firstName} ${user.lastName}`;
  return markup`<option value="${user.zuid}">${name} (${user.profile}, ${user.timeZone})</option>`;
}

function environmentChoice(environment: string): Markup {
  const checked = environment === 'production' ? markup` checked` : undefined;
  const word = environment.charAt(0).toUpperCase() + environment.slice(1);
  return markup`<label><input type="radio" name="environment" value="${environment}"${checked}>${word}</label>`;
}
