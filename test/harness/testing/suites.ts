import { ensureBrowser } from '../editors/browser.ts';
import { installedCodeServer } from '../editors/codeServerInstall.ts';
import { runEditorSuites } from './editorSuites.ts';
import { packageExtension } from '../packageExtension.ts';
import type { SuiteResult } from './results.ts';
import { runStaticChecks } from '../staticChecks.ts';
import type { SuiteName } from './testOptions.ts';
import type { SuiteContext } from './testSuite.ts';
import { runNodeSuite } from './testSuite.ts';

/** Runs one suite. Undefined = this checkout has no such tests. Throws CannotRunError when the machine lacks something. */
type RunSuite = (context: SuiteContext) => Promise<SuiteResult | undefined>;

/** How each suite runs. */
export const suites: Readonly<Record<SuiteName, RunSuite>> = {
  checks: runStaticChecks,
  unit: (context) =>
    runNodeSuite(
      {
        files: [
          ...['core', 'extension', 'protocol', 'cli', 'sampleOrg', 'webview-ui', 'harness'].map(
            (folder) => `test/${folder}/**/*.test.ts`,
          ),
          'test/!(package).test.ts',
        ],
        testLimitMs: 20_000,
        limitMs: 900_000,
      },
      context,
    ),
  conformance: (context) =>
    runNodeSuite({ files: ['test/conformance/**/*.test.ts'], testLimitMs: 60_000, limitMs: 600_000 }, context),
  soak: (context) =>
    runNodeSuite({ files: ['test/soak/**/*.test.ts'], testLimitMs: 240_000, limitMs: 600_000 }, context),
  package: async (context) => {
    await packageExtension();
    return runNodeSuite({ files: ['test/package.test.ts'], testLimitMs: 20_000, limitMs: 120_000 }, context);
  },
  editor: runEditorSuites,
  journeys: async (context) => {
    ensureBrowser();
    await installedCodeServer();
    await packageExtension();
    return runNodeSuite({ files: ['test/journeys/**/*.test.ts'], testLimitMs: 120_000, limitMs: 1_800_000 }, context);
  },
};
