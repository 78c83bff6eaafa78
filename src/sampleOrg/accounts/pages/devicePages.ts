import type { Reply } from '../../http/exchange.ts';
import { markup } from './markup.ts';
import { page } from './page.ts';

/** Asks for the code that a device shows; with a problem, the code that was typed is refused. */
export function deviceCodePage(userCode: string, problem?: string): Reply {
  const alert = problem === undefined ? undefined : markup`<p role="alert" id="problem">${problem}</p>`;
  const describedBy = problem === undefined ? undefined : markup` aria-invalid="true" aria-describedby="problem"`;
  const body = markup`<h1>Connect a device</h1>
<form method="post" action="device">
<div class="field"><label for="user_code">Code that the device shows</label>
<input type="text" id="user_code" name="user_code" value="${userCode}" required autofocus autocomplete="off" spellcheck="false"${describedBy}></div>
${alert}
<div class="buttons"><button class="primary">Continue</button></div>
</form>`;
  return page({ title: 'Connect a device', body, status: problem === undefined ? 200 : 400 });
}

/** The end of a device's sign-in in the browser. */
export function deviceAnsweredPage(answer: 'accepted' | 'declined'): Reply {
  const sentence =
    answer === 'accepted'
      ? 'The device signs in within half a minute. You may close this page.'
      : 'The device gets no access. You may close this page.';
  const body = markup`<h1>${answer === 'accepted' ? 'Device connected' : 'Access declined'}</h1>
<p role="status">${sentence}</p>`;
  return page({ title: answer === 'accepted' ? 'Device connected' : 'Access declined', body });
}
