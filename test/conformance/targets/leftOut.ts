import { leaveOut as leaveOutTest } from '../../leftOut.ts';

/** Stands in the results for a suite that this computer lacks the server for. */
export function leaveOut(name: string, place: string, error: unknown): void {
  describe(`${name} as a DataTarget`, () => {
    const why = error instanceof Error ? error.message : String(error);
    leaveOutTest('all of it', `no ${name} answers at ${place} (${why})`);
  });
}
