import type { Reply } from '../http/exchange.ts';
import { formatInZone } from '../time/zones.ts';
import type { Markup } from './markup.ts';
import { markup } from './markup.ts';
import type { WebView } from './webView.ts';

/** Nothing may run or be loaded but our own style sheet and pictures, and no other page may frame ours. */
export const securityHeaders = {
  'Content-Security-Policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
} as const;

export interface PageContent {
  readonly title: string;
  /** The way here from the list of modules, which is always the first. */
  readonly trail?: readonly { readonly label: string; readonly href: string }[];
  readonly main: Markup;
}

const environmentLabels = { production: 'Production', sandbox: 'Sandbox', developer: 'Developer' } as const;

/** A whole page with the banner, the clock and the trail. */
export function page(status: number, view: WebView, content: PageContent): Reply {
  const { org, prefix } = view;
  const body = markup`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${content.title} · ${org.organization.companyName} (sample)</title>
<link rel="stylesheet" href="${prefix}/site.css">
<link rel="icon" href="/favicon.ico">
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<p class="banner" role="note">Sample organization – not Zoho</p>
<header>
<div class="who"><a class="home" href="${prefix}/">${org.organization.companyName}</a>
<span class="chip">${environmentLabels[org.environment]}</span></div>
${clocks(view)}
</header>
${trail(view, content)}
<main id="main">
${content.main}
</main>
</body>
</html>
`;
  return { status, headers: { ...securityHeaders, 'Content-Type': 'text/html;charset=UTF-8' }, body: body.text };
}

/** An instant in the administrator's zone, always with its offset. */
export function timeText(view: WebView, epochMs: number, zone = view.caller.user.timeZone): Markup {
  const iso = formatInZone(epochMs, zone);
  const [date, time, offset] = [iso.slice(0, 10), iso.slice(11, 19), iso.slice(19)];
  return markup`<time datetime="${iso}">${date} ${time} <span class="offset">${offset}</span></time>`;
}

function clocks(view: WebView): Markup {
  const now = view.org.clock.now();
  const zones = [
    { label: 'Administrator', zone: view.caller.user.timeZone },
    { label: 'Organization', zone: view.org.organization.timeZone },
  ];
  const entries = zones.map(
    ({ label, zone }) =>
      markup`<div><dt>${label} <span class="zone">${zone}</span></dt><dd>${timeText(view, now, zone)}</dd></div>`,
  );
  return markup`<dl class="clocks" aria-label="The organization's clock">${entries}</dl>`;
}

function trail(view: WebView, { trail: steps, title }: PageContent): Markup | undefined {
  if (!steps) return undefined;
  const links = [{ label: 'Modules', href: `${view.prefix}/` }, ...steps].map(
    ({ label, href }) => markup`<li><a href="${href}">${label}</a></li>`,
  );
  return markup`<nav aria-label="Breadcrumb"><ol>${links}<li aria-current="page"><bdi>${title}</bdi></li></ol></nav>`;
}
