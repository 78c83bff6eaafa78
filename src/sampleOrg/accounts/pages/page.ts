import { createHash } from 'node:crypto';

import type { Reply } from '../../http/exchange.ts';
import { Markup, markup } from './markup.ts';
import { pageStyle } from './pageStyle.ts';

// The style is taken as it is, so that it agrees with its hash.
const styleElement = new Markup(`<style>${pageStyle}</style>`);
const styleHash = createHash('sha256').update(pageStyle).digest('base64');

/** What differs from page to page. */
export interface PageParts {
  readonly title: string;
  readonly body: Markup;
  /** Below the page, after the sentence that says where it comes from. */
  readonly foot?: Markup;
  /** Default 200. */
  readonly status?: number;
  /** Where a form of the page may lead besides the server itself: browsers check redirects, too. */
  readonly formTarget?: string;
}

/** A page of the accounts server: no script, nothing from elsewhere, not to be framed or kept. */
export function page(parts: PageParts): Reply {
  return {
    status: parts.status ?? 200,
    headers: {
      'Content-Type': 'text/html;charset=UTF-8',
      'Content-Security-Policy': policy(parts.formTarget),
      'Cache-Control': 'no-store',
      'Referrer-Policy': 'same-origin',
      'X-Content-Type-Options': 'nosniff',
    },
    body: `<!DOCTYPE html>\n${layout(parts).text}`,
  };
}

/** What went wrong, with status 400 unless told otherwise; Zoho shows such a page instead of redirecting (section 2.2). */
export function errorPage(title: string, explanation: string, status = 400): Reply {
  const body = markup`<h1>${title}</h1>
<p role="alert">${explanation}</p>`;
  return page({ title, body, status });
}

function layout({ title, body, foot }: PageParts): Markup {
  return markup`<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${title} – Sample organization</title>
${styleElement}
</head>
<body>
<main>
<p class="origin">Sample organization – not Zoho</p>
${body}
</main>
<footer>
<p>This page comes from a program on your own computer. It asks for no password, and nothing you do here reaches Zoho.</p>
${foot}
</footer>
</body>
</html>
`;
}

function policy(formTarget: string | undefined): string {
  return [
    "default-src 'none'",
    `style-src 'sha256-${styleHash}'`,
    `form-action 'self'${formTarget === undefined ? '' : ` ${sourceOf(formTarget)}`}`,
    "base-uri 'none'",
    "frame-ancestors 'none'",
  ].join('; ');
}

/** An address in the words of a content security policy, which knows no IPv6 addresses: then its scheme. */
function sourceOf(address: string): string {
  const { protocol, host } = new URL(address);
  const isNamed = (protocol === 'http:' || protocol === 'https:') && /^[a-z\d.-]+(?::\d+)?$/.test(host);
  return isNamed ? `${protocol}//${host}` : protocol;
}
