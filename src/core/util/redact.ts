/** What stands in the place of a secret. */
export const mask = '•••';

/**
 * Masks whatever looks like a token, a secret or a password, for texts that people read and pass on: logs and messages.
 * The last of several walls: secrets have no business in such texts in the first place.
 */
export function redact(text: string): string {
  return patterns.reduce((masked, [pattern, replacement]) => masked.replace(pattern, replacement), text);
}

const secretNames =
  'access[_-]?token|refresh[_-]?token|id[_-]?token|auth[_-]?token|form[_-]?token|device[_-]?code|client[_-]?secret|' +
  'code[_-]?verifier|secret|password|passwd|token';

/** In this order: the first ones look at the words around a secret, the last ones at the secret alone. */
const patterns: readonly (readonly [RegExp, string])[] = [
  // A header, in whatever notation: the rest of the line, or up to the closing quote.
  [/((?:proxy-)?authorization["']?\s*[:=]\s*)(["']?)[^"'\r\n]+\2/gi, `$1$2${mask}$2`],
  [/\b(zoho-oauthtoken|bearer|basic)(\s+)[\w.~+/=-]{6,}/gi, `$1$2${mask}`],
  // "name":"value", name: 'value'
  [new RegExp(`(["']?\\b(?:${secretNames})["']?\\s*:\\s*)(["'])(?:(?!\\2)[^\\\\]|\\\\.)*\\2`, 'gi'), `$1$2${mask}$2`],
  // name=value; of addresses and forms also percent-encoded. `code` is a secret there only: elsewhere it names an error.
  [new RegExp(`((?:\\b|%[0-9A-F]{2})(?:${secretNames}|code)(?:=|%3D))[^&\\s"'<>#)]+`, 'gi'), `$1${mask}`],
  // user:password@ of an address
  [/(\b[a-z][a-z0-9+.-]*:\/\/)[^/\s:@]*:[^/\s@]*@/gi, `$1${mask}@`],
  // Zoho's tokens and codes: 1000.<32 hexadecimal digits>.<32 hexadecimal digits>
  [/\b\d{4}\.[0-9a-f]{16,}\.[0-9a-f]{16,}\b/gi, mask],
  // Client secrets, and the retired AUTHTOKEN
  [/\b(?=[0-9]*[a-f])[0-9a-f]{32,}\b/gi, mask],
];
