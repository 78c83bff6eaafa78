/** One line of the table that the bench prints. */
export interface BenchRow {
  /** Stays the same from version to version. */
  readonly name: string;
  readonly what: string;
  readonly ratio?: Ratio;
  /** The figures behind the ratio, or instead of one. */
  readonly value: string;
}

export interface Ratio {
  /** One for each pair that was measured, in one run. */
  readonly all: readonly number[];
  /** Undefined = for information. */
  readonly target?: number;
  readonly better: 'higher' | 'lower';
}

/** The ratios first: absolute figures say more about the machine than about the program. */
export function benchTable(rows: readonly BenchRow[]): string {
  const sorted = [...rows.filter(({ ratio }) => ratio), ...rows.filter(({ ratio }) => !ratio)];
  const lines = [
    ['ratio', '(low–high)', 'target', '', 'name', 'what', 'measured'],
    ...sorted.map((row) => [...ratioCells(row), row.name, row.what, row.value]),
  ];
  const widths = (lines[0] ?? []).map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/** For programs; undefined for a row without a target. */
export function benchJson({ name, ratio }: BenchRow): string | undefined {
  if (ratio?.target === undefined) return undefined;
  const [low, high] = [Math.min(...ratio.all), Math.max(...ratio.all)];
  const { target, better } = ratio;
  return JSON.stringify({ name, ratio: median(ratio.all), low, high, target, better });
}

/** A row without a target is always met. */
export function isMet({ ratio }: BenchRow): boolean {
  if (ratio?.target === undefined) return true;
  const measured = median(ratio.all);
  return ratio.better === 'higher' ? measured >= ratio.target : measured <= ratio.target;
}

/** A row whose target is a limit of milliseconds: the ratio says which part of it was taken. */
export function withinMs(
  name: string,
  what: string,
  times: readonly number[],
  { limitMs, digits = 1 }: { readonly limitMs: number; readonly digits?: number },
): BenchRow {
  const ratio: Ratio = { all: times.map((ms) => ms / limitMs), target: 1, better: 'lower' };
  return { name, what, ratio, value: `${spreadText(times, 'ms', digits)}, at most ${limitMs} ms` };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return ((sorted[Math.ceil(middle) - 1] ?? Number.NaN) + (sorted[Math.floor(middle)] ?? Number.NaN)) / 2;
}

/** `12.3 ms (11.0–15.2)` */
export function spreadText(values: readonly number[], unit: string, digits = 1): string {
  const [least, most] = [Math.min(...values), Math.max(...values)];
  return `${median(values).toFixed(digits)} ${unit} (${least.toFixed(digits)}–${most.toFixed(digits)})`;
}

function ratioCells(row: BenchRow): readonly string[] {
  const { ratio } = row;
  if (!ratio) return ['', '', '', ''];
  const spread = `(${shortNumber(Math.min(...ratio.all))}–${shortNumber(Math.max(...ratio.all))})`;
  const cells = [`${shortNumber(median(ratio.all))}×`, spread];
  if (ratio.target === undefined) return [...cells, '', ''];
  return [...cells, `${ratio.better === 'higher' ? '≥' : '≤'} ${ratio.target}`, isMet(row) ? 'met' : 'MISSED'];
}

function shortNumber(value: number): string {
  return value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2);
}
