import { isBuildMachine } from './harness/buildMachine.ts';

/** Stands in the results for tests that this computer lacks something for. On a build machine it fails. */
export function leaveOut(what: string, why: string): void {
  it(`${what}: left out, as ${why}`, function () {
    if (isBuildMachine) throw new Error(`A build machine must have it: ${why}.`);
    this.skip();
  });
}
