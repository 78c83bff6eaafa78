/** Stands in the results for a suite that this computer lacks the server for. */
export function leaveOut(name: string, place: string, error: unknown): void {
  describe(`${name} as a DataTarget`, () => {
    it(`is left out: no ${name} at ${place} (${error instanceof Error ? error.message : String(error)})`, function () {
      this.skip();
    });
  });
}
