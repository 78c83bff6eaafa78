import type { BuildOptions, OutputFile } from 'esbuild';
import { globSync } from 'node:fs';
import path from 'node:path';

import { distFolder, harnessFolder, rootFolder } from '../paths.ts';
import { splitCommonJs } from './splitCommonJs.ts';
import { unusedParts } from './unusedParts.ts';

/** One bundle: what esbuild is asked for, and which files come of its answer. */
export interface Bundle {
  readonly name: string;
  readonly options: BuildOptions & { readonly outdir: string };
  /** Which files of the output folder are this bundle's, so that those of an earlier build are removed. */
  owns(relativePath: string): boolean;
  /** Path below the output folder → content. */
  finish(outputs: readonly OutputFile[]): Promise<ReadonlyMap<string, string | Uint8Array>>;
}

/** The extension-host suites: one CommonJS file with a `run()` export, outside of what ships. */
export const editorSuitesFile = path.join(harnessFolder, 'suites', 'editor.cjs');

/** The bundles that this checkout has sources for. */
export function findBundles(): readonly Bundle[] {
  const found = [programsBundle()];
  const webviews = globSync('webview-ui/*/main.ts', { cwd: rootFolder }).sort();
  if (webviews.length > 0) found.push(webviewBundle(webviews));
  return found;
}

/** The suites of test/editor, ready for the extension host. */
export function editorSuitesBundle(): Bundle {
  const suites = globSync('test/editor/**/*.test.ts', { cwd: rootFolder }).sort();
  const imports = suites.map((suite) => `await import(${JSON.stringify(`./${suite.replaceAll('\\', '/')}`)});`);
  return {
    name: 'editor suites',
    owns: (relativePath) => relativePath.startsWith('editor.cjs'),
    finish: asTheyAre(path.dirname(editorSuitesFile)),
    options: {
      ...forNode,
      stdin: {
        contents: `import { runInEditor } from './test/harness/testing/runInEditor.ts';
export const run = () => runInEditor(async () => { ${imports.join('\n')} });`,
        resolveDir: rootFolder,
        loader: 'ts',
      },
      outdir: path.dirname(editorSuitesFile),
      entryNames: 'editor',
      format: 'cjs',
      minify: false,
      keepNames: true,
      sourcemap: 'inline',
      external: ['vscode', 'mocha'],
    },
  };
}

const forNode = {
  bundle: true,
  platform: 'node',
  target: 'node22',
  // Its main file requires others in a way that bundlers do not see.
  alias: { 'jsonc-parser': 'jsonc-parser/lib/esm/main.js' },
  plugins: [unusedParts],
  minify: true,
  // Other than ASCII, a letter is up to three bytes and not six.
  charset: 'utf8',
  write: false,
  outExtension: { '.js': '.cjs' },
  absWorkingDir: rootFolder,
  logLevel: 'silent',
} as const satisfies BuildOptions;

/**
 * The extension and, beside it, each `*.worker.ts` of src (threads load a file of their own), the terminal's program and
 * the sample organization. They share their chunks: each library is in the package once.
 */
function programsBundle(): Bundle {
  const workers = globSync('src/**/*.worker.ts', { cwd: rootFolder }).sort();
  const entryPoints: Record<string, string> = {
    extension: 'src/extension/extension.ts',
    cli: 'src/cli/main.ts',
    sampleOrg: 'src/sampleOrg/main.ts',
  };
  for (const worker of workers) entryPoints[path.basename(worker, '.ts')] = worker;
  return {
    name: 'programs',
    owns: (relativePath) => /^([^/]+\.cjs|chunks\/)/.test(relativePath),
    finish: (outputs) => splitCommonJs(distFolder, outputs, 'extension.cjs'),
    options: {
      ...forNode,
      entryPoints,
      outdir: distFolder,
      chunkNames: 'chunks/[name]-[hash]',
      format: 'esm',
      splitting: true,
      sourcemap: 'inline',
      external: ['vscode'],
    },
  };
}

/** The pages, and the controls that they share. */
function webviewBundle(entryPoints: readonly string[]): Bundle {
  const outputFolder = path.join(distFolder, 'webview');
  return {
    name: 'webviews',
    owns: () => true,
    finish: asTheyAre(outputFolder),
    options: {
      bundle: true,
      platform: 'browser',
      // The oldest editor that we support (1.105) draws its pages with Chromium 138.
      target: 'chrome138',
      format: 'esm',
      splitting: true,
      chunkNames: 'shared_[hash]',
      minify: true,
      write: false,
      sourcemap: 'linked',
      absWorkingDir: rootFolder,
      logLevel: 'silent',
      entryPoints: Object.fromEntries(entryPoints.map((file) => [path.basename(path.dirname(file)), file])),
      outdir: outputFolder,
    },
  };
}

function asTheyAre(outputFolder: string): Bundle['finish'] {
  return (outputs) =>
    Promise.resolve(
      new Map(outputs.map((each) => [path.relative(outputFolder, each.path).replaceAll('\\', '/'), each.contents])),
    );
}
