/** Something to choose, found by its label, its detail and its keywords. */
export interface SearchableOption {
  readonly value: string;
  readonly label: string;
  /** Shown beside the label. */
  readonly detail: string;
  /** What else it is found by; shown where it is why. */
  readonly keywords: readonly string[];
  /** Other ways to write what the detail says: found by, and never shown. */
  readonly spellings: readonly string[];
  /** The heading below which it stands while nothing is searched for. */
  readonly group: string;
}

/**
 * The options in which every word of the query is found somewhere, the best first: those that are called so, then those
 * with a word that begins so, then those with the word inside; label before detail and keywords. Case, accents and the
 * difference between `_` and a space do not matter. An empty query finds all, as they are.
 */
export function searchOptions<Option extends SearchableOption>(
  options: readonly Option[],
  query: string,
): readonly Option[] {
  const words = normalize(query).split(' ').filter(Boolean);
  if (words.length === 0) return options;
  const found: { option: Option; rank: number }[] = [];
  for (const option of options) {
    const rank = rankOf(option, words);
    if (rank !== undefined) found.push({ option, rank });
  }
  return found.sort((a, b) => a.rank - b.rank).map(({ option }) => option);
}

/** The keyword by which an option was found that has a word of the query neither in its label nor in its detail. */
export function keywordFound(option: SearchableOption, query: string): string | undefined {
  const words = normalize(query).split(' ').filter(Boolean);
  const seen = [option.label, option.detail, ...option.spellings].map(normalize);
  const word = words.find((each) => seen.every((text) => !text.includes(each)));
  return word === undefined ? undefined : option.keywords.find((each) => normalize(each).includes(word));
}

/** The sum of the ranks of all words; undefined where one of them is not found. */
function rankOf(option: SearchableOption, words: readonly string[]): number | undefined {
  const label = normalize(option.label);
  const others = [option.detail, ...option.keywords, ...option.spellings].map(normalize);
  let sum = 0;
  for (const word of words) {
    const rank = Math.min(rankIn(label, word), ...others.map((text) => rankIn(text, word) + 1));
    if (rank === Infinity) return undefined;
    sum += rank;
  }
  return sum;
}

/** 0: the text, or its part after the last slash, is the word; 2: a word of it begins so; 4: it is inside. */
function rankIn(text: string, word: string): number {
  const at = text.indexOf(word);
  if (at < 0) return Infinity;
  if (text === word || text.endsWith(`/${word}`)) return 0;
  return beginsWord(text, word) ? 2 : 4;
}

function beginsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || /[\s/(+-]/.test(text.charAt(at - 1))) return true;
  }
  return false;
}

function normalize(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{Diacritic}/gu, '')
    .replace(/[_\s]+/g, ' ')
    .replace(/[−–]/g, '-')
    .trim()
    .toLowerCase();
}
