/** Prints one line for the person who waits. */
export function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Prints a failure on standard error. */
export function complain(text: string): void {
  process.stderr.write(`${text}\n`);
}

/** Seconds since `startedAtMs` (as of `performance.now()`), for people: "3.4 s". */
export function secondsSince(startedAtMs: number): string {
  return `${((performance.now() - startedAtMs) / 1000).toFixed(1)} s`;
}
