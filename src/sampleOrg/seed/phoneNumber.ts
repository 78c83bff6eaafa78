import type { Dice } from './dice.ts';

/** Ranges that telephone authorities keep free for films and examples; `#` becomes a digit. */
const fictitious = [
  '+1 (415) 555-01##',
  '(212) 555-01##',
  '+49 30 23125 ###',
  '0049 89 99998 ###',
  '030 23125-###',
  '+44 20 7946 0###',
] as const;

/** A number that rings nowhere; some have a leading zero, which a reader must not lose. */
export function phoneNumber(dice: Dice): string {
  return dice
    .pick(fictitious)
    .replace(/#+/, (marks) => String(dice.whole(0, 10 ** marks.length - 1)).padStart(marks.length, '0'));
}
