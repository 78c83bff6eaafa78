import { runMocha } from './runMocha.ts';

/** Environment variables by which the harness talks to suites in an extension host. */
export const editorRunVariables = { resultsFile: 'ZOHO_CRM_TEST_RESULTS', grep: 'ZOHO_CRM_TEST_GREP' } as const;

/** The `run()` of the bundled editor suites: the editor calls it and takes a rejection for failure. */
export async function runInEditor(load: () => Promise<void>): Promise<void> {
  const { [editorRunVariables.resultsFile]: resultsFile, [editorRunVariables.grep]: grep } = process.env;
  if (resultsFile === undefined) throw new Error(`${editorRunVariables.resultsFile} must name a file for the results.`);
  const failures = await runMocha({ resultsFile, grep, timeoutMs: 60_000, load });
  if (failures > 0) throw new Error(`${failures} failed`);
}
