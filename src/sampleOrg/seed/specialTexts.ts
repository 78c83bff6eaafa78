/** Names and texts that break programs which were tried with plain ones only. */
export const specialTexts = {
  umlauts: 'Müller-Lüdenscheidt',
  chinese: '𠮷野家有限公司',
  arabic: 'شركة الخليج للتجارة (ذ.م.م)',
  emoji: '🚀 Rakete 👩🏽‍💻👨‍👩‍👧‍👦',
  quotes: `O'Hara, "Big" Joe; Jr. \\ Sons`,
  markup: '<script>alert("not escaped")</script>',
  formula: '=1+2',
  lineBreaks: 'First line\nSecond line, with a comma\r\nThird line; "quoted"\n\n\tAfter an empty line, a tab',
  /** The same letters twice: composed, and put together from letter and accent. */
  normalForms: 'José / Jose\u0301',
  blanks: '  two blanks before and after  ',
  looksLikeNull: 'NULL',
  looksLikeNumber: '1e5',
} as const;

/** The longest text that a large text field takes. */
export function longestText(paragraph: string): string {
  return `${paragraph} `.repeat(Math.ceil(32_000 / (paragraph.length + 1))).slice(0, 31_999) + '.';
}
