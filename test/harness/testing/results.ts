/** What the reporter writes: one JSON object for each line, as things happen, so that a crash loses nothing. */
export type ResultLine =
  | { readonly kind: 'passed'; readonly title: string }
  | { readonly kind: 'failed'; readonly title: string; readonly error: string }
  | { readonly kind: 'skipped'; readonly title: string }
  | { readonly kind: 'end' };

export interface Failure {
  readonly title: string;
  /** Message and stack. */
  readonly error: string;
}

export interface SuiteResult {
  readonly passed: number;
  readonly skipped: number;
  /** Full titles of those. A suite that was skipped as a whole has none. */
  readonly skippedTitles: readonly string[];
  readonly failures: readonly Failure[];
}

export const nothingRan: SuiteResult = { passed: 0, skipped: 0, skippedTitles: [], failures: [] };

/** Reads what a reporter wrote. Without its last line the suite was cut off, which is a failure by itself. */
export function parseResults(text: string, suite: string, howItEnded: string): SuiteResult {
  const lines = text
    .split('\n')
    .map(parseLine)
    .filter((line) => line !== undefined);
  const failures = lines.filter((line) => line.kind === 'failed').map(({ title, error }) => ({ title, error }));
  const skippedTitles = lines.filter((line) => line.kind === 'skipped').map(({ title }) => title);
  const isComplete = lines.some((line) => line.kind === 'end');
  if (!isComplete) failures.push({ title: `${suite}: ended before its last test`, error: howItEnded });
  return {
    passed: lines.filter((line) => line.kind === 'passed').length,
    skipped: skippedTitles.length,
    skippedTitles,
    failures,
  };
}

/** All results as one. */
export function addUp(results: readonly SuiteResult[]): SuiteResult {
  return {
    passed: results.reduce((sum, each) => sum + each.passed, 0),
    skipped: results.reduce((sum, each) => sum + each.skipped, 0),
    skippedTitles: results.flatMap((each) => each.skippedTitles),
    failures: results.flatMap((each) => each.failures),
  };
}

/** The closing line, by which machines tell how it went. */
export function countsLine({ passed, failures, skipped }: SuiteResult): string {
  return `${passed} passed, ${failures.length} failed, ${skipped} skipped`;
}

/** The last line of a killed process may be cut off; it then counts as not written. */
function parseLine(text: string): ResultLine | undefined {
  try {
    return JSON.parse(text) as ResultLine;
  } catch {
    return undefined;
  }
}
