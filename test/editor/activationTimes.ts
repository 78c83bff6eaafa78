/** Milliseconds, one of each for each time that the extension was loaded and activated. */
export interface ActivationTimes {
  readonly loadMs: readonly number[];
  readonly activateMs: readonly number[];
}

/** Where the suite leaves them for the bench, beside its results. */
export function activationTimesFile(resultsFile: string): string {
  return `${resultsFile}.activation.json`;
}
