/** Values for a redirect; those that are undefined are left out. */
export type RedirectValues = Readonly<Record<string, string | number | undefined>>;

/** The address with values added to its query. What it has in its query already stays as it was registered. */
export function withQuery(uri: string, values: RedirectValues): string {
  return uri + (uri.includes('?') ? '&' : '?') + encode(values);
}

/** The address with the values as its fragment (zoho-api.md section 2.8). */
export function withFragment(uri: string, values: RedirectValues): string {
  return `${uri}#${encode(values)}`;
}

function encode(values: RedirectValues): string {
  return Object.entries(values)
    .flatMap(([name, value]) => (value === undefined ? [] : [`${name}=${encodeURIComponent(value)}`]))
    .join('&');
}
