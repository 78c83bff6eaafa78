import assert from 'node:assert/strict';

/**
 * A person at the sample organization's consent page, as an `openBrowser`: reads the page, answers its form as a browser
 * would, and follows the redirect to whoever waits for it.
 */
export function consent(decision: 'accept' | 'decline', environment = 'production'): (url: string) => Promise<void> {
  return async (url) => {
    const target = await consentedAddress(url, decision, environment);
    // Nobody waits for the page that the browser would show now.
    void fetch(target).then((response) => response.arrayBuffer());
  };
}

/** The address that the browser is sent to after the consent page. */
export async function consentedAddress(
  url: string,
  decision: 'accept' | 'decline',
  environment = 'production',
): Promise<string> {
  const page = await (await fetch(url)).text();
  const action = /<form method="post" action="([^"]+)"/.exec(page)?.[1];
  const token = /name="form_token" value="([^"]+)"/.exec(page)?.[1];
  const user = /<option value="([^"]+)"/.exec(page)?.[1];
  assert.ok(action && token && user, 'a page with a form');
  const form = new URLSearchParams({ form_token: token, user, environment, decision });
  const answer = await fetch(new URL(action, url), { method: 'POST', body: form, redirect: 'manual' });
  const target = answer.headers.get('location');
  assert.ok(target, `a redirect, not ${answer.status}`);
  return target;
}
