import { createHash } from 'node:crypto';

/** The shortest limit of the databases that we know, so that a job can move to another one. In bytes of UTF-8. */
const longestName = 63;

/**
 * Writes a name in a style, without what some database does not take in names: NUL, characters beyond the basic plane, blanks at
 * the ends. Snake case keeps digits with the word before them: `Phone2`, `Mobile_Phone` → `phone2`, `mobile_phone`.
 */
export function styledName(name: string, style: 'asIs' | 'snakeCase'): string {
  const plain = name.replaceAll(/[\0\u{10000}-\u{10FFFF}]/gu, '').trim();
  if (style === 'asIs') return plain;
  return plain
    .replaceAll(/(?<=[\p{Ll}\d])(?=\p{Lu})|(?<=\p{Lu})(?=\p{Lu}\p{Ll})/gu, '_')
    .replaceAll(/[^\p{L}\p{N}]+/gu, '_')
    .replaceAll(/^_+|_+$/g, '')
    .toLowerCase();
}

/**
 * Gives each its name, unique whatever the case, and not longer than databases allow. Who of several gets the plain
 * name is decided by the key (field ids grow with time), not by the order, so that a new field renames no other.
 */
export function assignNames(
  wanted: readonly { readonly key: string; readonly name: string }[],
  taken: ReadonlySet<string> = new Set(),
): ReadonlyMap<string, string> {
  const used = new Set([...taken].map((name) => name.toLowerCase()));
  const names = new Map<string, string>();
  const byAge = wanted.toSorted((a, b) => a.key.length - b.key.length || (a.key < b.key ? -1 : 1));
  for (const { key, name } of byAge) names.set(key, cutName(name === '' ? 'unnamed' : name, used, key));
  return names;
}

/** Cuts a name at the limit and, where `used` holds it, makes it unique by a few characters of a hash. Adds it to `used`. */
export function cutName(name: string, used = new Set<string>(), key = name): string {
  let cut = fits(name) ? name : withSuffix(name, key);
  for (let round = 0; used.has(cut.toLowerCase()); round += 1) cut = withSuffix(name, `${key} ${round}`);
  used.add(cut.toLowerCase());
  return cut;
}

function fits(name: string): boolean {
  return Buffer.byteLength(name) <= longestName;
}

function withSuffix(name: string, key: string): string {
  const suffix = `_${createHash('sha256').update(key).digest('hex').slice(0, 6)}`;
  let kept = Array.from(name);
  while (!fits(kept.join('') + suffix)) kept = kept.slice(0, -1);
  return kept.join('') + suffix;
}
