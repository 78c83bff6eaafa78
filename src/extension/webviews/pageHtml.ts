export interface PageParts {
  /** Fresh for each page. */
  readonly nonce: string;
  /** Addresses of the page's script and styles. */
  readonly script: string;
  readonly styles: string;
  readonly title: string;
  /** BCP 47. */
  readonly language: string;
}

/**
 * The document around a page of ours: nothing may run or be loaded but its own script, what that imports (for which its
 * nonce counts), and styles. The nonce is in a `meta`, too, because the toolkit's library puts a style of its own into
 * the page and looks there.
 */
export function pageHtml({ nonce, script, styles, title, language }: PageParts): string {
  const policy = `default-src 'none'; script-src 'nonce-${nonce}'; style-src 'nonce-${nonce}'`;
  return `<!doctype html>
<html lang="${escapeHtml(language)}">
  <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="${policy}">
    <meta property="csp-nonce" content="${nonce}">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <link rel="stylesheet" nonce="${nonce}" href="${escapeHtml(styles)}">
    <title>${escapeHtml(title)}</title>
  </head>
  <body>
    <script type="module" nonce="${nonce}" src="${escapeHtml(script)}"></script>
  </body>
</html>
`;
}

function escapeHtml(text: string): string {
  const entities: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
  return text.replace(/[&<>"]/g, (each) => entities[each] ?? each);
}
