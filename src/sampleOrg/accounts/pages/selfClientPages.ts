import type { Reply } from '../../http/exchange.ts';
import type { User } from '../../schema/organization.ts';
import { environmentField, userField } from './fields.ts';
import { markup } from './markup.ts';
import { page } from './page.ts';

/** Asks which user gives a script which scopes, and for how long the code shall be good. */
export function selfClientPage(users: readonly User[], offeredMinutes: readonly number[]): Reply {
  const body = markup`<h1>Self client</h1>
<p>Makes a grant code for a script, which exchanges it for tokens without a redirect.</p>
<form method="post" action="self-client">
${userField(users)}
${environmentField()}
<div class="field"><label for="scope">Scopes, with commas between them</label>
<textarea id="scope" name="scope" required spellcheck="false">ZohoCRM.modules.ALL,ZohoCRM.settings.ALL</textarea></div>
<div class="field"><label for="minutes">Time duration</label>
<select id="minutes" name="minutes">${offeredMinutes.map((each) => markup`<option value="${each}">${each} minutes</option>`)}</select></div>
<div class="buttons"><button class="primary">Create</button></div>
</form>`;
  return page({ title: 'Self client', body });
}

/** Shows a grant code, once. */
export function selfClientCodePage(code: string, minutes: number): Reply {
  const body = markup`<h1>Your grant code</h1>
<p><code class="result" tabindex="0">${code}</code></p>
<p>It is good once, for ${minutes} minutes. Exchange it at <code>/oauth/v2/token</code> without a redirect_uri.</p>`;
  return page({ title: 'Grant code', body });
}
