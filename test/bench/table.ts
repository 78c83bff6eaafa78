/** One line of the table that the bench prints. */
export interface BenchRow {
  readonly what: string;
  /** How many times the ceiling's time it takes, e.g. 1.8; undefined where there is no ceiling to compare with. */
  readonly ratio?: number;
  readonly value: string;
  /** What must hold, in words. */
  readonly target?: string;
  /** Whether it holds; undefined = there is no target. */
  readonly isMet?: boolean;
}

/** The ratios first: absolute figures say more about the machine than about the program. */
export function benchTable(rows: readonly BenchRow[]): string {
  const sorted = [
    ...rows.filter((each) => each.ratio !== undefined),
    ...rows.filter((each) => each.ratio === undefined),
  ];
  const lines = [
    ['ratio', 'what', 'measured', 'target', ''],
    ...sorted.map(({ ratio, what, value, target, isMet }) => [
      ratio === undefined ? '' : `${ratio.toFixed(2)}×`,
      what,
      value,
      target ?? '',
      isMet === undefined ? '' : isMet ? 'met' : 'MISSED',
    ]),
  ];
  const widths = [0, 1, 2, 3, 4].map((column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)));
  return lines
    .map((line) =>
      line
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
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
