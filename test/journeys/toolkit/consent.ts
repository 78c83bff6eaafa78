import type { Page } from 'playwright-core';

/** Does what opens the consent page in the same browser, accepts there, and comes back. */
export async function acceptConsent(
  page: Page,
  start: () => Promise<void>,
  accept: (consent: Page) => Promise<void> = (consent) => consent.getByRole('button', { name: 'Accept' }).click(),
): Promise<void> {
  const popup = page.waitForEvent('popup');
  await start();
  const consent = await popup;
  await consent.waitForLoadState();
  await accept(consent);
  // Not by a pattern: the address of the consent page has the one of the callback in it.
  await consent.waitForURL(({ pathname }) => pathname === '/callback');
  await consent.close();
}

/** Accepts without a browser: the address to which one would return, which is not visited. */
export async function consentAnswer(address: string): Promise<string> {
  const html = await (await fetch(address)).text();
  const valueOf = (pattern: RegExp): string => {
    const found = pattern.exec(html)?.[1];
    if (found === undefined) throw new Error(`The page at ${address} is no consent page.`);
    return found;
  };
  const form = new URLSearchParams({
    form_token: valueOf(/name="form_token" value="([^"]+)"/),
    user: valueOf(/<option value="([^"]+)"/),
    environment: 'production',
    decision: 'accept',
  });
  const action = new URL(valueOf(/<form method="post" action="([^"]+)"/), address);
  const answer = await fetch(action, { method: 'POST', body: form, redirect: 'manual' });
  return answer.headers.get('location') ?? '';
}
